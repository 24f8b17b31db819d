"""A list of sub-actions goes out to be edited: under its filters, each row known again by its mark,
text that no spreadsheet runs.
"""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from actions.models import SubAction
from evidence.workbook.columns import shown_of
from evidence.workbook.marks import digest_of, mark_of, read_mark
from tests.factories import ItemFactory, SubActionFactory

from .lists import MARK, NAMES, STATUS, Edited, faults_of, plan_of, take_out

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ADDRESS = "/sub-actions/workbook/out/"


def rows_of(edited: Edited) -> dict[str, dict]:
    """What each row says by its column, by the key."""
    lines = list(edited.sheet.iter_rows(values_only=True))
    assert list(lines[0]) == NAMES
    return {line[1]: dict(zip(NAMES, line, strict=True)) for line in lines[1:]}


def test_each_row_says_what_is_set_and_how_it_is_going(edited, work):
    rows = rows_of(edited)
    assert set(rows) == {"1.1", "1.L1", "4.2", "2.1"}
    first = rows["1.1"]
    assert (first["What will be done"], first["Service"]) == ("Train the workforce", "Education")
    assert (first["Due date"].date(), first[STATUS]) == (date(2027, 5, 1), "On track")
    assert (first["Start date"], first["What changed"]) == (None, None)
    assert rows["4.2"][STATUS] == "In place"
    assert rows["1.L1"][STATUS] == "Not yet reported"


def test_the_list_on_the_page_goes_out_under_its_filters(browser, work):
    content = browser.get(ADDRESS, {"service": "housing"}).getvalue()
    assert set(rows_of(Edited(content))) == {"2.1"}
    assert set(rows_of(Edited(browser.get(ADDRESS, {"status": "in-place"}).getvalue()))) == {"4.2"}


def test_filters_that_cannot_be_read_lead_to_the_list_which_says_why(browser):
    answer = browser.get(ADDRESS, {"status": "gone"})
    assert (answer.status_code, answer["Location"]) == (302, "/sub-actions/?status=gone")


def test_only_keepers_are_offered_it(signed_in, keeper, board, work):
    assert ADDRESS in signed_in(keeper).get("/sub-actions/").content.decode()
    assert ADDRESS not in signed_in(board).get("/sub-actions/").content.decode()
    assert signed_in(board).get(ADDRESS).status_code == 403


@pytest.mark.parametrize("title", ["=1+1", "+44 days", "-2", "@SUM(A1)", "'=6", "a_x0041_b", "<b>"])
def test_what_people_typed_is_no_formula_and_comes_back_as_it_was(service, keeper, title):
    item = ItemFactory(key="1.L9", kind="sub-action", heading=title, local=True)
    SubActionFactory(item=item, service=service)
    edited = take_out(SubAction.objects.all())
    assert edited.sheet["C2"].data_type == "s"
    plan = plan_of(edited, keeper)
    assert (plan.changes, plan.faults, plan.left) == ([], [], [])


def test_a_list_that_nobody_edited_changes_nothing(edited, keeper):
    plan = plan_of(edited, keeper)
    assert (plan.rows, plan.changes, plan.faults, plan.left) == (4, [], [], [])


def test_a_mark_says_key_version_and_what_was_shown(dated):
    mark = read_mark(f" {mark_of(dated)} ")
    assert mark == ("1.1", dated.version, digest_of(shown_of(dated)))
    dated.due_on = None
    assert read_mark(mark_of(dated)).digest != mark.digest


@pytest.mark.parametrize(
    "text", ["", "1.1", "1.1 v1", "1.1 v1 9f86d08", "v1 9f86d081", "1.1 vx 9f86d081"]
)
def test_any_other_text_is_no_mark(text):
    assert read_mark(text) is None


def test_the_words_for_how_it_is_going_are_offered_in_the_cells(edited):
    (offered,) = edited.sheet.data_validations.dataValidation
    assert "On track" in offered.formula1
    assert "Not yet reported" not in offered.formula1


def test_the_second_sheet_says_how_to_edit_it(edited):
    book = openpyxl.load_workbook(BytesIO(edited.content))
    told = [cell.value for cell in book.worksheets[1]["A"] if cell.value]
    assert any("An emptied cell changes nothing" in sentence for sentence in told)
    assert edited.sheet["A1"].value == MARK


def test_an_empty_list_says_so_when_it_comes_back(keeper):
    edited = take_out(SubAction.objects.none())
    assert faults_of(edited, keeper) == [
        "There is no sub-action in this sheet. Take the list out again."
    ]
