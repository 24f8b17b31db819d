"""Among very many sub-actions, those that a session counts for are named by their keys."""

import pytest

from evidence.models import Session
from evidence.participation import offer
from tests.conftest import html_of
from tests.factories import SubActionFactory
from tests.foundations.conftest import words

from .participants import log, session_form

pytestmark = [pytest.mark.usefixtures("march"), pytest.mark.database]
LOG = "/participation/log/"


@pytest.fixture
def client(monkeypatch, signed_in, champions):
    monkeypatch.setattr(offer, "MOST_FOLDED", 2)
    return signed_in(champions)


@pytest.fixture
def works(db):
    texts = {"1.3": "Sessions across teams.", "2.1": "Seeing our brothers.", "4.1": "Care Day."}
    return [SubActionFactory(item__key=key, item__text=text) for key, text in texts.items()]


def counts_for() -> list[str]:
    return sorted(row.key for row in Session.objects.get().sub_actions.all())


def test_the_page_holds_what_is_ticked_and_no_other(client, works):
    page = html_of(client.get(f"{LOG}?serves=2.1"))
    assert 'data-names="/find/sub-actions/"' in page
    assert "2.1 Seeing our brothers." in page
    assert "Counts for <strong data-serves>2.1</strong>" in page
    assert "Sessions across teams." not in page


def test_as_many_as_can_be_read_through_are_listed(client, works):
    works[0].delete()
    page = html_of(client.get(LOG))
    assert "data-names" not in page
    assert "2.1 Seeing our brothers." in page


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        (["2.1"], ["2.1"]),
        (["1.3", "2.1; 4.1"], ["1.3", "2.1", "4.1"]),
        (["2.1 Seeing our brothers.", "2.1: whatever it says"], ["2.1"]),
        ([""], []),
    ],
)
def test_keys_are_taken_as_they_are_typed(client, works, sent, keys):
    assert client.post(LOG, session_form(sub_actions=sent)).status_code == 302
    assert counts_for() == keys


@pytest.mark.parametrize("key", ["1.L1", "1.l1"])
def test_a_key_with_letters_is_taken_in_any(client, works, key):
    SubActionFactory(item__key="1.L1")
    assert client.post(LOG, session_form(sub_actions=[key])).status_code == 302
    assert counts_for() == ["1.L1"]


@pytest.mark.parametrize("typed", ["9.9", "brothers"])
def test_what_is_not_understood_stays_and_what_is_becomes_a_tick(client, works, typed):
    answer = client.post(LOG, session_form(sub_actions=[f"{typed}; 4.1"]))
    assert not Session.objects.exists()
    assert "Choose the sub-actions from the list." in words(answer)
    meant = "Did you mean “2.1 Seeing our brothers.”?" in words(answer)
    assert meant == (typed == "brothers")
    assert f'value="{typed}"' in html_of(answer)
    assert "4.1 Care Day." in words(answer)


def test_a_correction_keeps_what_it_counts_for(client, champions, works):
    session = log(champions, sub_actions=works[1:2])
    page = html_of(client.get(f"/participation/sessions/{session.pk}/edit/"))
    assert "2.1 Seeing our brothers." in page
    assert "4.1 Care Day." not in page
