"""What a self-assessment promises holds also when two write in it, or close its round, at one
moment.
"""

from collections.abc import Callable
from functools import partial

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Change, Role
from accounts.versions import Conflict
from actions.models import SubAction
from evidence.assessments.completeness import reasons_against_submitting
from evidence.assessments.places import find_place
from evidence.assessments.services.boxes import save_answer
from evidence.assessments.services.citing import change_cited, say_no_evidence
from evidence.assessments.services.priorities import make_sub_action
from evidence.assessments.services.states import reopen, set_aside, submit
from evidence.items.services import remove_evidence
from evidence.items.supports import remove_support
from evidence.models import Answer, SelfAssessment, Submission
from foundations.models import Round
from foundations.services.rounds import close_round
from tests.at_once import TIMES, at_once
from tests.conftest import html_of, person
from tests.evidence.assessments.page_of_theme import FILLED, form_of
from tests.factories import ActionFactory, EvidenceFactory, RoundFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]

REFUSED = (ValidationError, Conflict)


@pytest.fixture
def closer(db):
    made = person("Bea", Role.BOARD)
    made.appointments.update(closes_rounds=True)
    return made


@pytest.fixture
def colleague(service):
    return person("Catriona", Role.KEEPER, service)


@pytest.fixture
def rounds(theme, service, keeper):
    """So many open rounds: each with the place of the theme in it."""
    return [
        find_place(RoundFactory(key=f"r{number}").key, "education", "T1", keeper)
        for number in range(TIMES)
    ]


def closing(closer, place) -> Callable:
    """Close the round of a place, as a page that has read it does."""
    found = Round.objects.get(pk=place.round.pk)
    return partial(close_round, by=closer, round=found, seen=found.version)


def submitting(by, held) -> Callable:
    """Submit a self-assessment, as a page that has read it does."""
    return partial(submit, by=by, assessment=held, seen=held.version)


def cited(place, keeper, evidence) -> SelfAssessment:
    change_cited(by=keeper, place=place, cite_now={evidence.pk}, uncite_now=set(), none_yet=None)
    return SelfAssessment.objects.of_theme(place.theme, place.service, place.round).get()


def acts_of(round) -> list[str]:
    """What history says of a round and its self-assessments, in order."""
    keys = [str(pk) for pk in round.self_assessments.values_list("pk", flat=True)]
    lines = Change.objects.filter(thing="round", key=round.key)
    lines |= Change.objects.filter(thing="self-assessment", key__in=keys)
    return list(lines.order_by("id").values_list("act", flat=True))


def test_no_evidence_yet_and_a_citation_do_not_both_stand(rounds, keeper, colleague, write):
    for place in rounds:
        evidence = EvidenceFactory(service=place.service, added_by=keeper)
        write(at=place, Q1="We listen.")
        cite = {"cite_now": {evidence.pk}, "uncite_now": set(), "none_yet": None}
        none = {"cite_now": set(), "uncite_now": set(), "none_yet": True}
        said = at_once(
            partial(change_cited, by=keeper, place=place, **cite),
            partial(change_cited, by=colleague, place=place, **none),
            allowed=REFUSED,
        )
        held = SelfAssessment.objects.get(round=place.round)
        assert held.no_evidence_yet != held.supports.current().exists()
        assert [type(one) for one in said if one] == [ValidationError]


def test_no_evidence_yet_is_refused_where_some_is_cited(place, keeper, evidence):
    held = cited(place, keeper, evidence)
    with pytest.raises(ValidationError):
        say_no_evidence(by=keeper, assessment=held, seen=held.version, none_yet=True)


def submission_holds(place) -> None:
    """What was submitted is what is cited, and nothing speaks against it."""
    held = SelfAssessment.objects.get(round=place.round)
    if held.state == "submitted":
        stands = [str(one) for one in held.supports.current().values_list("evidence", flat=True)]
        assert [str(one["key"]) for one in held.submissions.get().cited] == stands
        assert reasons_against_submitting(held) == []


@pytest.mark.parametrize("way", ["taken back", "taken back on the page"])
def test_a_citation_taken_back_during_submission(way, rounds, keeper, colleague, write):
    for place in rounds:
        write(at=place, **FILLED)
        evidence = EvidenceFactory(service=place.service, added_by=keeper)
        held = cited(place, keeper, evidence)
        support = held.supports.current().get()
        gone = {"cite_now": set(), "uncite_now": {evidence.pk}, "none_yet": None}
        take_back = {
            "taken back": partial(
                remove_support, by=colleague, support=support, reason="Not about this."
            ),
            "taken back on the page": partial(change_cited, by=colleague, place=place, **gone),
        }[way]
        at_once(
            submitting(keeper, held),
            take_back,
            allowed=REFUSED,
        )
        submission_holds(place)


