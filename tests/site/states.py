"""More of the world of the matrix: a record in every state that a page has words for, and every
text that people write filled once.
"""

from datetime import timedelta

from django.utils import timezone

from accounts.models import Service, User
from accounts.permissions import may
from actions.models import Action, ProgressUpdate, SubAction
from actions.services import assigning, work
from evidence.models import (
    EvidenceItem,
    Heard,
    Measure,
    PriorityWork,
    Rating,
    Reply,
    Scale,
    SelfAssessment,
    Session,
    SessionImport,
    Support,
    Workbook,
)
from foundations.models import Correction, FrameworkItem, Link, Round
from oversight.calendar.services import make_address
from oversight.models import Period
from oversight.public.plain.services import write_plain_words
from tests.factories import (
    AgreementFactory,
    AnswerFactory,
    CorrectionFactory,
    EvidenceFactory,
    FileEvidenceFactory,
    HeardFactory,
    LinkEvidenceFactory,
    LinkFactory,
    MeasureFactory,
    NeedFactory,
    ProgressUpdateFactory,
    SelfAssessmentFactory,
    ShareFactory,
    ShareWordFactory,
    SubmissionFactory,
)

from .states_of_the_board import add_questions

WRITTEN = "Written by somebody."


def add_every_state(keys: dict) -> None:
    """Add to the world of the matrix, whose keys these are, what it lacks."""
    keeper = User.objects.get(pk=keys["person"])
    administrator = User.objects.get(email="ada@council.test")
    service = Service.objects.get(key="education")
    add_work(keeper, service)
    add_links_and_corrections(keeper, administrator, keys)
    add_evidence(keeper, service, keys)
    add_heard(keeper)
    add_internal_evidence(keeper, service, keys)
    add_assessments(keeper, service)
    add_agreements(keys)
    add_questions(WRITTEN)
    write_plain_words(by=User.objects.get(name="Chris"), place="care", seen=0, words=WRITTEN)
    Period.objects.filter(pk=keys["answered_period"]).update(address="https://council.test/report")
    said = {"children_words": WRITTEN, "children_by": keeper, "children_on": timezone.localdate()}
    Period.objects.filter(pk=keys["period"]).update(**said)
    for person in User.objects.all():
        if may(person, "have_calendar"):
            make_address(by=person)


def addresses_of_records() -> list[str]:
    """The pages of all that people have made."""
    made = [
        Period,
        EvidenceItem,
        Heard,
        Measure,
        Correction,
        Session,
        SessionImport,
        SelfAssessment,
        User,
    ]
    rows = [row for model in made for row in model.objects.all()]
    rows += [*FrameworkItem.objects.filter(local=True), *SubAction.objects.exclude(service=None)]
    rows += Workbook.objects.exclude(brought_in_at=None)
    rows += Link.objects.exclude(made_by=None, decided_by=None)
    # T1 was submitted a third time.
    more = ["/self-assessment/now/education/T1/versions/3/"]
    for internal in EvidenceItem.objects.filter(visibility="internal"):
        taking_back = f"support/{internal.supports.first().pk}/remove"
        pages = ("edit", "remove", "support", taking_back)
        more += [f"{internal.get_absolute_url()}{page}/" for page in pages]
    return [*more, *(row.get_absolute_url().split("#")[0] for row in rows)]


def item(key: str) -> FrameworkItem:
    return FrameworkItem.objects.get(key=key)


def add_work(keeper: User, service: Service) -> None:
    """Local work, an update with all its texts and one withdrawn, a proposal, a source's date."""
    today = timezone.localdate()
    local = work.add_action(
        by=keeper, service=service, title="Local action", expected_difference=WRITTEN
    )
    for action in (local, SubAction.objects.get(item__key="1.1").action):
        values = {"title": f"Local part of {action.key}", "kind": "dated", "owners": [keeper]}
        target = {"target_number": 5, "target_unit": "schools", "expected_difference": WRITTEN}
        work.add_sub_action(by=keeper, action=action, service=service, **values, **target)
    own = SubAction.objects.get(item__key="1.1")
    texts = {"changed": WRITTEN, "difference": WRITTEN, "next_step": WRITTEN}
    said = {"sub_action": own, "posted_by": keeper, "status": own.status}
    ProgressUpdateFactory(**said, **texts)
    ProgressUpdateFactory(**said, **texts, withdrawn_on=today, withdrawn_reason=WRITTEN)
    ProgressUpdateFactory(**said | {"status": "stopped"}, decided_by=WRITTEN, decided_on=today)
    made = {"made_by": keeper, "made_on": today, "found_status": own.status, "why": WRITTEN}
    own.moves.create(term="target", before=WRITTEN, after=WRITTEN, **made)
    add_needs(own, keeper)
    replaced = {"replaced_by": own, "replaced_on": today, "replaced_reason": WRITTEN}
    stopped = {"status": "stopped", "reported_on": today, "confirmed_on": today}
    stopped |= {"confirmed_by": keeper, "decided_by": WRITTEN, "decided_on": today}
    SubAction.objects.filter(action=local).update(**replaced)
    Action.objects.filter(pk=local.pk).update(**replaced | {"replaced_by": own.action})
    SubAction.objects.filter(action=own.action, item__local=True).update(**stopped)
    # One whose published date the council has yet to take as its own.
    SubAction.objects.filter(pk=dated().pk).update(service=service)
    proposed = SubAction.objects.get(item__key="5.3")
    assigning.propose_service(
        by=keeper, sub_action=proposed, seen=proposed.version, service=service
    )


