"""Calls that are offered for what was heard: one press asks those who answer for one of them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from accounts.models import Change
from evidence.heard.services import remove_heard
from evidence.heard.suggested import offered_to
from evidence.models import Heard, Reply
from foundations.models import Dismissal
from tests.conftest import html_of
from tests.factories import HeardFactory

pytestmark = pytest.mark.usefixtures("framework")


@pytest.fixture
def heard():
    return HeardFactory(theme="Breaks", words="We go for respite. We like it.")


def offered(user, heard) -> list[str]:
    heard = Heard.objects.get(pk=heard.pk)
    went = heard.replies.values_list("item_id", flat=True)
    return [one.text.key for one in offered_to(user, heard, went)]


def press(client, heard, key, what="") -> str:
    address = f"/heard/{heard.pk}/suggested/{what}"
    return html_of(client.post(address, {"text": key}, follow=True))


def test_one_press_sends_it_to_a_call(heard, signed_in, champions):
    page = html_of(signed_in(champions).get(heard.get_absolute_url()))
    assert "Both have: breaks, respite" in page
    assert not Reply.objects.exists()

    said = press(signed_in(champions), heard, "C18")
    assert "“Breaks” is sent to those who answer for Call to action C18." in said
    assert heard.replies.get().item.key == "C18"
    line = Change.objects.of("heard", str(heard.pk)).first()
    assert (line.act, line.actor_email) == ("sent on", champions.email)
    assert "C18" not in offered(champions, heard)


def test_only_calls_are_offered_since_nobody_answers_for_a_theme(champions):
    heard = HeardFactory(words="School, advocacy, respite, poverty, supervision and language.")
    keys = offered(champions, heard)
    assert len(keys) == 5
    assert not any(key.startswith("T") for key in keys)


def test_what_few_people_said_stays_inside(heard, signed_in, champions):
    Heard.objects.filter(pk=heard.pk).update(five_or_more=False, visibility="internal")
    said = press(signed_in(champions), heard, "C18")
    assert "stands beside Call to action C18 too. It stays inside" in said


def test_what_is_not_meant_stays_away(heard, signed_in, champions):
    assert "is no longer offered here" in press(signed_in(champions), heard, "C18", "dismiss/")
    assert "C18" not in offered(champions, heard)
    assert Change.objects.of("heard", str(heard.pk)).first().act == "dismissed"
    assert not Reply.objects.exists()


@pytest.mark.parametrize("what", ["", "dismiss/"])
def test_others_are_refused_and_so_is_what_is_not_offered(
    heard, signed_in, keeper, board, champions, what
):
    for user in (keeper, board):
        assert offered(user, heard) == []
        address = f"/heard/{heard.pk}/suggested/{what}"
        assert signed_in(user).post(address, {"text": "C18"}).status_code == 403
    assert "not offered here any more" in press(signed_in(champions), heard, "T1", what)
    assert (Reply.objects.count(), Dismissal.objects.count()) == (0, 0)


def test_nothing_is_offered_for_what_was_removed(heard, champions):
    remove_heard(by=champions, heard=heard, seen=1, reason="Twice.")
    assert offered(champions, heard) == []


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("respite rethink", True),
        ("respite for grandparents", True),
        ("grandparents", False),
        ("children must", False),
        ("", False),
    ],
)
def test_choosing_goes_by_the_same_words(signed_in, champions, words, named):
    found = signed_in(champions).get("/find/work-and-calls/", {"words": words}).json()["names"]
    assert any(name.startswith("C18 ") for name in found) == named


def test_the_page_asks_the_database_at_most_twice_more(heard, signed_in, champions):
    client = signed_in(champions)
    client.get("/help/")

    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(heard.get_absolute_url()).status_code == 200
        return len(seen)

    offering = cost()
    Heard.objects.filter(pk=heard.pk).update(removed_on=localdate(), removed_by=champions)
    assert offering <= cost() + 2
