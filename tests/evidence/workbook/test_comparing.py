"""What an edited list would change: each cell's old and new value, and of what cannot be taken the
cell and why; nothing is judged by where a row or column stands.
"""

import csv
from datetime import date
from io import StringIO

import pytest

from actions.models import SubAction
from evidence.files.bringing.files import read_sheet
from evidence.workbook import services
from evidence.workbook.comparing import MOST, compare
from tests.evidence.files.sample_files import upload
from tests.factories import ReportedSubActionFactory

from .lists import (
    CHANGED,
    MARK,
    STATUS,
    WHY,
    Edited,
    faults_of,
    plan_of,
    take_out,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def cells_of(edited: Edited, by) -> list[tuple]:
    """The old and the new value of each edited cell, as pages say them."""
    plan = plan_of(edited, by)
    assert plan.faults == []
    return [
        (cell.address, cell.was, cell.becomes) for change in plan.changes for cell in change.cells
    ]


def test_each_edited_cell_is_told_with_its_old_and_new_value(edited, keeper):
    due = edited.cell("1.1", "Due date", date(2027, 6, 3))
    why = edited.cell("1.1", WHY, "The trainer was ill.")
    status, changed = edited.cell("4.2", STATUS, "Slipping"), edited.cell("4.2", CHANGED, "Less.")
    assert cells_of(edited, keeper) == [
        (due, "1 May 2027", "3 June 2027"),
        (why, "", "The trainer was ill."),
        (status, "In place", "Slipping"),
        (changed, "", "Less."),
    ]


@pytest.mark.parametrize(
    "written", ["3 June 2027", " 3/6/2027 ", "03-Jun-27", "2027-06-03", 46541, date(2027, 6, 3)]
)
def test_a_day_is_read_however_it_is_written(edited, keeper, written):
    due = edited.cell("1.1", "Due date", written)
    edited.cell("1.1", WHY, "Later.")
    assert (due, "1 May 2027", "3 June 2027") in cells_of(edited, keeper)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("soon", "“soon” is not a day that can be read. Write the day as 31/12/2026"),
        ("31 February 2027", "February has no 31st"),
        ("June 2027", "Add the day: which day of June 2027?"),
    ],
)
def test_what_is_no_day_is_told_with_its_cell(edited, keeper, written, words):
    place = edited.cell("1.1", "Due date", written)
    (fault,) = faults_of(edited, keeper)
    assert fault.startswith(f"{place}, Due date: ")
    assert words in fault


@pytest.mark.parametrize("words", ["at risk", "AT RISK ", "at-risk", "At risk"])
def test_a_status_is_known_by_its_words(edited, keeper, words):
    edited.say("1.1", "The trainer left.", words)
    assert "At risk" in [after for _place, _before, after in cells_of(edited, keeper)]


def test_a_word_that_is_no_status_is_refused_with_those_that_are(edited, keeper):
    edited.say("1.1", "It goes on.", "Green")
    (fault,) = faults_of(edited, keeper)
    place = edited.place("1.1", STATUS)
    assert fault.startswith(f"{place}, {STATUS}: “Green” is not one of: Not")


@pytest.mark.parametrize("column", ["Due date", CHANGED, STATUS, "What will be done", MARK])
def test_a_formula_is_refused_whatever_it_gives(edited, keeper, column):
    place = edited.cell("1.L1", column, "=1+1")
    faults = faults_of(edited, keeper)
    assert [fault.partition(",")[0] for fault in faults] == [place]
    assert column == MARK or "This cell holds a formula." in faults[0]


def test_a_formula_beside_the_list_is_no_matter(edited, keeper):
    edited.sheet["P1"], edited.sheet["P2"] = "Days left", "=G2-TODAY()"
    assert plan_of(edited, keeper).faults == []


def test_rows_and_columns_may_be_moved_and_the_sheet_renamed(work, edited, keeper):
    edited.cell("1.1", "Due date", "3 June 2027")
    edited.cell("1.1", WHY, "Later.")
    lines = [[cell.value for cell in row] for row in edited.sheet.iter_rows()]
    turned = [[*reversed(line), "mine"] for line in [lines[0], *reversed(lines[1:])]]
    edited.sheet.delete_rows(1, edited.sheet.max_row)
    for line in [["My own list"], [], *turned]:
        edited.sheet.append(line)
    edited.sheet.title = "Copy of it"
    assert [(was, new) for _place, was, new in cells_of(edited, keeper)] == [
        ("1 May 2027", "3 June 2027"),
        ("", "Later."),
    ]