def add_needs(own: SubAction, keeper: User) -> None:
    """What a body outside must do, open, answered and withdrawn; parts of bodies; and who pays for
    the work.
    """
    today, board = timezone.localdate(), User.objects.get(email="barbara@council.test")
    said = {"sub_action": own, "asked_by": keeper, "would_help": WRITTEN}
    said |= {"who_acts": "outside", "acting_body": WRITTEN}
    NeedFactory(**said)
    NeedFactory(**said, answer=WRITTEN, answered_by=board, answered_on=today)
    NeedFactory(**said, withdrawn_on=today, withdrawn_reason=WRITTEN)
    part = {"sub_action": own, "named_by": keeper, "words": WRITTEN}
    part |= {"status": "on-track", "confirmed_on": today, "confirmed_by": keeper}
    ShareWordFactory(share=ShareFactory(**part), said_by=keeper, words=WRITTEN)
    ShareFactory(**part, ended_on=today, ended_by=keeper, ended_reason=WRITTEN)
    paid = {"funding": "funded", "funded_until": today, "funded_by": WRITTEN}
    SubAction.objects.filter(pk=own.pk).update(**paid)
    SubAction.objects.exclude(explained_reason="").update(explained_reason=WRITTEN)


def dated() -> SubAction:
    """A sub-action of nobody for which the source states a date."""
    published = SubAction.objects.filter(item__published_target__last_day__isnull=False)
    return published.filter(service=None, due_on=None).first()


def add_links_and_corrections(keeper: User, administrator: User, keys: dict) -> None:
    """Links added, confirmed, rejected and removed; corrections agreed and declined."""
    today = timezone.localdate()
    said = {"made_by": keeper, "made_on": today, "reason": WRITTEN}
    decided = {"decided_by": keeper, "decided_on": today, "decision_reason": WRITTEN}
    LinkFactory(from_item=item("1.1"), to_item=item("C20"), state="added", **said)
    LinkFactory(from_item=item("1.1"), to_item=item("C21"), state="removed", **said, **decided)
    # What rests on a call shows on the page of its vision statement.
    LinkFactory(from_item=item("VS3"), to_item=item("C18"), state="confirmed", **said, **decided)
    suggested = Link.objects.filter(state="suggested").exclude(pk=keys["link"])
    for link, state in zip(suggested[:2], ("confirmed", "rejected"), strict=True):
        Link.objects.filter(pk=link.pk).update(state=state, **decided)
    answered = {"answered_by": administrator, "answered_on": today, "answer": WRITTEN}
    for key, state in (("C19", "agreed"), ("C20", "declined")):
        CorrectionFactory(item=item(key), proposed_by=keeper, state=state, **answered)


def add_evidence(keeper: User, service: Service, keys: dict) -> None:
    """Each medium, a photo that waits, what was removed or taken back, what an update cites."""
    today = timezone.localdate()
    whose = {"added_by": keeper, "service": service}
    removed = {"removed_on": today, "removed_by": keeper, "removed_reason": WRITTEN}
    update = ProgressUpdate.objects.get(pk=keys["update"])
    # She has moved on; the photo that she added awaits a second look by those who stayed.
    colleague = User.objects.get(email="mo@council.test")
    photo = {"file_name": "flip chart.png", "file_type": "png"}
    made = [
        EvidenceFactory(**whose, medium="quote", consent="spoken", kind="voice"),
        EvidenceFactory(**whose, medium="figure", words="", number=3, unit="children"),
        LinkEvidenceFactory(**whose, checked_on=today, answer="404 Not Found", broken=True),
        FileEvidenceFactory(**whose | {"added_by": colleague}, **photo),
        EvidenceFactory(**whose, **removed),
    ]
    for evidence in made:
        for key in ("1.1", "C18", "T1"):
            said = {"made_by": keeper, "reason": WRITTEN}
            Support.objects.create(evidence=evidence, item=item(key), **said)
    said = {"evidence": made[0], "made_by": keeper, "reason": WRITTEN}
    Support.objects.create(**said, item=item("1.1"), update=update)
    Support.objects.create(**said, item=item("C19"), **removed)


