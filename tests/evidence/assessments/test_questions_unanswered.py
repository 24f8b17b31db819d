"""No step of a self-assessment is taken while a question that it asks is left unanswered."""

import pytest

from evidence.assessments.services.citing import say_no_evidence
from evidence.models import Answer, SelfAssessment, Submission
from tests.evidence.assessments.page_of_theme import FILLED, send
from tests.evidence.conftest import QUESTIONS
from tests.foundations.conftest import words


@pytest.fixture
def client(signed_in, keeper):
    return signed_in(keeper)


def errors(answer) -> dict:
    assert answer.status_code == 200
    return answer.context["form"].errors


@pytest.mark.parametrize("key", ["Q1", "Q2", "Q3", "Q4"])
@pytest.mark.parametrize("text", ["", " \n "])
def test_nothing_is_submitted_while_one_box_is_empty(client, url, write, evidence, key, text):
    page = words(send(client, url, "submit/", **FILLED | {key: text}, cited=[evidence.pk]))

    assert f"“{QUESTIONS[key]}” is empty." in page
    assert page.count("is empty. If there is nothing to say yet, say that.") == 1
    assert not Submission.objects.exists()
    assert set(Answer.objects.exclude(text="").values_list("prompt__key", flat=True)) == (
        set(FILLED) - {key}
    )


def test_the_words_no_evidence_yet_answer_how_do_we_know_alone(client, url):
    send(client, url, "submit/", **FILLED | {"Q3": ""}, none_yet="on")
    assert Submission.objects.get().texts.get("Q3", "") == ""


def test_a_page_without_the_version_of_a_box_saves_the_others(client, url):
    send(client, url, **FILLED | {"version-Q1": ""})
    assert set(Answer.objects.values_list("prompt__key", flat=True)) == {"Q2", "Q3", "Q4"}


@pytest.mark.parametrize("sent", [{"reason": ""}, {"reason": " "}, {"reason": "x" * 501}])
def test_no_theme_is_set_aside_without_a_proper_reason(client, url, sent):
    assert "reason" in errors(client.post(f"{url}set-aside/", sent))
    assert not SelfAssessment.objects.exists()


def test_the_longest_reason_sets_a_theme_aside(client, url):
    client.post(f"{url}set-aside/", {"reason": "x" * 500})
    assert SelfAssessment.objects.get().set_aside_reason == "x" * 500


@pytest.fixture
def submitted(client, url):
    send(client, url, "submit/", **FILLED, none_yet="on")
    return SelfAssessment.objects.get()


@pytest.mark.parametrize(
    ("name", "value"), [("reason", ""), ("reason", " "), ("reason", "x" * 301), ("version", "")]
)
def test_nothing_is_reopened_with_a_question_left_unanswered(client, url, submitted, name, value):
    sent = {"reason": "We forgot the schools.", "version": submitted.version}

    assert name in errors(client.post(f"{url}reopen/", sent | {name: value}))
    assert SelfAssessment.objects.get().state == "submitted"


def test_the_longest_reason_reopens(client, url, submitted):
    client.post(f"{url}reopen/", {"reason": "x" * 300, "version": submitted.version})
    assert Submission.objects.get().reopened_reason == "x" * 300


def test_taking_back_the_words_no_evidence_yet_leaves_the_question_open(client, url, write, keeper):
    held = write(**FILLED)
    say_no_evidence(by=keeper, assessment=held, seen=held.version, none_yet=True)
    page = words(send(client, url, "submit/", none_yet=None))

    assert "has no evidence. Tick some, or “We have no evidence yet”." in page
    assert not Submission.objects.exists()
