"""Priorities for change become sub-actions, and each shows the other (row 29)."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Change
from evidence.assessments.priorities import priorities_in, priorities_of
from evidence.assessments.services.priorities import make_sub_action
from evidence.models import PriorityWork
from tests.factories import ActionFactory, AnswerFactory, SelfAssessmentFactory

pytestmark = pytest.mark.database
TODAY = date(2026, 3, 10)


@pytest.fixture
def assessment(service):
    made = SelfAssessmentFactory(service=service)
    text = "- A quiet room in every school\n\n2. Mentors\nMentors"
    AnswerFactory(assessment=made, prompt__key="Q4", text=text)
    return made


def make(by, assessment, words="Mentors", action=None):
    action = action or ActionFactory()
    return make_sub_action(by=by, assessment=assessment, words=words, action=action, kind="dated")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("One thing", ["One thing"]),
        ("- One\n• Two\n* Three\n(4) Four\n5) Five", ["One", "Two", "Three", "Four", "Five"]),
        ("  \nOne\n\nOne\n", ["One"]),
        ("3 rooms\n2021-24 plan\n-dash", ["3 rooms", "2021-24 plan", "-dash"]),
    ],
)
def test_each_line_is_a_priority(text, lines):
    assert priorities_in(text) == lines


def test_a_priority_becomes_a_sub_action_of_the_service(keeper, assessment):
    action = ActionFactory()
    made = make(keeper, assessment, "A quiet room in every school", action)

    assert made.sub_action.item.title == "A quiet room in every school"
    assert (made.sub_action.service, made.sub_action.action) == (assessment.service, action)
    assert (
        Change.objects.filter(thing="self-assessment", act="made a priority into work").count() == 1
    )
    assert made.sub_action.priority == made


def test_each_shows_the_other_also_after_the_wording_changed(keeper, assessment):
    made = make(keeper, assessment)
    found = priorities_of(assessment, "A quiet room in every school\nMentors", TODAY)
    assert [(one.words, one.work) for one in found.lines] == [
        ("A quiet room in every school", None),
        ("Mentors", made),
    ]
    assert found.earlier == []
    found = priorities_of(assessment, "Mentors for everyone", TODAY)
    assert [one.work for one in found.earlier] == [made]


def test_a_priority_that_stays_in_the_next_round_shows_its_work_and_is_not_made_again(
    keeper, assessment
):
    made = make(keeper, assessment)
    later = SelfAssessmentFactory(service=assessment.service, theme=assessment.theme)
    AnswerFactory(
        assessment=later, prompt=assessment.answers.get().prompt, text="Mentors\nA garden"
    )
    found = priorities_of(later, "Mentors\nA garden", TODAY)
    assert [one.work for one in found.lines] == [made, None]
    with pytest.raises(ValidationError, match=f"is already sub-action {made.sub_action.key}"):
        make(keeper, later)


def test_what_another_service_made_of_the_same_words_is_not_shown(
    keeper, assessment, other_service
):
    make(keeper, assessment)
    theirs = SelfAssessmentFactory(
        service=other_service, theme=assessment.theme, round=assessment.round
    )
    assert priorities_of(theirs, "Mentors", TODAY).made == []


@pytest.mark.parametrize("words", ["", "Not there", "- A quiet room in every school"])
def test_only_what_stands_in_the_box_becomes_one(keeper, assessment, words):
    with pytest.raises(ValidationError, match="not in the box any more"):
        make(keeper, assessment, words)


def test_not_twice(keeper, assessment):
    make(keeper, assessment)
    with pytest.raises(ValidationError, match="is already sub-action"):
        make(keeper, assessment)
    assert PriorityWork.objects.count() == 1


def test_what_just_fits_into_a_title_becomes_one(keeper, service):
    assessment = AnswerFactory(
        assessment__service=service, prompt__key="Q4", text="x" * 300
    ).assessment
    assert make(keeper, assessment, "x" * 300).sub_action.item.title == "x" * 300


def test_not_what_is_too_long_for_a_title(keeper, service):
    assessment = AnswerFactory(
        assessment__service=service, prompt__key="Q4", text="x" * 301
    ).assessment
    with pytest.raises(ValidationError, match="300 characters"):
        make(keeper, assessment, "x" * 301)


def test_only_by_a_keeper_of_the_service(other_keeper, board, champions, administrator, assessment):
    for other in (other_keeper, board, champions, administrator):
        with pytest.raises(PermissionDenied):
            make(other, assessment)
    assert not PriorityWork.objects.exists()
