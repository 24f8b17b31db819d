"""Whoever brings in a sheet says which column is what where it cannot be told; it is remembered,
and the file is not asked for again.
"""

from io import BytesIO

import pytest
from django.core.files.storage import storages
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table

from evidence.files.aside import from_aside
from evidence.models import Session, SessionImport
from tests.conftest import person
from tests.evidence.files.sample_files import upload
from tests.evidence.participation.sheets.conftest import START
from tests.evidence.participation.sheets.sample_sheets import csv_of, said
from tests.evidence.participation.sheets.test_sheet_layouts import OWN, ROW, book_of, told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known")]
CHANGE = "/participation/import/columns/"


def form_of(browser, found) -> dict:
    """What the form of the columns sends, opened from the page of a checked sheet."""
    page = browser.get(found.get_absolute_url())
    change = page.context["change"]
    opened = browser.post(CHANGE, {field.name: field.value() for field in change} | {"look": "1"})
    return sent_by(opened)


def sent_by(page, **changes) -> dict:
    form = page.context["form"]
    return {field.name: field.value() for field in form} | {"check": "1"} | changes


def field_for(page, label: str) -> str:
    return next(field.name for field in page.context["form"] if label in field.label)


@pytest.mark.parametrize("by_filter", ["of the sheet", "of a table", ""])
def test_hidden_rows_and_columns_are_named_and_can_be_left_out(send, browser, by_filter):
    rows = [[f"{number} March 2025", number, *ROW[2:]] for number in range(1, 5)]
    page, content = book_of(("2025", [OWN, *rows]))
    for row in (3, 5):
        page.row_dimensions[row].hidden = True
    page.column_dimensions["B"].hidden = True
    if by_filter:
        table = Table(displayName="Log", ref="A1:E5")
        table.autoFilter = AutoFilter(ref="A1:E5")
        page.cell(1, 1).value = "Date"
        if by_filter == "of a table":
            page.add_table(table)
        else:
            page.auto_filter = table.autoFilter
        table.autoFilter.add_filter_column(1, ["1", "3"])
    written = BytesIO()
    page.parent.save(written)
    found = told(send(name="a.xlsx", content=written.getvalue()))

    by = " by a filter" if by_filter else ""
    assert f"2 rows are hidden{by} and are read: rows 3 and 5." in found
    assert "Column B, “No. attended”, is hidden and is read." in found
    sent = form_of(browser, SessionImport.objects.get())
    found = told(browser.post(CHANGE, sent | {"hidden_rows": "left-out"}, follow=True))
    assert "2 sessions would be added." in found
    assert f"2 rows are hidden{by} and are left out: rows 3 and 5." in found


def test_what_no_column_says_is_said_once_for_all_rows(send, browser):
    rows = [[*OWN[:2], *OWN[3:]], [*ROW[:2], *ROW[3:]]]
    page = send(content=csv_of(rows))
    assert "Row 1, column Kind: no heading says this." in said(page)
    assert "Below it: 4 March 2025" in said(page)

    again = browser.post(CHANGE, sent_by(page))
    assert "Say which column is “Kind”, or choose here what it is for all rows." in said(again)
    kind = {field_for(page, "Kind, for all rows"): "Workshop"}
    done = browser.post(CHANGE, sent_by(page) | kind, follow=True)
    assert "1 session would be added." in said(done)
    assert "“Workshop” for all rows" in said(done)
    assert SessionImport.objects.get().rows[0]["kind"] == "workshop"


def test_columns_can_be_said_where_no_heading_is_known(send, browser):
    page = send(
        content=csv_of(
            [
                ["Wann", "Wer", "Wieviele", "Was", "Und"],
                ["4 March 2025", "Community", "7", "Workshop", "Neither"],
            ]
        )
    )
    names = ["Date", "Audience", "Headcount", "Kind", "Lived experience"]
    chosen = {f"column_{place}": name for place, name in enumerate(names)}

    twice = browser.post(CHANGE, sent_by(page) | chosen | {"column_4": "Kind"})
    assert "Column D is “Kind” already. Choose one of the two." in said(twice)
    without = browser.post(CHANGE, sent_by(page) | chosen | {"column_0": "no"})
    assert "Say which column is “Date”." in said(without)
    both = {field_for(page, "Audience, for all rows"): "Community"}
    both = browser.post(CHANGE, sent_by(page) | chosen | both)
    assert "Column B says this for each row. Leave one of the two." in said(both)
    unknown = {field_for(page, "Service, for all rows"): "Magic"}
    unknown = browser.post(CHANGE, sent_by(page) | chosen | unknown)
    assert "There is no service “Magic”." in said(unknown)
    assert not SessionImport.objects.exists()

    done = browser.post(CHANGE, sent_by(page) | chosen, follow=True)
    assert "1 session would be added." in said(done)


def test_another_row_or_sheet_shows_its_columns_first(send, browser):
    rows = [["Date", "Kind"], OWN, ROW]
    *_pages, content = book_of(("One", [["Nothing", "here"]]), ("Two", rows[:1]), ("Three", rows))
    page = send(name="a.xlsx", content=content)
    assert SessionImport.objects.count() == 1
    sent = form_of(browser, SessionImport.objects.get())
    assert (sent["worksheet"], sent["heading_row"]) == (2, 2)

    page = browser.post(CHANGE, sent | {"heading_row": "1"})
    assert "Row 1, column Headcount: no heading says this." in said(page)
    assert "You chose another sheet or row of headings" in said(page)
    page = browser.post(CHANGE, sent | {"worksheet": "1", "look": "1"})
    assert page.context["form"]["heading_row"].value() == 1
    page = browser.post(CHANGE, sent | {"worksheet": "x" * 50, "heading_row": "9" * 50})
    assert page.status_code == 200
    assert SessionImport.objects.get().layout["heading_row"] == 2


