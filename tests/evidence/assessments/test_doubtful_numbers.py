"""A number in a box that may be somebody's own is asked about once, not at each save of a page."""

import pytest

from accounts.models import Assurance, Role
from evidence.models import Answer
from tests.conftest import person
from tests.evidence.assessments.page_of_theme import send
from tests.foundations.conftest import words

DOUBTFUL = "It said 0412149999 on the board."
ASKED = "“0412149999”: perhaps somebody’s health (CHI) number"


@pytest.fixture
def client(signed_in, keeper):
    return signed_in(keeper)


@pytest.fixture
def answered(client, url):
    """Somebody has typed the number, and ticked that it is nobody's."""
    page = send(client, url, Q1=DOUBTFUL)
    assert ASKED in words(page)
    assert "What you typed is still in the box." in words(page)
    assert not Answer.objects.exclude(text="").exists()
    (doubt,) = page.context["form"].question.passages
    answer = {"asked-about": doubt.digest, "asked-why": "nobody"}
    assert send(client, url, Q1=DOUBTFUL, **answer).status_code == 302


def test_a_number_that_was_answered_for_is_asked_about_no_more(client, url, answered):
    assert send(client, url, Q2="We listen.").status_code == 302
    assert send(client, url, "check/", Q1=f"{DOUBTFUL} It came.").status_code == 302
    assert Answer.objects.get(prompt__key="Q1").text == f"{DOUBTFUL} It came."


def test_another_number_is_asked_about(client, url, answered):
    other = DOUBTFUL.replace("9999", "9998")
    assert "“0412149998”: perhaps somebody’s" in words(send(client, url, Q1=other))
    assert Answer.objects.get(prompt__key="Q1").text == DOUBTFUL


def test_what_a_colleague_answered_for_with_her_name_is_not_asked_again(
    signed_in, keeper, service, url, answered
):
    colleague = signed_in(person("Cora", Role.KEEPER, service))
    assert send(colleague, url, Q2="We listen.").status_code == 302
    assert Assurance.objects.get().made_by == keeper


def test_a_name_beside_an_age_is_asked_about_and_the_other_boxes_are_saved(client, url):
    page = send(client, url, Q1="Kim, aged 9, came.", Q2="We listen.")
    assert "“Kim, aged 9”: a name with an age" in words(page)
    assert [row.text for row in Answer.objects.exclude(text="")] == ["We listen."]
