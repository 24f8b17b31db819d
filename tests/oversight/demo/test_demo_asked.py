"""In the demo council the Board has asked, was answered, and has decided; all marked as made up."""

import pytest
from django.utils import timezone

from oversight.meeting.reading import read_agenda
from oversight.models import Decision, Member, Question
from oversight.questions.models import State

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("council"), pytest.mark.database]


def test_questions_wait_are_answered_asked_again_and_accepted():
    states = {*Question.objects.values_list("state", flat=True)}
    assert states == {State.WAITS, State.ANSWERED, State.ACCEPTED}
    assert Question.objects.filter(turns__kind="again", state=State.WAITS).exists()
    assert Question.objects.of_nobody().exists()
    assert {*Question.objects.values_list("item__kind", flat=True)} == {
        "sub-action",
        "call",
        "theme",
    }
    assert not Question.objects.filter(round=None, asked_on__gte=timezone.localdate()).exists()


def test_decisions_are_late_to_come_done_and_not_done():
    today = timezone.localdate()
    assert Decision.objects.open().filter(due_on__lt=today).exists()
    assert Decision.objects.open().filter(due_on__gte=today).exists()
    assert {*Decision.objects.values_list("outcome", flat=True)} == {"", "done", "not-done"}
    assert not Decision.objects.filter(round=None).exists()


def test_the_agenda_has_something_under_each_point(django_user_model):
    person = django_user_model.objects.get(email="board@demo.test")
    agenda = read_agenda(person, timezone.localdate())
    points = (agenda.decisions, agenda.settled, agenda.questions, agenda.needs, agenda.worse)
    assert all(point.number for point in points)


def test_each_name_of_a_member_says_that_it_is_made_up():
    assert Member.objects.count() >= 4
    assert not Member.objects.exclude(name__endswith="(made up)").exists()
