"""What somebody does after which a page may say something else: `act(chance, cast)`."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from django.utils.timezone import localdate

from accounts.models import Service, User
from accounts.services.services import edit_service
from actions.models import SubAction
from actions.services import needs, progress
from actions.services.replacing import replace
from actions.services.work import edit_sub_action
from actions.status import FITTING, GOES_BADLY, Kind, Status
from evidence.assessments.places import find_place
from evidence.assessments.services.boxes import save_answer
from evidence.items.services import remove_evidence
from evidence.models import Answer, EvidenceItem
from foundations.models import Link, Round
from foundations.services.linking import confirm_link
from foundations.services.rounds import close_round, reasons_against_undoing, undo_closing
from tests.evidence.items.adding import add
from tests.evidence.participation.participants import log
from tests.factories import RoundFactory

# The themes whose boxes are saved.
ANSWERED = ["T1", "T2", "T3"]


@dataclass(frozen=True)
class Cast:
    """Who does it; the Promise Keeper keeps all sub-actions, and answers in a round "autumn"."""

    keeper: User
    champions: User
    administrator: User


def report(chance: Random, cast: Cast) -> None:
    row = chance.choice(list(SubAction.objects.filter(replaced_by=None).order_by("pk")))
    SubAction.objects.filter(pk=row.pk).update(service=cast.keeper.services[0])
    row.refresh_from_db()
    usual = [Status.SLIPPING] if row.kind == Kind.ONGOING else [Status.ON_TRACK, Status.AT_RISK]
    progress.post_update(
        by=cast.keeper,
        sub_action=row,
        seen=row.version,
        status=chance.choice(usual),
        changed="It moves.",
    )


def confirm(chance: Random, cast: Cast) -> None:
    reported = SubAction.objects.exclude(status=Status.NOT_REPORTED).filter(
        service=cast.keeper.services[0]
    )
    for row in reported.order_by("pk"):
        if not progress.nothing_to_confirm(row):
            progress.confirm(by=cast.keeper, sub_action=row, seen=row.version)
            return
    report(chance, cast)


def decide(chance: Random, cast: Cast) -> None:
    link = chance.choice(list(Link.objects.filter(state="suggested").order_by("pk")))
    confirm_link(by=cast.keeper, link=link, seen=link.version, reason="Both speak of it.")


def add_evidence(chance: Random, cast: Cast) -> None:
    row = chance.choice(list(SubAction.objects.select_related("item").order_by("pk")))
    add(cast.champions, row.item, kind=chance.choice(["voice", "data"]))


def take_evidence_away(chance: Random, cast: Cast) -> None:
    item = EvidenceItem.objects.current().order_by("pk").first()
    if item:
        remove_evidence(by=cast.champions, evidence=item, seen=item.version, reason="Twice here.")
    else:
        add_evidence(chance, cast)


def ask_for_help(chance: Random, cast: Cast) -> None:
    stuck = SubAction.objects.filter(status__in=GOES_BADLY, service=cast.keeper.services[0])
    if found := stuck.order_by("pk").first():
        asked = {"would_help": "A second trainer.", "who_acts": "board"}
        needs.ask_for_help(by=cast.keeper, sub_action=found, **asked)
    else:
        report(chance, cast)


def close_a_round(chance: Random, cast: Cast) -> None:
    asked = RoundFactory(asks_progress=True, asks_assessment=False)
    close_round(by=cast.administrator, round=asked, seen=1)


def close_one_again(chance: Random, cast: Cast) -> None:
    last = Round.objects.filter(asks_progress=True).order_by("-closed_on", "-pk").first()
    if last and not reasons_against_undoing(last):
        why = "A service was late."
        undo_closing(by=cast.administrator, round=last, seen=last.version, why=why)
        close_round(by=cast.administrator, round=last, seen=last.version)
    else:
        close_a_round(chance, cast)


def move_a_day(chance: Random, cast: Cast) -> None:
    row = _of_the_keeper(chance, cast)
    # Work of another kind has no due day.
    name = "due_on" if row.kind == Kind.DATED else "review_on"
    day = localdate() + timedelta(days=chance.randint(-200, 200))
    first = max(filter(None, [day, row.start_on, row.completed_on]))
    values = {name: first, "why": "The building is late."}
    if row.kind == Kind.RECURRING:
        values["interval_months"] = row.interval_months or 3
    edit_sub_action(by=cast.keeper, sub_action=row, seen=row.version, **values)


def replace_one(chance: Random, cast: Cast) -> None:
    row, other = _of_the_keeper(chance, cast), _of_the_keeper(chance, cast)
    if row == other or other.status == Status.STOPPED:
        report(chance, cast)
        return
    said = {"replacement": other, "reason": "They are one."}
    replace(by=cast.keeper, sub_action=row, seen=row.version, **said)


def stop_one(chance: Random, cast: Cast) -> None:
    row = _of_the_keeper(chance, cast)
    if Status.STOPPED not in FITTING[row.kind]:
        report(chance, cast)
        return
    decided = {"decided_by": "The Committee", "decided_on": localdate()}
    progress.post_update(
        by=cast.keeper,
        sub_action=row,
        seen=row.version,
        status=Status.STOPPED,
        changed="It is not done any more.",
        **decided,
    )


def rename_a_service(chance: Random, cast: Cast) -> None:
    service = Service.objects.get(pk=cast.keeper.services[0].pk)
    values = {"name": f"Housing {chance.randint(1, 9_999)}", "kind": service.kind}
    edit_service(
        by=cast.administrator, service=service, seen=service.version, closed_on=None, **values
    )


def _of_the_keeper(chance: Random, cast: Cast) -> SubAction:
    rows = SubAction.objects.filter(service=cast.keeper.services[0], replaced_by=None)
    return chance.choice(list(rows.order_by("pk")))


def save_a_box(chance: Random, cast: Cast) -> None:
    service = cast.keeper.services[0]
    place = find_place("autumn", service.key, chance.choice(ANSWERED), cast.keeper)
    prompt = chance.choice(place.prompts)
    found = Answer.objects.filter(assessment__theme=place.theme, prompt=prompt).first()
    seen, text = found.version if found else 0, f"Said {chance.random()}."
    save_answer(by=cast.keeper, box=place.box(prompt), seen=seen, text=text)


def log_session(chance: Random, cast: Cast) -> None:
    log(cast.champions, held_on=localdate())


ACTS = [
    report,
    confirm,
    decide,
    add_evidence,
    take_evidence_away,
    ask_for_help,
    close_a_round,
    close_one_again,
    move_a_day,
    replace_one,
    stop_one,
    rename_a_service,
    save_a_box,
    log_session,
]
