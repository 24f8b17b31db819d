"""What somebody does after which a page may say something else: `act(chance, cast)`."""

from dataclasses import dataclass
from random import Random

from django.utils.timezone import localdate

from accounts.models import User
from actions.models import SubAction
from actions.services import needs, progress
from actions.status import GOES_BADLY, Kind, Status
from evidence.assessments.places import find_place
from evidence.assessments.services.boxes import save_answer
from evidence.items.services import remove_evidence
from evidence.models import Answer, EvidenceItem
from foundations.models import Link
from foundations.services.linking import confirm_link
from foundations.services.rounds import close_round
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
    save_a_box,
    log_session,
]
