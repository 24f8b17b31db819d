"""An edited list is brought in as one: each row as its form would do it, all of it, and once."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Change
from actions.models import Move, ProgressUpdate, SubAction
from actions.status import Status
from evidence.models import Undoable, Workbook
from evidence.workbook import services
from evidence.workbook.comparing import compare

from .lists import CHANGED, NEXT, STATUS, WHY, bring, choose, plan_of, take_out

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def read(row: SubAction) -> SubAction:
    return SubAction.objects.select_related("item").get(pk=row.pk)


def rehearsed(edited, by) -> list[str]:
    changes = plan_of(edited, by).changes
    return [str(fault) for fault in services.rehearse(by=by, changes=changes)]


def test_dates_are_set_and_moved_with_their_reason(edited, dated, keeper):
    edited.cell("1.1", "Due date", "3 June 2027")
    edited.cell("1.1", "Start date", "1 May 2026")
    edited.cell("1.1", WHY, "The trainer was ill.")
    bring(edited, keeper)
    stored = read(dated)
    assert (stored.start_on, stored.due_on) == (date(2026, 5, 1), date(2027, 6, 3))
    assert (stored.dates_set_by, stored.status) == (keeper, Status.ON_TRACK)
    move = Move.objects.get()
    assert (move.before, move.after, move.why) == (
        "2027-05-01",
        "2027-06-03",
        "The trainer was ill.",
    )


def test_how_it_is_going_comes_in_as_an_update_of_today(edited, ongoing, keeper, today):
    edited.say("4.2", "Fewer were asked.", "Slipping")
    edited.cell("4.2", NEXT, "Ask all of them.")
    bring(edited, keeper)
    update = ProgressUpdate.objects.get(sub_action=ongoing, posted_by=keeper)
    assert (update.status, update.changed, update.next_step) == (
        "slipping",
        "Fewer were asked.",
        "Ask all of them.",
    )
    assert (update.posted_on, update.visibility) == (today, "board")
    assert read(ongoing).status == Status.SLIPPING


def test_an_update_without_another_status_says_the_same_again(edited, dated, keeper):
    edited.say("1.1", "Two more came.")
    bring(edited, keeper)
    assert ProgressUpdate.objects.get(posted_by=keeper).status == Status.ON_TRACK


def test_what_was_stopped_by_a_decision_stays_so(edited, dated, keeper, today):
    about = {"decided_by": "The Board", "decided_on": today, "status": "stopped"}
    SubAction.objects.filter(pk=dated.pk).update(**about)
    edited = take_out(SubAction.objects.all())
    edited.say("1.1", "The last of it was handed over.")
    bring(edited, keeper)
    assert (read(dated).decided_by, read(dated).decided_on) == ("The Board", today)


def test_complete_comes_in_with_its_day(edited, dated, keeper, today):
    edited.say("1.1", "All were trained.", "Complete")
    edited.cell("1.1", "Completed on", today)
    bring(edited, keeper)
    assert (read(dated).status, read(dated).completed_on) == ("complete", today)


def test_another_title_is_another_title_and_adds_nothing(edited, local, keeper):
    number = SubAction.objects.count()
    edited.cell("1.L1", "What will be done", "Visit every children’s house")
    bring(edited, keeper)
    assert read(local).item.heading == "Visit every children’s house"
    assert SubAction.objects.count() == number


def test_date_and_update_of_one_row_come_in_together(edited, dated, keeper):
    edited.cell("1.1", "Due date", "3 June 2027")
    edited.cell("1.1", WHY, "The trainer was ill.")
    edited.say("1.1", "The trainer was ill.", "At risk")
    bring(edited, keeper)
    stored = read(dated)
    assert (stored.status, stored.due_on) == (Status.AT_RISK, date(2027, 6, 3))
    kept = Undoable.objects.get()
    assert (kept.found, kept.version) == (dated.version, stored.version)


def test_each_row_has_its_line_of_history_and_the_list_has_one(edited, keeper):
    edited.cell("1.L1", "Start date", "1 May 2026")
    edited.say("4.2", "Still so.")
    made = bring(edited, keeper)
    lines = list(Change.objects.order_by("pk").values_list("act", "thing", "key"))
    assert lines[-1] == ("brought in a list", "workbook", str(made.pk))
    assert set(lines[:-1]) == {
        ("edited", "sub-action", "1.L1"),
        ("posted an update", "sub-action", "4.2"),
    }


@pytest.mark.parametrize(
    ("key", "cells", "place", "words"),
    [
        ("1.1", {"Due date": "3 June 2027"}, WHY, "Say why what was promised is changed"),
        ("1.1", {"Start date": "3 June 2027"}, "Due date", "before the start date"),
        ("1.1", {"Review date": "3 June 2027"}, "Review date", "Dated work has no review date"),
        ("4.2", {"Due date": "3 June 2027"}, "Due date", "Only dated work has a due date"),
        ("1.1", {"Start date": "3 June 1999"}, "Start date", "Give a year from 2000"),
        ("1.1", {CHANGED: "Kept.", STATUS: "Being kept"}, STATUS, "does not fit dated work"),
        ("1.L1", {CHANGED: "It began."}, STATUS, "does not fit dated work"),
        (
            "1.1",
            {CHANGED: "Done.", STATUS: "Complete", "Completed on": "3 June 2099"},
            STATUS,
            "in the future",
        ),
    ],
)
def test_what_its_form_would_refuse_is_refused_with_its_cell(
    edited, keeper, key, cells, place, words
):
    for column, value in cells.items():
        edited.cell(key, column, value)
    fault = rehearsed(edited, keeper)[0]
    assert fault.startswith(f"{edited.place(key, place)}, {place}: ")
    assert words in fault


def test_a_rehearsal_stores_nothing(edited, dated, keeper):
    edited.say("1.1", "Two more came.", "At risk")
    edited.cell("1.1", "Start date", "1 May 2026")
    assert rehearsed(edited, keeper) == []
    assert (read(dated).status, read(dated).start_on) == (Status.ON_TRACK, None)
    assert (Change.objects.count(), read(dated).version) == (0, dated.version)


def test_one_refused_row_lets_none_in(edited, work, keeper):
    edited.say("4.2", "Still so.")
    edited.cell("1.1", "Due date", "3 June 2027")
    found, changes = choose(edited, keeper), plan_of(edited, keeper).changes
    with pytest.raises(services.Refused) as refused:
        services.bring_in(by=keeper, workbook=found, seen=1, changes=changes)
    assert len(refused.value.faults) == 1
    assert not Change.objects.exists()
    assert Workbook.objects.get().brought_in_at is None
    assert not ProgressUpdate.objects.filter(posted_by=keeper).exists()


def test_what_someone_saved_between_the_look_and_the_button_is_not_overwritten(
    edited, dated, keeper
):
    edited.cell("1.1", "Start date", "1 May 2026")
    found, changes = choose(edited, keeper), plan_of(edited, keeper).changes
    SubAction.objects.filter(pk=dated.pk).update(version=dated.version + 1)
    with pytest.raises(services.Refused) as refused:
        services.bring_in(by=keeper, workbook=found, seen=1, changes=changes)
    assert "This sub-action was changed" in str(refused.value.faults[0])
    assert read(dated).start_on is None


def test_the_same_list_twice_is_one_change(edited, keeper):
    edited.say("1.1", "Two more came.")
    found, changes = choose(edited, keeper), plan_of(edited, keeper).changes
    services.bring_in(by=keeper, workbook=found, seen=1, changes=changes)
    with pytest.raises(ValidationError, match="brought in already"):
        services.bring_in(by=keeper, workbook=found, seen=2, changes=changes)
    with pytest.raises(ValidationError, match="Nothing is changed a second time"):
        choose(edited, keeper)
    assert ProgressUpdate.objects.filter(posted_by=keeper).count() == 1


def test_a_list_in_which_nothing_differs_is_not_brought_in(edited, keeper):
    with pytest.raises(ValidationError, match="Nothing in this list differs"):
        services.bring_in(by=keeper, workbook=choose(edited, keeper), seen=1, changes=[])


def test_nobody_else_brings_it_in_and_whoever_may_not_edit_chooses_none(
    edited, board, keeper, other_keeper
):
    edited.say("1.1", "Two more came.")
    found, changes = choose(edited, keeper), plan_of(edited, keeper).changes
    with pytest.raises(PermissionDenied, match="Only the person who chose"):
        services.bring_in(by=other_keeper, workbook=found, seen=1, changes=changes)
    with pytest.raises(PermissionDenied):
        choose(edited, board)


def test_the_list_that_was_chosen_before_goes_with_the_next(edited, keeper, other_keeper):
    first, others = choose(edited, keeper), choose(edited, other_keeper)
    edited.say("1.1", "Two more came.")
    second = choose(edited, keeper)
    assert set(Workbook.objects.all()) == {others, second}
    assert first != second


def test_a_row_whose_sub_action_went_to_another_service_is_refused(
    edited, dated, other_service, keeper
):
    edited.say("1.1", "Two more came.")
    found, changes = choose(edited, keeper), plan_of(edited, keeper).changes
    SubAction.objects.filter(pk=dated.pk).update(service=other_service)
    with pytest.raises(services.Refused) as refused:
        services.bring_in(by=keeper, workbook=found, seen=1, changes=changes)
    assert "Only a Promise Keeper of Housing" in str(refused.value.faults[0])


def test_the_kind_of_work_is_confirmed_with_what_is_set(edited, dated, keeper):
    edited.cell("1.1", "Start date", "1 May 2026")
    (change,) = compare(edited.read(), keeper).changes
    assert change.confirms_kind
    bring(edited, keeper)
    assert read(dated).kind_confirmed_by == keeper
