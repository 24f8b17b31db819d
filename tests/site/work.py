"""Work of a Keeper of which every page has something to show, and a great deal more of it."""

from datetime import date, timedelta

from django.db import connection
from django.utils import timezone

from accounts.models import Service
from actions.models import Action, ProgressUpdate, SubAction
from actions.services import needs
from actions.services.occurrences import make_occurrences
from evidence.models import Audience, SelfAssessment, Session, Support
from foundations.models import FrameworkItem, Round
from oversight.felt import services as felt
from tests.factories import (
    AgreementFactory,
    AnswerFactory,
    EvidenceFactory,
    LinkFactory,
    MeasureFactory,
    NeedFactory,
    ProgressUpdateFactory,
    ReplyFactory,
    RoundFactory,
    SelfAssessmentFactory,
    ServiceFactory,
    ShareFactory,
    SubmissionFactory,
    UserFactory,
)

from .asked import ask_about_work
from .made import closed_then

MANY = 1_000
SERVED = ["1.2", "1.3"]


def fill(service, keeper) -> None:
    """The framework with every published sub-action reported once by one Keeper, and the dated ones
    late.
    """
    today = timezone.localdate()
    SubAction.objects.update(service=service, confirmed_on=today, confirmed_by=keeper)
    Action.objects.update(service=service)
    SubAction.objects.filter(kind="dated").update(due_on=today - timedelta(days=3))
    for row in SubAction.objects.all():
        row.owners.add(keeper)
    report(SubAction.objects.all(), keeper)
    assess(RoundFactory(key="now", opened_by=keeper), service, keeper)
    add_evidence(1, keeper)
    SubAction.objects.filter(item__key__in=SERVED).update(start_on=today - timedelta(days=300))
    add_sessions(2, keeper)
    listen(keeper, 1)
    ask_for_help(1, keeper)
    ask_about_work(1, keeper)
    submit_themes(1, keeper)
    # Late work beside a theme of which something is said to go well.
    late = SubAction.objects.filter(kind="dated").first()
    LinkFactory(from_item=late.item, to_item=FrameworkItem.objects.get(key="T1"))
    housing = Service.objects.get(key="housing")
    SubAction.objects.filter(item__key="7.1").update(service=housing)
    claim(["7.1"], 1, keeper)
    closed_then(keeper)


def ask_for_help(number: int, keeper) -> None:
    """So many things that would help 1.1, as many that were answered, and a few bodies in it."""
    stuck, today = SubAction.objects.get(item__key="1.1"), timezone.localdate()
    said = {"sub_action": stuck, "asked_by": keeper}
    NeedFactory.create_batch(number, **said)
    answered = {"answer": "Yes.", "answered_by": keeper, "answered_on": today}
    NeedFactory.create_batch(number, **said, **answered)
    # A few, since each is a service more, of which choosers list sixty.
    ShareFactory.create_batch(min(number, 5), sub_action=stuck, named_by=keeper)


def claim(keys: list[str], times: int, keeper) -> None:
    """Somebody of Housing claims that these are complete; of each, evidence and as many answers."""
    today, claimer = timezone.localdate(), UserFactory()
    done = {"status": "complete", "completed_on": today}
    rows = SubAction.objects.filter(item__key__in=keys)
    rows.update(reported_on=today, **done)
    for row in rows.select_related("item"):
        row.owners.clear()
        said = ProgressUpdateFactory(sub_action=row, posted_by=claimer, **done)
        EvidenceFactory.create_batch(times, supports=[row.item])
        for _number in range(times):
            AgreementFactory(claim=said, kind="missing")


def add_evidence(number: int, keeper) -> None:
    """As many items as that, each for a sub-action, a call, a theme and a recommendation that cites
    page 85.
    """
    supported = list(FrameworkItem.objects.filter(key__in=["1.1", "C18", "T1", "T9.R5", "T8.R1"]))
    for item in EvidenceFactory.create_batch(number, added_by=keeper, kind="voice"):
        Support.objects.bulk_create(
            Support(evidence=item, item=thing, made_by=keeper) for thing in supported
        )


def add_sessions(number: int, keeper) -> None:
    """Sessions of today for members and the workforce, all of which serve the participation and the
    briefings.
    """
    part = {
        "kind": "briefing",
        "lived_experience": "neither",
        "logged_by": keeper,
        "held_on": timezone.localdate(),
    }
    sessions = Session.objects.bulk_create(Session(**part) for _number in range(number))
    Audience.objects.bulk_create(
        Audience(session=session, kind=kind, headcount=5)
        for session in sessions
        for kind in ("workforce", "members")
    )
    through = Session.sub_actions.through
    rows = SubAction.objects.filter(item__key__in=SERVED)
    through.objects.bulk_create(
        through(session=session, subaction=row) for session in sessions for row in rows
    )
    for row in rows:
        make_occurrences(row)


def listen(keeper, times: int) -> None:
    """What was heard about, and measures of, a sub-action and a call; some of it answered."""
    for item in FrameworkItem.objects.filter(key__in=["1.1", "C18"]):
        for number in range(times):
            ReplyFactory(item=item, heard__logged_by=keeper)
            said = {"kind": "changed", "words": "It is done.", "answered_by": keeper}
            ReplyFactory(
                item=item, heard__logged_by=keeper, answered_on=timezone.localdate(), **said
            )
            measure = MeasureFactory(item=item, name=f"Measure {times} {number}", added_by=keeper)
            measure.actuals.create(on=timezone.localdate(), number=number, said_by=keeper)


