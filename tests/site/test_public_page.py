"""Nothing that people write leaves by the public page unless it is marked so, and what leaves does
not run.
"""

import re

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from actions.models import ProgressUpdate
from evidence.models import EvidenceItem, Heard
from foundations.models import Edition, FrameworkItem, Round
from oversight.models import Snapshot, Switch
from oversight.rounds.services import keep_snapshot
from tests.conftest import forget_figures, html_of
from tests.factories import ChosenFactory, FeltFactory, HeardFactory, ReplyFactory, RoundFactory

from .payloads import NUMBER, markup_in, payload
from .poison import Poison
from .states import add_every_state

MARKED = (ProgressUpdate, Heard, EvidenceItem)
# What is always public: who keeps a commitment, of which round it is, and what is written for it.
ALWAYS = {"accounts.Service.name", "foundations.Round.name", "oversight.PlainWords.words"}
# What is told once it is marked public, and which groups agreed to when they said it.
ONCE_MARKED = ALWAYS | {
    "actions.ProgressUpdate.changed",
    "actions.ProgressUpdate.difference",
    "actions.ProgressUpdate.next_step",
    "evidence.EvidenceItem.title",
    "evidence.EvidenceItem.shows",
    "evidence.EvidenceItem.words",
    "evidence.EvidenceItem.unit",
    "evidence.EvidenceItem.url",
    "evidence.Heard.words",
    "evidence.Reply.words",
    "oversight.Felt.words",
    "foundations.FrameworkItem.heading",
}


def canary(number: int) -> str:
    return f"alert({number})"


@pytest.fixture
def poisoned(world, db):
    """Every text that people write holds a payload, and a round is closed over that."""

    def poison(text, visibility: str) -> Poison:
        _sessions, keys = world
        add_every_state(keys)
        said_of("4.1")
        for model in MARKED:
            model.objects.update(visibility=visibility)
        found = Poison(text)
        found.fill_all()
        close(User.objects.get(pk=keys["board"]))
        return found

    return poison


def said_of(key: str) -> None:
    """What a group said of a sub-action, and what it was answered."""
    item = FrameworkItem.objects.get(key=key)
    heard = HeardFactory(consent="spoken")
    told = {"kind": "changed", "words": "We did it.", "answered_on": timezone.localdate()}
    ReplyFactory(heard=heard, item=item, answered_by=heard.logged_by, **told)
    item.sub_action.status = "on-track"
    item.sub_action.reported_on = item.sub_action.confirmed_on = timezone.localdate()
    item.sub_action.save()
    FeltFactory(chosen=ChosenFactory(item=item))


def close(by) -> None:
    Snapshot.objects.all().delete()
    asked = {"key": "last", "asks_assessment": False, "closed_by": by}
    closed = RoundFactory(**asked, closed_on=timezone.localdate())
    keep_snapshot(Edition.objects.get(round=closed))
    Switch.objects.create(is_on=True, reason="Agreed.", set_by=by)
    forget_figures()


def every_page() -> dict[str, str]:
    """All public pages that lead to one another, as a browser gets them."""
    client, found, left = Client(), {}, ["/public/"]
    while left:
        url = left.pop()
        answer = client.get(url)
        if "text/html" not in answer.get("Content-Type", ""):
            found[url] = str(answer.headers)
            continue
        assert answer.status_code == 200, url
        found[url] = answer.content.decode()
        for other in re.findall(r'href="(/public/[^"#]*)', found[url]):
            if other not in found and other not in left:
                left.append(other)
    return found


def told_in(pages: dict[str, str], found: Poison) -> set[str]:
    """Which columns are told anywhere."""
    numbers = {int(one) for page in pages.values() for one in NUMBER.findall(page)}
    return {found.columns[number] for number in numbers if number in found.columns}


def test_nothing_is_told_that_is_not_marked_public(poisoned):
    found = poisoned(canary, "board")
    pages = every_page()
    assert len(pages) > 40
    # A group whose words of how it feels are kept was told that they are public.
    assert told_in(pages, found) <= ALWAYS | {"oversight.Felt.words"}
    assert ALWAYS - {"foundations.Round.name"} <= told_in(pages, found)


def test_what_is_marked_public_is_told_and_nothing_else(poisoned):
    found = poisoned(canary, "public")
    told = told_in(every_page(), found)
    assert told <= ONCE_MARKED
    for column in ("ProgressUpdate.changed", "Heard.words", "Reply.words", "EvidenceItem.title"):
        assert any(one.endswith(column) for one in told), column
    assert not any("file_name" in one for one in told)


def test_no_text_runs(poisoned):
    found = poisoned(payload, "public")
    pages = every_page()
    assert told_in(pages, found) >= {"actions.ProgressUpdate.changed", "evidence.Heard.words"}
    for url, page in pages.items():
        assert not markup_in(page), url
        assert "javascript:" not in re.sub(r"&\w+;.*?&\w+;", "", page).split("href=", 1)[0]
        assert not re.search(r'href="(?!/|https?://|#|\?|tel:)', page), url


def test_nobody_is_named(world, db):
    _sessions, keys = world
    add_every_state(keys)
    for model in MARKED:
        model.objects.update(visibility="public")
    for number, person in enumerate(User.objects.order_by("pk")):
        person.name = f"Person-{number}-Named"
        person.save()
    close(User.objects.get(pk=keys["board"]))
    for url, page in every_page().items():
        assert "-Named" not in page, url
        assert "@council.test" not in page, url


def test_the_round_is_the_last_that_was_closed(world, db):
    assert Round.objects.filter(key="then").exists()
    assert "edition 1" in html_of(Client().get("/public/"))
