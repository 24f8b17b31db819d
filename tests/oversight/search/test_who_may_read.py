"""What a person may not read is not found, not even by a number."""

import pytest
from django.utils import timezone

from accounts.models import Role
from evidence.models import Submission
from tests.conftest import person
from tests.factories import (
    AgreementFactory,
    AnswerFactory,
    DecisionFactory,
    EvidenceFactory,
    HeardFactory,
    ItemFactory,
    MeasureFactory,
    NeedFactory,
    ProgressUpdateFactory,
    QuestionFactory,
    ReplyFactory,
    RoundFactory,
    SelfAssessmentFactory,
    ShareFactory,
    ShareWordFactory,
    SubActionFactory,
    SubmissionFactory,
    TurnFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]
WORDS = "Kilbrandon hearings"
EVERYBODY = {"keeper", "other_keeper", "board", "champions", "administrator"}


@pytest.fixture
def round():
    return RoundFactory()


def own_update(service, keeper):
    work = SubActionFactory(service=service, item__text="Hear each child")
    return ProgressUpdateFactory(sub_action=work, changed=f"We read {WORDS}.", posted_by=keeper)


def own_evidence(service, keeper):
    return EvidenceFactory(service=service, added_by=keeper, title=WORDS)


def heard(service, keeper):
    return HeardFactory(logged_by=keeper, words=f"They named {WORDS}.")


@pytest.mark.parametrize("make", [own_update, own_evidence, heard])
@pytest.mark.parametrize(
    ("visibility", "readers"),
    [
        ("board", EVERYBODY),
        ("public", EVERYBODY),
        ("internal", {"keeper"}),
    ],
)
def test_each_role_finds_what_it_may_read(
    request, search_as, service, keeper, make, visibility, readers
):
    found = make(service, keeper)
    type(found).objects.filter(pk=found.pk).update(visibility=visibility)
    # The staff read all that was heard, whoever logged it.
    readers = readers | ({"champions"} if make is heard else set())
    for role in EVERYBODY:
        answer = search_as(request.getfixturevalue(role))(WORDS)
        sections = answer.context["found"].sections
        assert [section.total for section in sections] == [1] * (role in readers), role
        assert ("<mark>Kilbrandon</mark>" in answer.content.decode()) == (role in readers)


@pytest.mark.parametrize(
    ("make", "gone"),
    [
        (own_update, {"withdrawn_on": "2026-03-03", "withdrawn_reason": "A slip"}),
        (own_evidence, {"removed_on": "2026-03-03"}),
        (heard, {"removed_on": "2026-03-03"}),
    ],
)
def test_what_was_taken_back_is_not_found(search_as, service, keeper, make, gone):
    found = make(service, keeper)
    assert search_as(keeper)(WORDS).context["found"].sections
    type(found).objects.filter(pk=found.pk).update(**gone)
    assert search_as(keeper)(WORDS).context["found"].sections == []


def test_a_draft_is_found_by_its_service_alone(
    search_as, service, keeper, other_keeper, board, round
):
    begun = SelfAssessmentFactory(service=service, round=round, theme__heading="Trusted adults")
    AnswerFactory(assessment=begun, text=f"We know {WORDS} by heart.")

    (section,) = search_as(keeper)(WORDS).context["found"].sections

    assert section.kind.key == "draft"
    assert section.lines[0].url == begun.get_absolute_url()
    for nobody in (other_keeper, board):
        assert search_as(nobody)(WORDS).context["found"].sections == []


def test_of_a_self_assessment_what_was_submitted_last_is_found(
    search_as, service, keeper, board, round
):
    done = SelfAssessmentFactory(service=service, round=round, state="submitted")
    SubmissionFactory(assessment=done, texts={"Q1": f"We read {WORDS}.", "Q2": "Not yet."})

    (section,) = search_as(board)("kilbrandon").context["found"].sections
    assert section.kind.key == "assessment"
    assert "".join(piece.text for piece in section.lines[0].passage) == f"We read {WORDS}."

    SubmissionFactory(assessment=done, number=2, texts={"Q1": "We read it."})
    assert search_as(board)(WORDS).context["found"].sections == []
    Submission.objects.filter(number=2).delete()
    type(done).objects.update(state="set-aside", set_aside_reason="Not ours")
    assert search_as(board)(WORDS).context["found"].sections == []


def test_a_page_of_a_kind_keeps_to_it(search_as, service, keeper, board):
    for _number in range(3):
        ProgressUpdateFactory(
            sub_action=SubActionFactory(service=service), changed=WORDS, visibility="internal"
        )
    own_update(service, keeper)

    found = search_as(board)(WORDS, kind="update").context["found"]

    assert found.page.paginator.count == 1
    assert [len(section.lines) for section in found.shown] == [1]
    two = person("Two", Role.KEEPER, service)
    assert search_as(two)(WORDS, kind="update").context["found"].page.paginator.count == 4


def answered(kind: str = "changed", **values):
    """What those who can act answered to what a group said."""
    day, item = timezone.localdate(), ItemFactory(kind="call", key="C18", text="Rethink breaks")
    said = {"words": f"We read {WORDS}.", "answered_on": day, "answered_by": values.pop("by")}
    return ReplyFactory(item=item, heard=HeardFactory(**values), kind=kind, **said)