def add_internal_evidence(keeper: User, service: Service, keys: dict) -> None:
    """Evidence that stays with the service: for everything evidence can support, and for an update
    alone; and some that stays with the Champions Board staff.
    """
    whose = {"added_by": keeper, "service": service, "visibility": "internal"}
    supported = [item(key) for key in ("1", "1.1", "C18", "T1", "T9.R5", "T8.R1")]
    # 6.3 is the work of the other service, whose claim the Keeper may look at.
    EvidenceFactory(**whose, supports=[*supported, item("6.3")])
    yesterday = timezone.localdate() - timedelta(days=1)
    late = {"broken": True, "checked_on": yesterday, "review_on": yesterday, "answer": "gone"}
    beside = LinkEvidenceFactory(**whose, **late)
    update = ProgressUpdate.objects.get(pk=keys["update"])
    Support.objects.create(evidence=beside, item=item("1.1"), update=update, made_by=keeper)
    champions = User.objects.get(email="chris@council.test")
    theirs = EvidenceFactory(added_by=champions, visibility="internal", supports=supported[1:3])
    HeardFactory(logged_by=champions, evidence=theirs)


def add_heard(keeper: User) -> None:
    """A group's own words that may become evidence, both answers to them, and what was removed; a
    measure with all its texts.
    """
    champions, today = User.objects.get(email="chris@council.test"), timezone.localdate()
    said = {"logged_by": champions, "consent": "spoken"}
    heard = HeardFactory(**said)
    removed = {"removed_on": today, "removed_by": champions, "removed_reason": WRITTEN}
    HeardFactory(**said, **removed)
    told = {"words": WRITTEN, "answered_by": keeper, "answered_on": today}
    for key, kind in (("1.1", "changed"), ("C18", "why-not")):
        Reply.objects.create(heard=heard, item=item(key), kind=kind, **told)
    measure = MeasureFactory(item=item("1.1"), added_by=keeper, gaps=WRITTEN)
    measure.actuals.create(on=today, unknown=WRITTEN, said_by=keeper)


def add_assessments(keeper: User, service: Service) -> None:
    """Every box filled, a theme set aside, one reopened, a rating, a priority made into work."""
    now, today = Round.objects.get(key="now"), timezone.now()
    where = {"service": service, "round": now}
    SelfAssessmentFactory(theme=item("T3"), **where, state="set-aside", set_aside_reason=WRITTEN)
    draft = SelfAssessment.objects.get(theme__key="T2", **where)
    for prompt in ("Q2", "Q3", "Q4"):
        AnswerFactory(assessment=draft, prompt=item(prompt), text=f"{WRITTEN}\n{WRITTEN}")
    scale = Scale.objects.create(words=["Never", "Always"], reason=WRITTEN, made_by=keeper)
    line = item("T2.R1")
    Rating.objects.create(
        assessment=draft, recommendation=line, scale=scale, place=1, rated_by=keeper
    )
    made = SubAction.objects.get(item__key="1.L1")
    PriorityWork.objects.create(assessment=draft, words=WRITTEN, sub_action=made, made_by=keeper)
    texts = dict.fromkeys(("Q1", "Q2", "Q3", "Q4"), WRITTEN)
    internal = EvidenceItem.objects.filter(visibility="internal", service=service).last()
    Support.objects.create(
        evidence=internal, item=item("T2"), assessment=draft, made_by=keeper, reason=WRITTEN
    )
    cited = [{"key": internal.pk, "title": internal.title}]
    said = {"texts": texts, "cited": cited, "ratings": {"T1.R1": WRITTEN}}
    submitted = SelfAssessment.objects.get(theme__key="T1", **where)
    SubmissionFactory(assessment=submitted, number=3, made_by=keeper, **said)
    reopened = {"reopened_by": keeper, "reopened_at": today, "reopened_reason": WRITTEN}
    submitted.submissions.filter(number=2).update(**reopened)


def add_agreements(keys: dict) -> None:
    """A claim with evidence to which somebody has agreed; and an agreement that has ended."""
    board = User.objects.get(email="barbara@council.test")
    said = {"made_by": board, "words": WRITTEN}
    AgreementFactory(**said, claim_id=keys["other_claim"], supports=[])
    EvidenceFactory(supports=[item("6.3")])
    AgreementFactory(**said, claim_id=keys["other_claim"])
