"""What an edited list would change: each cell's old and new value, and of what cannot be taken the
cell and why; nothing is judged by where a row or column stands.
"""

import csv
from datetime import date
from io import StringIO

import pytest

from actions.models import SubAction
from evidence.files.bringing.files import read_sheet
from evidence.workbook.comparing import MOST, compare
from tests.evidence.files.sample_files import upload
from tests.factories import ReportedSubActionFactory

from .lists import (
    CHANGED,
    MARK,
    NEXT,
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
    assert fault.startswith(f"{edited.place('1.1', STATUS)}, {STATUS}: “Green” is not one of: Not")


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


def test_the_words_of_the_source_stay(edited, keeper):
    place = edited.cell("1.1", "What will be done", "Train everyone")
    (fault,) = faults_of(edited, keeper)
    assert fault.startswith(f"{place}, What will be done: The wording of the source cannot be")


@pytest.mark.parametrize(
    ("column", "value"),
    [(STATUS, "At risk"), (NEXT, "A second day."), ("Completed on", "1/5/2026")],
)
def test_how_it_is_going_needs_what_changed(edited, keeper, column, value):
    edited.cell("1.1", column, value)
    assert any(
        fault.startswith(f"{edited.place('1.1', CHANGED)}, {CHANGED}: Say in a few words")
        for fault in faults_of(edited, keeper)
    )


def test_complete_needs_its_day_and_only_complete_has_one(edited, keeper):
    edited.say("1.1", "All were trained.", "Complete")
    place = edited.place("1.1", "Completed on")
    assert faults_of(edited, keeper) == [
        f"{place}, Completed on: Give the day on which it was completed."
    ]
    edited.cell("1.1", "Completed on", "1 May 2026")
    assert faults_of(edited, keeper) == []
    edited.cell("1.1", STATUS, "At risk")
    assert "Only what is complete has this day." in faults_of(edited, keeper)[0]


def test_what_another_service_keeps_is_refused_when_it_is_edited(edited, keeper):
    edited.cell("2.1", "Start date", "1 May 2026")
    (fault,) = faults_of(edited, keeper)
    assert fault.startswith(
        f"{edited.place('2.1', MARK)}, {MARK}: Only a Promise Keeper of Housing"
    )


def test_an_update_for_another_service_is_refused_too(edited, keeper):
    edited.say("2.1", "It began.", "On track")
    assert "Only a Promise Keeper of Housing" in faults_of(edited, keeper)[0]


def test_a_key_that_there_is_not_is_named(edited, keeper):
    place = edited.cell("1.1", MARK, "9.99 v1 9f86d081")
    assert faults_of(edited, keeper) == [f"{place}, {MARK}: There is no sub-action 9.99."]


def test_a_row_that_stands_twice_is_named_with_both(edited, keeper):
    edited.sheet.append([cell.value for cell in edited.sheet[2]])
    key = edited.sheet["B2"].value
    assert faults_of(edited, keeper) == [
        f"A6, {MARK}: Row 2 is {key} already. Delete one of the two rows."
    ]


def test_a_row_of_ones_own_is_not_added(edited, keeper):
    edited.sheet.append([None, None, "Something new", "Education"])
    (fault,) = faults_of(edited, keeper)
    assert fault.startswith(f"A6, {MARK}: This row has no mark")


def test_a_broken_mark_is_named(edited, keeper):
    place = edited.cell("1.1", MARK, "1.1")
    assert faults_of(edited, keeper)[0].startswith(f"{place}, {MARK}: This is no mark of ours.")


def test_a_column_sorted_by_itself_is_found_out(edited, keeper):
    place, other = edited.place("1.1", "Sub-action"), edited.place("2.1", "Sub-action")
    edited.sheet[place], edited.sheet[other] = "2.1", "1.1"
    faults = faults_of(edited, keeper)
    assert [fault.partition(",")[0] for fault in faults] == sorted(
        [place, other], key=lambda one: int(one[1:])
    )
    assert "The mark of this row is that of" in faults[0]


def test_a_row_that_someone_else_changed_since_is_refused_when_it_was_edited(edited, dated, keeper):
    dated.version += 1
    dated.save()
    edited.cell("1.1", "Due date", "3 June 2027")
    (fault,) = faults_of(edited, keeper)
    assert fault.startswith(f"{edited.place('1.1', MARK)}, {MARK}: This sub-action was changed")


def test_a_row_that_someone_else_changed_since_is_no_matter_when_it_was_left_alone(
    edited, dated, keeper
):
    dated.version, dated.due_on = dated.version + 1, date(2027, 9, 9)
    dated.save()
    edited.say("4.2", "Still so.")
    plan = plan_of(edited, keeper)
    assert ([change.sub_action.key for change in plan.changes], plan.faults) == (["4.2"], [])


def test_the_words_of_an_edited_row_are_not_lost_because_another_row_has_moved(
    edited, dated, keeper
):
    dated.version += 1
    dated.save()
    edited.say("1.1", "Two more came.")
    assert "This sub-action was changed" in faults_of(edited, keeper)[0]


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
