"""The history as a file: what is under the filters, and inert in a spreadsheet."""

import csv
import io

import pytest

from accounts.history import record
from accounts.spreadsheet import inert

pytestmark = pytest.mark.database


@pytest.fixture
def export(signed_in, administrator):
    """The file under filters, as the browser receives it."""

    def read(**filters):
        return signed_in(administrator).get("/history/export/", filters)

    return read


def rows_of(answer) -> list[dict]:
    text = answer.getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def write(by, key: str, **values):
    return record(by=by, act="edited", thing="sub-action", key=key, before={}, after=values)


def test_the_file_holds_what_the_list_under_the_same_filters_holds(
    export, signed_in, administrator, keeper
):
    for number in range(60):
        write(keeper if number % 2 else administrator, f"1.{number}", title=f"Title {number}")
    filters = {"person": "kirsty"}

    rows = rows_of(export(**filters))
    listed = (
        signed_in(administrator).get("/history/", filters).context["page"].paginator.object_list
    )

    assert len(rows) == 30
    assert [(row["Line"], row["Key"], row["Who"], row["Seal"]) for row in rows] == [
        (str(change.pk), change.key, change.actor_email, change.seal) for change in listed
    ]


def test_before_and_after_are_in_words(export, keeper):
    record(
        by=keeper,
        act="edited",
        thing="sub-action",
        key="1.3",
        before={"status": "at-risk", "due_on": "2026-03-03"},
        after={"status": "on-track", "due_on": None},
    )

    row = rows_of(export())[0]

    assert row["Before"] == "Due date: 3 March 2026\nStatus: At risk"
    assert row["After"] == "Due date: (empty)\nStatus: On track"


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(start):
    assert inert(start) == f"'{start}"


def test_harmless_cells_stay_as_they_are():
    assert inert("1.3") == "1.3"
    assert inert("") == ""


def test_what_people_typed_reaches_the_file_inert(export, administrator):
    record(
        by=administrator,
        act="=HYPERLINK(1)",
        thing="sub-action",
        key="@1",
        before={},
        after={"=cmd": "x"},
    )

    row = rows_of(export())[0]

    assert (row["What was done"], row["Key"], row["After"]) == ("'=HYPERLINK(1)", "'@1", "'=cmd: x")


def test_the_file_is_one_for_spreadsheets_and_kept_nowhere(export, keeper, time_machine):
    time_machine.move_to("2026-11-23 12:00:00+00:00")
    write(keeper, "1.1", title="Gàidhlig")

    answer = export()

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="history-2026-11-23.csv"'
    assert "no-store" in answer["Cache-Control"]
    assert answer.streaming
    body = answer.getvalue()
    assert body.startswith(b"\xef\xbb\xbfLine,When,Who")
    assert "Gàidhlig".encode() in body


def test_an_empty_history_is_a_file_with_its_heading(export):
    assert export().getvalue().decode("utf-8-sig").startswith("Line,When,Who")


@pytest.mark.parametrize("query", ["since=rubbish", "thing=planet", "person=kirsty&until=tomorrow"])
def test_filters_that_cannot_be_read_export_nothing_and_say_why(
    signed_in, administrator, keeper, query
):
    write(keeper, "1.1", title="Said in the list only")
    browser = signed_in(administrator)

    answer = browser.get(f"/history/export/?{query}")
    assert (answer.status_code, answer["Location"]) == (302, f"/history/?{query}")

    page = browser.get(answer["Location"])
    assert page.context["filter"].form.errors
    # The page says which filter it leaves out; a file could not.
    assert "The list is shown without this filter." in page.content.decode()
    assert len(page.context["lines"]) == 1
