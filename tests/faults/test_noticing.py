"""The tries are tried themselves: what is lost, doubled or wrongly answered makes them say so."""

from __future__ import annotations

from email.message import Message
from types import SimpleNamespace

import pytest
from django.utils import timezone

from accounts.models import Change
from evidence.models import EvidenceItem
from tests.factories import EvidenceFactory

from .asking import Fault, _form, _health, _page
from .breaking import Written, what_was_lost
from .browsing import Answer
from .cut_connections import _Form
from .files_and_rows import CONTENT, Tries
from .load import MOST, growth_of
from .lost_updates import TEXT, _wrong
from .report import Tried, printed

SILENT = Fault("silent", "database", print, print)


@pytest.fixture(autouse=True)
def _one_connection(monkeypatch):
    """A real try takes a new connection, as its own may be broken; here it is the test's own."""
    monkeypatch.setattr("tests.faults.breaking.connection", SimpleNamespace(close=lambda: None))


def answer(status: int, text: str = "", retry: str = "") -> Answer:
    headers = Message()
    headers["Retry-After"] = retry
    return Answer(status, headers, text.encode())


def written(told: dict[str, int]) -> Written:
    """Somebody who sent evidence of these titles, and what she was told of each."""
    titles = list(told)

    def kept(number: int):
        return EvidenceItem.objects.filter(title=titles[number])

    by_number = dict(enumerate(told.values()))
    return Written("evidence", SimpleNamespace(kept=kept), by_number)


def test_an_acknowledged_row_that_is_gone_is_lost(db):
    EvidenceFactory(title="Minutes of May")
    told = {"Minutes of May": 302, "Minutes of June": 302, "Minutes of July": 503}
    assert what_was_lost([written(told)]) == ["evidence 1 was acknowledged and is not there."]


def test_where_nothing_is_acknowledged_nothing_was_tried(db):
    assert what_was_lost([written({"Minutes of May": 503})]) == ["Nothing was acknowledged."]


def test_a_line_that_does_not_prove_itself_is_found(db):
    EvidenceFactory(title="Minutes of May")
    Change.objects.bulk_create([Change(made_at=timezone.now(), act="edited", seal="x")])
    sentences = what_was_lost([written({"Minutes of May": 302})])
    assert sentences == ["1 lines of the history do not prove themselves."]


def test_two_saves_after_one_version_lose_an_update(db):
    saves = [(1, "4", answer(302)), (2, "4", answer(302))]
    Change.objects.bulk_create(
        Change(made_at=timezone.now(), act="edited", after=TEXT.format(number), seal=f"{number}")
        for number, _version, _answer in saves
    )
    assert _wrong(saves, TEXT) == ["2 and 1 both followed 4."]


@pytest.mark.parametrize(
    ("save", "sentence"),
    [
        (answer(302), "1 was acknowledged and is not there."),
        (answer(409, "We listen 1."), "The conflict of 1 does not show both texts."),
    ],
)
def test_a_save_that_is_gone_or_half_shown_is_lost(save, sentence, db):
    assert sentence in _wrong([(1, "4", save)], TEXT)


def test_a_conflict_with_both_texts_loses_nothing(db):
    shown = answer(409, "We listen 1. We listen 2.")
    assert _wrong([(1, "4", shown)], TEXT) == ["Nothing was acknowledged."]


def test_a_form_that_is_done_twice_or_refused_is_broken():
    form = SimpleNamespace(done={"evidence_evidenceitem": 1}, _done=dict)
    form._done = lambda: {"evidence_evidenceitem": 2}
    assert "instead of" in _Form._wrong(form, answer(302))
    assert _Form._wrong(form, answer(409)) == "sent again it was answered 409"
    form._done = lambda: form.done
    assert _Form._wrong(form, answer(302)) == ""


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (_form(answer(500), SILENT, []), "was answered 500."),
        (_form(answer(503, "We", "10"), SILENT, ["We met."]), "does not give “We met.” back."),
        (_form(answer(503, "We met."), SILENT, ["We met."]), "has no Retry-After."),
        (_page(answer(200), SILENT), "was answered 200."),
        (_page(answer(503), SILENT), "has no Retry-After."),
        (_health(answer(200, '{"failing": []}'), SILENT), "says [] with 200."),
        (_health(answer(503, '{"failing": ["storage"]}'), SILENT), "says ['storage'] with 503."),
    ],
)
def test_what_is_answered_wrongly_while_something_is_broken_is_said(found, sentence):
    assert found == [sentence]


def test_what_is_answered_rightly_is_not():
    assert _form(answer(503, "We met.", "10"), SILENT, ["We met."]) == []
    assert _page(answer(503, retry="10"), SILENT) == []
    assert _health(answer(503, '{"failing": ["database"]}'), SILENT) == []


@pytest.mark.parametrize(
    ("fetched", "stored", "sentence"),
    [
        (answer(404), set(), "The file a.csv of a row: 404."),
        (answer(200), {"a.csv"}, "The file a.csv of a row: 200."),
        (None, {"a.csv", "b.csv"}, "After the command files and rows differ by {'b.csv'}."),
    ],
)
def test_a_row_without_its_file_and_a_file_without_row_are_said(fetched, stored, sentence, db):
    EvidenceFactory(file="a.csv")
    tries = Tries.__new__(Tries)  # without its server
    tries.site = SimpleNamespace(wait=lambda: None)
    tries.browser = SimpleNamespace(get=lambda _path: fetched or Answer(200, Message(), CONTENT))
    tries.stored, tries.sentences, tries.answers = lambda: stored, [], {}
    tries._check_files = lambda: None
    tries._look_at_all()
    assert sentence in tries.sentences


def test_memory_that_is_kept_is_told_from_what_is_under_way():
    under_way = [0, 30, 10, 0, 20, 40, 10]
    level = [330 + more for more in [*under_way, *under_way[::-1]]]
    assert growth_of(level) < MOST
    kept = [now + 2 * number for number, now in enumerate(level)]  # 26 of 330 more at the end
    assert growth_of(kept) > MOST


def test_what_broke_stands_in_the_table():
    broken = Tried("load", "T20", "sqlite", tried=60, broken=1, sentences=["One was lost."])
    assert broken.is_broken
    assert "One was lost." in printed([broken])