@pytest.mark.parametrize(
    ("visibility", "readers"),
    [
        ("board", EVERYBODY),
        ("internal", {"champions"}),
    ],
)
def test_an_answer_is_found_by_who_may_read_what_was_heard(request, search_as, visibility, readers):
    reply = answered(by=request.getfixturevalue("keeper"), visibility=visibility)
    for role in EVERYBODY:
        html, found = page_of(search_as(request.getfixturevalue(role)))
        assert [section.kind.key for section in found] == ["reply"] * (role in readers), role
        assert ("<mark>Kilbrandon</mark>" in html) == (role in readers)
        assert [section.lines[0].url for section in found] == [
            f"{reply.heard.get_absolute_url()}#reply-{reply.pk}"
        ] * (role in readers)
    type(reply.heard).objects.update(removed_on="2026-03-03")
    assert page_of(search_as(request.getfixturevalue("champions")))[1] == []


def page_of(search):
    answer = search(WORDS)
    return answer.content.decode(), answer.context["found"].sections


def need(by):
    work = SubActionFactory(item__key="4.1", item__text="Hear each child")
    found = NeedFactory(sub_action=work, would_help=f"A room for {WORDS}.", asked_by=by)
    return found, found.get_absolute_url()


def need_answered(by):
    found, url = need(by)
    type(found).objects.update(
        would_help="A room.", answer=f"It is kept for {WORDS}.", answered_by=by,
        answered_on=timezone.localdate(),
    )  # fmt: skip
    return found, url


def agreement(by):
    found = AgreementFactory(kind="missing", words=f"Who was at the {WORDS}?", made_by=by)
    return found, f"{found.claim.sub_action.item.get_absolute_url()}#claim"


def measure(by):
    found = MeasureFactory(name="Children heard", why=f"After {WORDS} nobody waits.", added_by=by)
    return found, found.get_absolute_url()


def part(by):
    found = ShareFactory(words=f"Tell of {WORDS}.", named_by=by)
    return found, found.get_absolute_url()


def part_by_word(by):
    found = ShareWordFactory(words=f"We told of {WORDS}.", said_by=by).share
    return found, found.get_absolute_url()


def question(by):
    found = QuestionFactory(words=f"How many {WORDS} were there?", asked_by=by)
    return found, found.get_absolute_url()


def question_by_answer(by):
    found = QuestionFactory(words="How many were there?")
    TurnFactory(question=found, words=f"There were seven {WORDS}.", said_by=by)
    return found, found.get_absolute_url()


def decision(by):
    found = DecisionFactory(words=f"The {WORDS} are held in rooms with a window.", made_by=by)
    return found, found.get_absolute_url()


def decision_by_outcome(by):
    found = DecisionFactory()
    said = {"outcome_words": f"The {WORDS} moved.", "outcome_on": timezone.localdate()}
    type(found).objects.update(outcome="done", outcome_by=by, **said)
    return found, found.get_absolute_url()


KINDS = [
    *((need, "need"), (need_answered, "need"), (agreement, "agreement"), (measure, "measure")),
    *((question, "question"), (question_by_answer, "question")),
    *((decision, "decision"), (decision_by_outcome, "decision")),
    *((part, "part"), (part_by_word, "part")),
]


@pytest.mark.parametrize(("make", "kind"), KINDS)
def test_what_everyone_reads_everyone_finds(request, search_as, keeper, make, kind):
    _found, url = make(keeper)
    for role in EVERYBODY:
        html, sections = page_of(search_as(request.getfixturevalue(role)))
        assert [section.kind.key for section in sections] == [kind], role
        assert [line.url for line in sections[0].lines] == [url]
        assert "<mark>Kilbrandon</mark>" in html


@pytest.mark.parametrize(
    ("make", "gone"),
    [
        (need, {"withdrawn_on": "2026-03-03", "withdrawn_reason": "A slip"}),
        (agreement, {"taken_back_on": "2026-03-03"}),
        (question, {"state": "taken-back", "closed_on": "2026-03-03", "reason": "A slip"}),
        (question_by_answer, {"state": "taken-back", "closed_on": "2026-03-03", "reason": "Slip"}),
    ],
)
def test_what_was_asked_and_taken_back_is_not_found(search_as, keeper, board, make, gone):
    found, _url = make(keeper)
    assert page_of(search_as(board))[1]
    type(found).objects.update(**gone | ({"closed_by": board} if "closed_on" in gone else {}))
    assert page_of(search_as(board))[1] == []


def test_of_a_part_what_stands_on_the_page_is_found(search_as, keeper, board):
    found, _url = part_by_word(keeper)
    line = page_of(search_as(board))[1][0].lines[0]
    assert line.note == f"Part of {found.service}: Not yet reported"

    still_true = ShareWordFactory(share=found, words="", said_by=keeper)
    assert page_of(search_as(board))[1]
    type(still_true).objects.filter(pk=still_true.pk).update(words="Now all are trained.")
    assert page_of(search_as(board))[1] == []

    type(found).objects.update(words=f"Tell of {WORDS}.")
    assert page_of(search_as(board))[1]
    ended = {"ended_on": timezone.localdate(), "ended_by": keeper, "ended_reason": "A slip"}
    type(found).objects.update(**ended)
    assert page_of(search_as(board))[1] == []
