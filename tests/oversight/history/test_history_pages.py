"""Pages of a long history count no more lines than they must, and say so."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.history import record, seal
from accounts.models import Change
from oversight.history import pages
from oversight.history.pages import number_of_lines
from tests.foundations.conftest import words

pytestmark = pytest.mark.database


@pytest.fixture
def history(signed_in, administrator, monkeypatch):
    """The page under filters, in pages of two lines, of which one beyond it is counted."""
    monkeypatch.setattr(pages, "PER_PAGE", 2)
    monkeypatch.setattr(pages, "AHEAD", 1)
    return lambda **filters: signed_in(administrator).get("/history/", filters)


def write(by, lines: int, act: str = "edited") -> None:
    for number in range(lines):
        about = {"thing": "sub-action", "key": f"1.{number}", "before": {}}
        record(by=by, act=act, **about, after={"title": act})


@pytest.mark.parametrize(
    ("lines", "page", "said", "shown"),
    [
        (7, "1", "More than 4 changes", "1 to 2 of more than 4"),
        (7, "2", "More than 6 changes", "3 to 4 of more than 6"),
        (7, "3", "7 changes", "5 to 6 of 7"),
        (7, "99", "7 changes", "7 to 7 of 7"),
        (4, "1", "4 changes", "1 to 2 of 4"),
        (5, "1", "More than 4 changes", "1 to 2 of more than 4"),
        (5, "9" * 5_000, "More than 4 changes", "1 to 2 of more than 4"),
        (5, "none", "More than 4 changes", "1 to 2 of more than 4"),
    ],
)
def test_under_a_filter_some_pages_more_are_counted(history, keeper, lines, page, said, shown):
    write(keeper, lines)
    write(keeper, 3, act="withdrawn")

    with CaptureQueriesContext(connection) as statements:
        answer = history(act="edited", page=page)

    text = words(answer)
    assert f" {said}, the newest first" in text
    assert shown in text
    counts = [one["sql"] for one in statements if "COUNT(" in one["sql"]]
    assert counts
    assert all("LIMIT" in sql for sql in counts)


def test_every_line_under_a_filter_is_reached_from_page_to_page(history, keeper):
    write(keeper, 9)
    found, page = [], history(act="edited").context["page"]
    while True:
        found += [change.key for change in page]
        if not page.has_next():
            break
        page = history(act="edited", page=page.next_page_number()).context["page"]
    assert found == [f"1.{number}" for number in range(8, -1, -1)]


def test_all_lines_are_counted_on_from_where_they_were_counted(history, keeper):
    write(keeper, 6)
    history()
    for more in (0, 1, 4):
        write(keeper, more)
        with CaptureQueriesContext(connection) as statements:
            answer = history()
        assert f"{Change.objects.count()} changes, the newest first" in words(answer)
        assert "more than" not in words(answer).lower()
        counts = [one["sql"] for one in statements if "COUNT(" in one["sql"]]
        assert len(counts) == (1 if more else 0)
        assert all('"id" > ' in sql for sql in counts)


@pytest.mark.parametrize("lines", [8, 9])
def test_each_page_of_all_lines_holds_its_own_and_the_oldest_are_read_first(history, keeper, lines):
    write(keeper, lines)
    every = [*Change.objects.values_list("pk", flat=True)]
    for number in range(1, len(every) // 2 + len(every) % 2 + 1):
        with CaptureQueriesContext(connection) as statements:
            page = history(page=number).context["page"]
        assert [change.pk for change in page] == every[2 * number - 2 : 2 * number]
    # As the last page it skips nothing.
    assert not [one for one in statements if " OFFSET " in one["sql"]]


def test_lines_whose_numbers_have_gaps_are_counted(administrator):
    write(administrator, 3)
    assert number_of_lines() == Change.objects.count()
    last = Change.objects.first()
    about = {"made_at": last.made_at, "actor_email": "", "act": "edited", "thing": "round"}
    further = Change(pk=last.pk + 90, key="autumn", **about)
    seal(further, after=last.seal)
    further.save(force_insert=True)
    assert number_of_lines() == Change.objects.count() < further.pk - 80


def test_lines_that_were_never_stored_are_counted_no_more(administrator):
    write(administrator, 2)
    stored = number_of_lines()
    with transaction.atomic():
        write(administrator, 4)
        assert number_of_lines() == stored + 4
        transaction.set_rollback(True)
    assert number_of_lines() == stored
    write(administrator, 1)
    assert number_of_lines() == stored + 1


def test_a_history_without_a_line_has_none(db):
    assert number_of_lines() == 0
