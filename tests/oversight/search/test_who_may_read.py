"""What a person may not read is not found, not even by a number."""

import pytest

from accounts.models import Role
from evidence.models import Submission
from tests.conftest import person
from tests.factories import (
    AnswerFactory,
    EvidenceFactory,
    HeardFactory,
    ProgressUpdateFactory,
    RoundFactory,
    SelfAssessmentFactory,
    SubActionFactory,
    SubmissionFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]
WORDS = "Kilbrandon hearings"


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
        ("board", {"keeper", "other_keeper", "board", "champions", "administrator"}),
        ("public", {"keeper", "other_keeper", "board", "champions", "administrator"}),
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
    for role in ("keeper", "other_keeper", "board", "champions", "administrator"):
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
