"""The form of a session that is sent once more, by a double click or after going back."""

import pytest

from accounts.once import SENT_BEFORE
from evidence.models import Session
from evidence.participation.services import remove_session
from tests.conftest import html_of

from .participants import session_form

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("march"), pytest.mark.database]
LOG = "/participation/log/"


def test_a_form_sent_twice_logs_once(signed_in, champions):
    client, pages = signed_in(champions), []
    for _time in range(2):
        answer = client.post(LOG, session_form())
        assert (answer.status_code, answer["Location"]) == (302, LOG)
        pages.append(html_of(client.get(LOG)))
    assert Session.objects.count() == 1
    assert ["Logged: Workshop" in page for page in pages] == [True, False]
    assert [SENT_BEFORE in page for page in pages] == [False, True]


def test_a_form_sent_again_of_a_session_that_was_removed_asks_before_it_logs_another(
    signed_in, champions
):
    client = signed_in(champions)
    client.post(LOG, session_form())
    remove_session(by=champions, session=Session.objects.get(), seen=1, reason="twice")

    answer = client.post(LOG, session_form())
    assert answer.status_code == 409
    assert "the session was removed since: Workshop of 3 March 2026." in html_of(answer)
    assert Session.objects.count() == 1


def test_a_form_sent_again_with_other_entries_asks_before_it_logs_another(signed_in, champions):
    client = signed_in(champions)
    client.post(LOG, session_form())

    answer = client.post(LOG, session_form(held_on="2026-03-04"))
    assert answer.status_code == 409
    assert "You sent this form before, with other entries: Workshop of 3 March 2026." in html_of(
        answer
    )
    again = session_form(held_on="2026-03-04", form_key=answer.context["form"].data["form_key"])
    assert client.post(LOG, again).status_code == 302
    assert Session.objects.count() == 2