def test_evidence_removed_during_submission(rounds, keeper, colleague, write):
    for place in rounds:
        write(at=place, **FILLED)
        evidence = EvidenceFactory(service=place.service, added_by=keeper)
        held = cited(place, keeper, evidence)
        at_once(
            submitting(keeper, held),
            partial(remove_evidence, by=keeper, evidence=evidence, seen=1, reason="Old."),
            allowed=REFUSED,
        )
        acts = list(Change.objects.order_by("id").values_list("act", flat=True))
        submitted = Submission.objects.filter(assessment=held).exists()
        # Removed afterwards it stays named; what was removed before is not submitted.
        assert submitted == (acts[-2:] == ["submitted", "removed"])


def test_nothing_is_submitted_in_a_round_that_is_closed(rounds, keeper, closer, write):
    for place in rounds:
        write(at=place, **FILLED)
        held = SelfAssessment.objects.get(round=place.round)
        say_no_evidence(by=keeper, assessment=held, seen=held.version, none_yet=True)
        page = SelfAssessment.objects.for_change().get(pk=held.pk)
        at_once(
            submitting(keeper, page),
            closing(closer, place),
            allowed=REFUSED,
        )
        acts = acts_of(place.round)
        assert acts[-1] == "closed"
        assert ("submitted" in acts) == Submission.objects.filter(assessment=held).exists()


@pytest.mark.parametrize("write_in_it", ["reopen", "set aside", "cite"])
def test_nothing_else_is_written_in_it_either(write_in_it, rounds, keeper, closer, submitted):
    for place in rounds:
        if write_in_it == "reopen":
            held = submitted(at=place)
            page = SelfAssessment.objects.for_change().get(pk=held.pk)
            write = {"assessment": page, "seen": page.version, "reason": "More came."}
            act = partial(reopen, by=keeper, **write)
        elif write_in_it == "set aside":
            where = {"theme": place.theme, "service": place.service, "round": place.round}
            act = partial(set_aside, by=keeper, **where, reason="No.")
        else:
            evidence = EvidenceFactory(service=place.service, added_by=keeper)
            act = partial(cited, place, keeper, evidence)
        at_once(
            act,
            closing(closer, place),
            allowed=REFUSED,
        )
        assert acts_of(place.round)[-1] == "closed"


def test_a_box_that_is_begun_during_submission_is_submitted_or_refused(
    rounds, keeper, colleague, write
):
    for place in rounds:
        # “We have no evidence yet” answers the third, whose box nobody has begun.
        write(at=place, **{key: text for key, text in FILLED.items() if key != "Q3"})
        held = SelfAssessment.objects.get(round=place.round)
        say_no_evidence(by=keeper, assessment=held, seen=held.version, none_yet=True)
        box = place.box(next(prompt for prompt in place.prompts if prompt.key == "Q3"))
        at_once(
            submitting(keeper, held),
            partial(save_answer, by=colleague, box=box, seen=0, text="We asked them."),
            allowed=REFUSED,
        )
        stands = dict(held.answers.exclude(text="").values_list("prompt__key", "text"))
        texts = Submission.objects.get(assessment=held).texts
        assert {key: text for key, text in texts.items() if text} == stands


def test_a_priority_of_two_rounds_becomes_work_once(
    rounds, theme, service, keeper, colleague, write
):
    action, places = (
        ActionFactory(),
        [rounds[0], find_place(RoundFactory(key="before").key, "education", "T1", keeper)],
    )
    for number in range(TIMES):
        words = f"Train drivers {number}"
        held = []
        for place in places:
            write(at=place, Q4=words)
            held.append(SelfAssessment.objects.get(round=place.round))
        said = at_once(
            *(
                partial(
                    make_sub_action,
                    by=by,
                    assessment=one,
                    words=words,
                    action=action,
                    kind="dated",
                )
                for by, one in zip((keeper, colleague), held, strict=True)
            ),
            allowed=REFUSED,
        )
        assert sum(isinstance(one, ValidationError) for one in said) == 1
        assert SubAction.objects.filter(item__heading=words).count() == 1


def test_eight_who_write_each_in_her_own_box_meet_no_conflict(
    theme, second, this_round, service, signed_in
):
    """Also those who send the whole page, with boxes in it that others write in meanwhile."""
    people = [person(f"Keeper{number}", Role.KEEPER, service) for number in range(8)]
    boxes = [(key, question) for key in ("T1", "T2") for question in ("Q1", "Q2", "Q3", "Q4")]
    pages = [
        find_place("autumn", "education", key, people[0]).get_absolute_url() for key, _q in boxes
    ]
    browsers = [signed_in(one) for one in people]
    opened = [form_of(html_of(browsers[number].get(pages[number]))) for number in range(8)]

    def save(number: int) -> list[int]:
        browser, page, question, statuses = browsers[number], pages[number], boxes[number][1], []
        sent = opened[number]
        for time in range(TIMES):
            sent[question] = f"Said by {number}, {time}."
            statuses.append(browser.post(f"{page}save/", sent).status_code)
            sent = form_of(html_of(browser.get(page)))
        return statuses

    assert at_once(*(partial(save, number) for number in range(8))) == [[302] * TIMES] * 8
    stands = Answer.objects.exclude(text="").values_list("text", flat=True)
    assert sorted(stands) == [f"Said by {number}, {TIMES - 1}." for number in range(8)]