def assess(round, service, keeper) -> None:
    """The first theme submitted twice and the second a draft, in this round and in the one
    before.
    """
    today = timezone.localdate()
    before = RoundFactory(
        first_day=today - timedelta(days=90), last_day=today - timedelta(days=60), opened_by=keeper
    )
    prompts, evidence = (
        FrameworkItem.objects.of_kind("prompt"),
        EvidenceFactory(service=service, added_by=keeper),
    )
    cited = [{"key": evidence.pk, "title": evidence.title}]
    texts = {"Q1": "Much.", "Q2": "Little."}
    for asked in (before, round):
        for theme in FrameworkItem.objects.filter(key__in=["T1", "T2"]):
            state = "submitted" if theme.key == "T1" else "draft"
            held = SelfAssessmentFactory(theme=theme, service=service, round=asked, state=state)
            for prompt in prompts:
                AnswerFactory(
                    assessment=held, prompt=prompt, saved_by=keeper, saved_at=timezone.now()
                )
            for number in (1, 2):
                SubmissionFactory(
                    assessment=held, number=number, made_by=keeper, cited=cited, texts=texts
                )
            Support.objects.create(evidence=evidence, item=theme, assessment=held, made_by=keeper)


def submit_themes(number: int, keeper) -> None:
    """As many themes as that, submitted by the Keeper's service, and as many services that
    submitted the first.
    """
    now, service = Round.objects.get(key="now"), Service.objects.get(key="education")
    themes = FrameworkItem.objects.filter(kind="theme", has_template=True)[:number]
    pairs = {(theme, service) for theme in themes} | {
        (themes[0], ServiceFactory()) for _number in range(number)
    }
    for theme, whose in pairs:
        made, _made = SelfAssessment.objects.get_or_create(
            theme=theme, service=whose, round=now, defaults={"state": "submitted"}
        )
        SubmissionFactory(
            assessment=made,
            number=made.submissions.count() + 1,
            texts={"Q1": "Well."},
            made_by=keeper,
        )


def report(rows, keeper) -> None:
    now = timezone.now()
    ProgressUpdate.objects.bulk_create(
        ProgressUpdate(
            sub_action=row,
            service=row.service,
            posted_at=now,
            posted_on=timezone.localdate(now),
            posted_by=keeper,
            status="on-track",
            changed="It goes on.",
        )
        for row in rows
    )


def add_many(service, keeper) -> None:
    """A thousand more sub-actions with owners, dates and updates."""
    action = Action.objects.get(item__key="1")
    items = FrameworkItem.objects.bulk_create(
        FrameworkItem(
            key=f"1.L{n}",
            kind="sub-action",
            heading=f"Local {n}",
            order=100 + n,
            parent=action.item,
            local=True,
        )
        for n in range(MANY)
    )
    due = timezone.localdate() - timedelta(days=3)
    rows = SubAction.objects.bulk_create(
        SubAction(
            item=item,
            action=action,
            service=service,
            kind="dated",
            due_on=due,
            confirmed_on=due,
            confirmed_by=keeper,
        )
        for item in items
    )
    SubAction.owners.through.objects.bulk_create(
        SubAction.owners.through(subaction_id=row.pk, user_id=keeper.pk) for row in rows
    )
    report(rows, keeper)
    claim(["7.1", "1.L1", "1.L2", "1.L3"], 20, keeper)
    add_evidence(100, keeper)
    add_sessions(MANY, keeper)
    listen(keeper, 30)
    ask_for_help(30, keeper)
    ask_about_work(30, keeper)
    assess_many(service, keeper)
    submit_themes(19, keeper)
    # PostgreSQL plans by statistics, which it would gather by itself a minute later.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def assess_many(service, keeper) -> None:
    """Every theme begun by twenty services, and a long drawer of evidence."""
    prompt, now = FrameworkItem.objects.get(key="Q1"), Round.objects.get(key="now")
    for other in ServiceFactory.create_batch(20):
        for theme in FrameworkItem.objects.filter(kind="theme", has_template=True):
            AnswerFactory(
                assessment=SelfAssessmentFactory(theme=theme, service=other, round=now),
                prompt=prompt,
            )
    EvidenceFactory.create_batch(60, service=service, added_by=keeper)


def explained_on(key: str, by) -> str:
    """Why a status is meant although its date has passed, and a day until which it may be said."""
    until = timezone.localdate() + timedelta(days=30)
    said = {"explained_reason": "The forms came late.", "explained_by": by}
    said |= {"explained_on": timezone.localdate(), "explained_until": until}
    SubAction.objects.filter(item__key=key).update(**said)
    return (until + timedelta(days=30)).strftime("%d/%m/%Y")


def asked_of_groups(asked: str, told: str, round: Round, by) -> dict:
    """What groups are asked about in a round, and what one has said: the ids of both choices, and
    the day of today as it is typed.
    """
    today = timezone.localdate()
    first, second = (
        felt.choose(by=by, round=round, item=FrameworkItem.objects.get(key=key))
        for key in (asked, told)
    )
    said = {"said": "no", "people": 5, "talked_on": today, "words": "We do not feel it."}
    felt.say(by=by, chosen=second, seen=1, told=True, **said)
    return {"asked": first.pk, "felt": second.pk, "today": today.strftime("%d/%m/%Y")}


def needed_on(key: str, owner, by, whose: str, service=None) -> dict:
    """What would help a sub-action of a service that is late; a service must act, else the Board.
    The id of the need.
    """
    late = {"service": owner, "kind": "dated", "due_on": date(2026, 1, 1)}
    SubAction.objects.filter(item__key=key).update(**late)
    acts = {"who_acts": "service", "acting_service": service} if service else {"who_acts": "board"}
    row = SubAction.objects.get(item__key=key)
    asked = needs.ask_for_help(by=by, sub_action=row, would_help="A second trainer.", **acts)
    return {f"{whose}need": asked.pk}
