"""A question that nobody answers climbs the ladder, and stands in the mails; titles only."""

from datetime import date, timedelta

import pytest

from accounts.models import Mail
from accounts.together import read_one
from actions.ladder import reading_named
from actions.services.climbing import SUBJECT, climb
from actions.services.reminding import remind
from oversight.models import QuestionStep
from oversight.questions import services
from oversight.questions.ladder import ASKS, QUESTIONS
from tests.factories import ItemFactory, LinkFactory, SubActionFactory

pytestmark = pytest.mark.database

ON = date(2026, 3, 2)
AGAIN, NAMED = ON + timedelta(days=14), ON + timedelta(days=28)
WORDS = "How many schools are left?"


@pytest.fixture(autouse=True)
def days(settings):
    settings.ASKED_AGAIN_AFTER_DAYS = settings.NAMED_AFTER_DAYS = 14


def mails(subject=SUBJECT) -> list[str]:
    return [
        mail.to.partition("@")[0]
        for mail in Mail.objects.filter(subject=subject, body__contains=ASKS).order_by("pk")
    ]


def named(on) -> list:
    return [ladder.top.thing for ladder in read_one(reading_named(QUESTIONS, on))]


def rungs() -> list[tuple]:
    return [*QuestionStep.objects.order_by("pk").values_list("on", "rung")]


def test_it_is_asked_asked_again_and_named_with_titles_only(board, keeper, colleague, work):
    question = services.ask(by=board, item=work.item, words=WORDS, on=ON)
    for number in range(40):
        climb(ON + timedelta(days=number))
    assert rungs() == [(ON, 1), (AGAIN, 2), (NAMED, 3)]
    # First its owner, then all Promise Keepers of the service; the Board reads its own page.
    assert mails() == ["kirsty", "kirsty", "catriona"]
    assert named(NAMED) == [question]
    body = Mail.objects.first().body
    assert "Open the advice line" in body
    assert f"/questions/{question.pk}/answer/" in body
    assert "schools" not in body


def test_an_answer_ends_it_and_asking_again_begins_it_anew(board, keeper, work):
    question = services.ask(by=board, item=work.item, words=WORDS, on=ON)
    for on in (ON, AGAIN, NAMED):
        climb(on)
    services.answer(by=keeper, question=question, seen=1, words="Seven.", on=NAMED)
    assert named(NAMED) == []
    later = NAMED + timedelta(days=5)
    services.ask_again(by=board, question=question, seen=2, words="By which day?", on=later)
    climb(later)
    assert named(later) == []
    assert rungs()[3:] == [(later, 1)]


def test_each_service_whose_work_answers_a_call_is_asked(
    board, keeper, other_keeper, other_service, call
):
    other = SubActionFactory(item__kind="sub-action", service=other_service)
    LinkFactory(from_item=other.item, to_item=call)
    services.ask(by=board, item=call, words=WORDS, on=ON)
    climb(ON)
    assert sorted(mails()) == ["kirsty", "omar"]


def test_what_no_service_answers_asks_nobody_by_mail(board, keeper):
    services.ask(by=board, item=ItemFactory(key="C9"), words=WORDS, on=ON)
    climb(ON)
    assert not Mail.objects.exists()
    assert not QuestionStep.objects.exists()


def test_the_mail_of_reminders_names_it_until_it_is_answered(board, keeper, work, time_machine):
    time_machine.move_to("2026-03-02T12:00:00Z", tick=False)
    question = services.ask(by=board, item=work.item, words=WORDS)
    type(work).objects.filter(pk=work.pk).update(kind="dated", due_on=date(2026, 4, 1))
    subject = "Promise Tracker: what falls due"
    remind(ON)
    assert mails(subject) == ["kirsty"]
    assert WORDS not in Mail.objects.get().body
    services.answer(by=keeper, question=question, seen=1, words="Seven.")
    for number in range(1, 40):
        remind(ON + timedelta(days=number))
    assert len(Mail.objects.filter(subject=subject)) > 1
    assert mails(subject) == ["kirsty"]
