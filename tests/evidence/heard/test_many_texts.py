"""Among very many, the sub-actions and calls that something goes to are named by their keys."""

import pytest

from evidence.heard import forms
from evidence.models import Heard
from tests.conftest import html_of
from tests.factories import HeardFactory, ItemFactory, SubActionFactory
from tests.foundations.conftest import words

from .pages import entry_form

pytestmark = pytest.mark.database
ADD = "/heard/add/"


@pytest.fixture
def client(monkeypatch, signed_in, champions):
    monkeypatch.setattr(forms, "MOST_FOLDED", 1)
    return signed_in(champions)


@pytest.fixture
def texts(db):
    """A sub-action, and two calls."""
    work = SubActionFactory(item__key="1.3", item__text="Seeing our brothers and sisters.")
    kind = {"kind": "call", "parent": ItemFactory(kind="foundation", heading="Care")}
    return [work.item, *(ItemFactory(key=key, heading=key, **kind) for key in ("C1", "C2"))]


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        (["1.3"], {"1.3"}),
        (["c1; 1.3"], {"1.3", "C1"}),
        (["C1 whatever it says; C2:"], {"C1", "C2"}),
        (["C1", "c1; C1"], {"C1"}),
    ],
)
def test_keys_are_taken_as_they_are_typed(client, texts, typed, keys):
    assert 'data-names="/find/work-and-calls/"' in html_of(client.get(ADD))
    assert client.post(ADD, entry_form() | {"items": typed}).status_code == 302
    assert {reply.item.key for reply in Heard.objects.get().replies.all()} == keys


@pytest.mark.parametrize("typed", ["Z9", "brothers"])
def test_what_is_not_understood_stays_and_what_is_becomes_a_tick(client, texts, typed):
    answer = client.post(ADD, entry_form() | {"items": [f"{typed}; C1"]})
    assert answer.status_code == 200
    assert not Heard.objects.exists()
    assert f'value="{typed}"' in html_of(answer)
    assert f'value="{texts[1].pk}"' in html_of(answer)
    assert ("Did you mean “1.3 Seeing our brothers and sisters.”?" in words(answer)) == (
        typed == "brothers"
    )


def test_it_is_sent_to_one_more(client, texts):
    heard = HeardFactory()
    path = f"/heard/{heard.pk}/send/"
    refused = client.post(path, {"item": "Z9"})
    assert "Choose one from the list that this has not been sent to." in words(refused)
    assert 'value="Z9"' in html_of(refused)
    assert client.post(path, {"item": "c2"}).status_code == 302
    assert [reply.item.key for reply in heard.replies.all()] == ["C2"]


def test_names_are_offered(client, texts):
    found = client.get("/find/work-and-calls/?words=brothers").json()
    assert found == {"names": ["1.3 Seeing our brothers and sisters."]}
