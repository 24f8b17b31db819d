"""Which rows of an edited list cannot be taken, each with its cell and why: what is not hers, what
is not there, what stands twice, and what others have changed meanwhile.
"""

from datetime import date

import pytest

from .lists import CHANGED, MARK, NEXT, STATUS, faults_of, plan_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]


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
        f"{edited.place('2.1', MARK)}, sub-action 2.1: Only a Promise Keeper of Housing"
    )


def test_an_update_for_another_service_is_refused_too(edited, keeper):
    edited.say("2.1", "It began.", "On track")
    assert "Only a Promise Keeper of Housing" in faults_of(edited, keeper)[0]


def test_a_key_that_there_is_not_is_named(edited, keeper):
    place = edited.cell("1.1", MARK, "9.99 v1 9f86d081")
    assert faults_of(edited, keeper) == [f"{place}, sub-action 9.99: There is no sub-action 9.99."]


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
    assert fault.startswith(
        f"{edited.place('1.1', MARK)}, sub-action 1.1: This sub-action was changed"
    )


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