def test_it_may_come_back_as_a_table(edited, keeper, dated):
    edited.cell("1.1", "Due date", "3 June 2027")
    edited.cell("1.1", WHY, "Later.")
    written = StringIO()
    for row in edited.sheet.iter_rows(values_only=True):
        csv.writer(written).writerow("" if cell is None else cell for cell in row)
    sheet = read_sheet(upload("edited.csv", written.getvalue().encode()), typed=True)
    plan = compare(sheet, keeper)
    assert (len(plan.changes), plan.faults) == (1, [])


@pytest.mark.parametrize("column", [MARK, "Due date", CHANGED, STATUS])
def test_a_deleted_column_is_named(edited, keeper, column):
    edited.drop(column)
    (fault,) = faults_of(edited, keeper)
    assert fault.startswith(f"No column is called “{column}”. A column that was deleted")


def test_a_column_for_reading_may_be_deleted(edited, keeper):
    edited.drop("Service")
    edited.drop("Kind of work")
    edited.say("1.1", "Two more came.")
    assert len(plan_of(edited, keeper).changes) == 1


def test_a_column_that_stands_twice_is_named(edited, keeper):
    edited.sheet["P1"] = "Due date"
    assert faults_of(edited, keeper) == [
        "Several columns are called “Due date”. Delete all but one."
    ]


def test_another_sheet_is_not_taken_for_the_list(keeper):
    edited = take_out(SubAction.objects.none())
    edited.sheet.delete_rows(1)
    edited.sheet.append(["Name", "Place"])
    edited.sheet.append(["A", "B"])
    assert faults_of(edited, keeper) == [
        "This is not a list of sub-actions from here: its headings are not found."
    ]


def test_an_emptied_cell_takes_nothing_away_and_says_so(edited, keeper):
    place = edited.cell("1.1", "Due date", None)
    plan = plan_of(edited, keeper)
    assert (plan.changes, plan.faults) == ([], [])
    assert plan.left == [f"{place}, Due date: empty, so it stays “1 May 2027”."]


def test_what_is_complete_no_more_loses_its_day_with_or_without_an_empty_cell(dated, keeper, today):
    SubAction.objects.filter(pk=dated.pk).update(status="complete", completed_on=today)
    for empties in (False, True):
        edited = take_out(SubAction.objects.all())
        edited.say("1.1", "Two more must be trained.", "On track")
        if empties:
            edited.cell("1.1", "Completed on", None)
        plan = plan_of(edited, keeper)
        assert (plan.left, plan.faults) == ([], [])
        assert services.rehearse(by=keeper, changes=plan.changes) == []


def test_what_is_for_reading_only_is_not_taken_and_says_so(edited, keeper):
    place = edited.cell("1.1", "Service", "Housing")
    edited.say("1.1", "Two more came.")
    plan = plan_of(edited, keeper)
    assert len(plan.changes) == 1
    assert plan.left == [f"{place}, Service: for reading only, so it stays “Education”."]


def test_a_reason_without_a_changed_date_is_not_kept_and_says_so(edited, keeper):
    edited.cell("1.1", WHY, "Because.")
    plan = plan_of(edited, keeper)
    assert (plan.changes, plan.faults) == ([], [])
    assert "so the reason is not kept" in plan.left[0]


def test_so_many_rows_are_taken_at_a_time(service, keeper):
    for _number in range(MOST + 1):
        ReportedSubActionFactory(service=service)
    edited = take_out(SubAction.objects.all())
    for key in SubAction.objects.values_list("item__key", flat=True):
        edited.say(key, "Two more came.")
    (fault,) = faults_of(edited, keeper)
    assert fault.startswith("51 rows are edited, and 50 are taken at a time.")


def test_it_is_compared_in_as_many_statements_for_many_as_for_few(
    service, keeper, django_assert_num_queries
):
    for _number in range(20):
        ReportedSubActionFactory(service=service)
    edited = take_out(SubAction.objects.all())
    for key in SubAction.objects.values_list("item__key", flat=True):
        edited.say(key, "Two more came.")
    sheet = edited.read()
    keeper.services  # noqa: B018 - what every request has read of her
    with django_assert_num_queries(1):
        compare(sheet, keeper)