def test_what_was_said_of_headings_is_remembered_for_every_keeper_of_sessions(
    send, browser, press, signed_in
):
    heading = ["Wann", "Wer", "Wieviele", "Und"]
    page = send(content=csv_of([heading, ["4 March 2025", "Community", "7", "Neither"]]))
    names = ["Date", "Audience", "Headcount", "Lived experience"]
    chosen = {f"column_{place}": name for place, name in enumerate(names)}
    kind = {field_for(page, "Kind, for all rows"): "Workshop"}
    browser.post(CHANGE, sent_by(page) | chosen | kind)

    later = csv_of([["Sessions"], heading, ["5 June 2025", "Community", "9", "Neither"]])
    # Only once it was brought in: before, it may still be changed.
    assert "no heading says this" in said(send(content=later))
    press("bring-in")
    other = signed_in(person("Clare", "champions"))
    page = other.post(START, {"sheet": upload("q2.csv", later)}, follow=True)
    assert "1 session would be added." in said(page)
    assert "Workshop, 5 June 2025" in told(page)
    stored = SessionImport.objects.order_by("pk").first()
    assert not {"wann", "Wann"} & {*str(stored.layout).split("'"), stored.headings}


# The file that is kept aside


def aside() -> set[str]:
    """What is kept aside, also of other tests."""
    store = storages["evidence"]
    days = store.listdir("aside")[0] if store.exists("aside") else []
    return {name for day in days for name in store.listdir(f"aside/{day}")[1]}


def test_the_file_is_kept_aside_until_it_is_brought_in_and_nothing_of_it_is_stored(
    send, press, django_capture_on_commit_callbacks
):
    before = aside()
    send(content=csv_of([[*OWN, "Who"], [*ROW, "Jo Somebody"]]))
    assert len(aside() - before) == 1
    assert "Jo Somebody" not in f"{vars(SessionImport.objects.get())}"
    with django_capture_on_commit_callbacks(execute=True):
        press("bring-in")
    assert (aside() - before, Session.objects.count()) == (set(), 1)


def test_the_next_file_lets_go_of_the_one_before(send, django_capture_on_commit_callbacks):
    before = aside()
    with django_capture_on_commit_callbacks(execute=True):
        for number in (7, 8):
            send(content=csv_of([OWN, [ROW[0], str(number), *ROW[2:]]]))
    assert len(aside() - before) == 1


def test_a_file_of_somebody_else_or_from_before_is_asked_for_again(send, browser, signed_in):
    send(content=csv_of([OWN, ROW]))
    kept = SessionImport.objects.get().kept
    for client, of in [(signed_in(person("Clare", "champions")), kept), (browser, "x" * 90)]:
        page = client.post(CHANGE, {"kept": of}, follow=True)
        assert "This file is not kept any more. Choose it again" in said(page)
    assert browser.get(CHANGE).status_code == 302


def test_no_other_form_takes_the_sheet_for_a_file_of_its_own(send, champions):
    send(content=csv_of([OWN, ROW]))
    assert from_aside(SessionImport.objects.get().kept, by=champions) is None


def test_of_a_sheet_that_cannot_be_read_it_is_said_why_and_another_can_be_chosen(send, browser):
    *_pages, content = book_of(("Wide", [[*OWN, *["x"] * 50]]), ("Log", [["Only", "a", "note"]]))
    page = send(name="a.xlsx", content=content)
    assert page.context["form"]["worksheet"].value() == 1
    page = browser.post(CHANGE, sent_by(page) | {"worksheet": "0", "look": "1"})
    assert "Row 1 has more than 50 columns." in said(page)


def test_a_column_for_each_audience_is_told_from_one_for_all(send):
    rows = [["Date", "Type", "Workforce", "Community", "Lived experience"]]
    page = said(send(content=csv_of([*rows, ["4 March 2025", "Workshop", "7", "3", "Neither"]])))
    assert "Row 1, column Audience: columns C and D are one each for it. A sheet needs" in page
    assert "Row 1, column Headcount: no heading says this." in page


@pytest.mark.parametrize("own", ["1", "Trauma informed practice"])
def test_numbers_and_names_of_ones_own_can_be_left_unread(send, browser, own):
    rows = [["Session", *OWN], [own, *ROW]]
    page = send(content=csv_of(rows))
    assert "If these are numbers or names of your own, say that this column is not read." in said(
        page
    )
    sent = {field.name: field.value() for field in page.context["change"]}
    done = browser.post(CHANGE, sent | {"column_0": "no", "check": "1"}, follow=True)
    assert "1 session would be added." in said(done)


def test_each_question_left_unanswered_once_is_asked_again(send, browser):
    page = send(content=csv_of([["Wann", *OWN[1:]], ROW]))
    sent = sent_by(page) | {"column_0": "Date"}
    form = page.context["form"]
    boxes = [name for name, field in form.fields.items() if field.required and name != "kept"]
    for name in boxes:
        again = browser.post(CHANGE, {each: sent[each] for each in sent if each != name})
        was_asked = again.context["form"].errors.get(name) or list(again.context["messages"])
        assert (again.status_code, bool(was_asked)) == (200, True), name
    assert len(boxes) == 11
    assert not SessionImport.objects.exists()
    assert browser.post(CHANGE, sent).status_code == 302
