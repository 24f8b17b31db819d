"""A number in a box that may be somebody's own is asked about once, not at each save of a page."""

import pytest

from accounts.models import Role
from evidence.models import Answer
from tests.conftest import person
from tests.evidence.assessments.page_of_theme import send
from tests.foundations.conftest import words

DOUBTFUL = "It said 0412149999 on the board."
ASKED = "Is “0412149999” somebody’s own"


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
    tick = page.context["form"].fields["Q1"].question.value
    assert send(client, url, **{"Q1": DOUBTFUL, "Q1-nobodys": tick}).status_code == 302


def test_a_number_that_was_answered_for_is_asked_about_no_more(client, url, answered):
    assert send(client, url, Q2="We listen.").status_code == 302
    assert send(client, url, "check/", Q1=f"{DOUBTFUL} It came.").status_code == 302
    assert Answer.objects.get(prompt__key="Q1").text == f"{DOUBTFUL} It came."


def test_another_number_is_asked_about(client, url, answered):
    other = DOUBTFUL.replace("9999", "9998")
    assert "Is “0412149998” somebody’s own" in words(send(client, url, Q1=other))
    assert Answer.objects.get(prompt__key="Q1").text == DOUBTFUL


def test_another_person_is_asked_too(signed_in, service, url, answered):
    colleague = signed_in(person("Cora", Role.KEEPER, service))
    assert ASKED in words(send(colleague, url, Q2="We listen."))
