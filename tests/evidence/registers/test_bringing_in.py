"""A register is brought in as one: each row as its forms would do it, all of it, and once."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Change
from accounts.words import day
from actions.models import Action, Move, ProgressUpdate, SubAction
from actions.services.work import add_sub_action
from actions.status import Status
from evidence.files.bringing.trying import Refused
from evidence.models import Register, RegisterRow, Undoable
from evidence.registers import services
from evidence.registers.comparing import compare
from evidence.registers.statuses import field_of

from .registers import (
    FILE,
    bring,
    choose,
    faults_of,
    layout_of,
    only,
    plan_of,
    read,
    register,
    row,
    stored,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]
MUSIC = row(
    "Open a music room",
    "Amber",
    lead="Catriona",
    by_when="1 May 2099",
    where="The room is found.",
    updated="3 March 2026",
)


def test_new_work_comes_in_with_its_days_owner_and_update(plan, keeper, colleague, service, today):
    made = bring(register(MUSIC), keeper, action="4")
    work = stored("4.L1")
    assert (work.item.heading, work.service, work.due_on) == (
        "Open a music room",
        service,
        date(2099, 5, 1),
    )
    assert list(work.owners.all()) == [colleague]
    assert (work.status, work.reported_on) == (Status.AT_RISK, date(2026, 3, 3))
    update = ProgressUpdate.objects.get(sub_action=work)
    assert (update.posted_by, update.posted_on) == (keeper, date(2026, 3, 3))
    assert update.changed == (
        f"The room is found.\n\nFrom the register {FILE}, row 2, brought in on {day(today)}."
    )
    kept = RegisterRow.objects.get(register=made)
    assert (kept.key, kept.is_new, kept.update) == ("4.L1", True, update)
    assert kept.origin == (
        f"From the register {FILE}, row 2, brought in on {day(today)} by Kirsty."
    )


def test_without_an_owner_it_is_hers_and_with_an_unknown_one_nobodys(plan, keeper):
    content = register(row("Open a kitchen"), row("Open a garden", lead="Jean Brodie"))
    bring(content, keeper, action="4")
    assert list(stored("4.L1").owners.all()) == [keeper]
    assert not stored("4.L2").owners.exists()
    everything = [*RegisterRow.objects.values(), *Register.objects.values()]
    assert "Brodie" not in str(everything) + str(list(Change.objects.values()))


def test_what_the_plan_has_is_edited_and_told_of(plan, keeper, colleague):
    content = register(
        row(
            "Recruit more foster carers",
            "Red",
            lead="catriona@council.test",
            by_when="1 June 2099",
            where="Nobody came.",
            updated="3 March 2026",
        )
    )
    bring(content, keeper)
    work = stored("4.1")
    assert (work.due_on, work.status) == (date(2099, 6, 1), Status.OFF_TRACK)
    assert list(work.owners.all()) == [colleague]
    move = Move.objects.get()
    assert (move.before, move.after, move.why) == ("2099-05-01", "2099-06-01", "Nobody came.")
    before = Undoable.objects.get().before
    assert (before["due_on"], before["owners"]) == ("2099-05-01", [])
    assert work.item.heading == "Recruit more foster carers"


def test_a_local_action_is_made_once_for_all_its_rows(plan, keeper, service):
    headings = ("What", "Priority")
    content = register(["A kitchen", "Food"], ["A garden", "food"], headings=headings)
    made = bring(content, keeper)
    action = Action.objects.get(item__key="L1")
    assert (action.item.heading, action.service) == ("Food", service)
    assert [one.key for one in action.sub_actions.all()] == ["L1.1", "L1.2"]
    assert made.actions == ["L1"]


def test_complete_work_comes_in_with_its_day(plan, keeper):
    content = register(row("Recruit more foster carers", "Complete", updated="3 March 2026"))
    bring(content, keeper, complete="as-at")
    assert stored("4.1").completed_on == date(2026, 3, 3)


def test_the_very_same_file_adds_nothing_the_second_time(plan, keeper):
    content = register(MUSIC)
    bring(content, keeper, action="4")
    with pytest.raises(ValidationError, match="Nothing is added a second time"):
        choose(read(content, "Another name.xlsx"), keeper)


def test_the_corrected_file_makes_no_doubles_and_adds_what_is_new(plan, keeper):
    bring(register(MUSIC), keeper, action="4")
    later = [*MUSIC]
    content = register(later, row("Open a kitchen", by_when="1 May 2099"))
    first, second = plan_of(content, keeper, action="4").rows
    assert (first.becomes, first.comes_in, second.becomes) == ("4.L1", False, "new")
    bring(content, keeper, action="4")
    assert [one.key for one in SubAction.objects.filter(item__local=True)] == ["4.L1", "4.L2"]
    assert ProgressUpdate.objects.filter(sub_action=stored("4.L1")).count() == 1
    later[5], later[6] = "The room is painted.", "4 March 2026"
    bring(register(later), keeper, action="4")
    said = ProgressUpdate.objects.filter(sub_action=stored("4.L1")).first()
    assert said.changed.startswith("The room is painted.")


def test_local_work_of_the_same_title_under_the_same_action_is_known(plan, keeper, service):
    about = {"action": plan[0].action, "service": service, "kind": "dated"}
    add_sub_action(by=keeper, title="Open a  Music Room", **about)
    assert only(register(MUSIC), keeper, action="4").becomes == "4.L1"


def test_each_row_has_its_lines_of_history_and_the_register_has_one(plan, keeper, colleague):
    made = bring(register(MUSIC), keeper, action="4")
    lines = list(Change.objects.order_by("pk").values_list("act", "thing", "key"))
    assert lines == [
        ("added", "sub-action", "4.L1"),
        ("posted an update", "sub-action", "4.L1"),
        ("brought in a register", "register", str(made.pk)),
    ]


@pytest.mark.parametrize(
    ("about", "place", "words"),
    [
        ({"by_when": "31 February 2027"}, "E2, Due date", "February has no 31st"),
        ({"by_when": "1 May 2020"}, "E2, Due date", "This day has passed. For work that is new"),
        ({"by_when": "1 May 2150"}, "E2, Due date", "Give a year from 2000"),
        ({"updated": "3 March 2099"}, "G2, As at", "This day is in the future"),
    ],
)
def test_what_cannot_be_is_refused_with_its_cell(plan, keeper, about, place, words):
    content = register(row("Open a music room", "Green", **about))
    fault = faults_of(content, keeper, action="4", as_at="2026-03-03")[0]
    assert fault.startswith(f"{place}: ")
    assert words in fault


def test_a_passed_day_of_new_work_comes_in_with_what_is_said_of_it(plan, keeper):
    told = row("A", "Red", by_when="1 May 2020", where="No money.", updated="3 March 2026")
    done = row("B", "Complete", by_when="1 May 2020", updated="3 March 2026")
    assert faults_of(register(told, done), keeper, action="4", complete="as-at") == []


def test_days_that_contradict_each_other_are_refused(plan, keeper):
    headings = ("What we will do", "Start", "By when")
    content = register(["Open a room", "2 May 2099", "1 May 2099"], headings=headings)
    assert faults_of(content, keeper, action="4") == [
        "C2, Due date: The due date is before the start date."
    ]


def test_a_day_that_was_set_is_moved_only_with_words(plan, keeper):
    content = register(row("Recruit more foster carers", by_when="1 June 2099"))
    assert faults_of(content, keeper) == [
        "F2, Comment: Say why what was promised is changed: due day."
    ]


def test_a_status_that_does_not_fit_is_refused(plan, keeper):
    content = register(
        row("Keep brothers and sisters together", "Complete", updated="3 March 2026")
    )
    (fault,) = faults_of(content, keeper, complete="as-at")
    assert fault.startswith("D2, How is it going: “Complete” does not fit ongoing work.")


def test_a_row_that_is_left_out_refuses_nothing(plan, keeper):
    content = register(row("Open a room", by_when="31 February 2027"), MUSIC)
    assert faults_of(content, keeper, action="4", row_2="out") == []


def test_a_rehearsal_stores_nothing(plan, keeper, colleague):
    assert faults_of(register(MUSIC), keeper, action="4") == []
    assert not SubAction.objects.filter(item__local=True).exists()
    assert not Change.objects.exists()


def test_one_refused_row_lets_none_in(plan, keeper, colleague):
    sheet = read(register(MUSIC, row("Recruit more foster carers", by_when="1 June 2099")))
    found = choose(sheet, keeper)
    ready = compare(sheet, layout_of(sheet), {"action": "4"}, keeper)
    with pytest.raises(Refused) as refused:
        services.bring_in(by=keeper, register=found, seen=1, plan=ready)
    assert len(refused.value.faults) == 1
    assert not SubAction.objects.filter(item__local=True).exists()
    assert Register.objects.get().brought_in_at is None


def test_nothing_open_and_nothing_twice_is_brought_in(plan, keeper, colleague):
    sheet = read(register(MUSIC))
    found = choose(sheet, keeper)
    unanswered = compare(sheet, layout_of(sheet), {}, keeper)
    with pytest.raises(ValidationError, match="not answered yet"):
        services.bring_in(by=keeper, register=found, seen=1, plan=unanswered)
    ready = compare(sheet, layout_of(sheet), {"action": "4"}, keeper)
    services.bring_in(by=keeper, register=found, seen=1, plan=ready)
    with pytest.raises(ValidationError, match="brought in already"):
        services.bring_in(by=keeper, register=found, seen=2, plan=ready)
    assert SubAction.objects.filter(item__local=True).count() == 1


def test_nobody_else_brings_it_in_and_whoever_may_not_add_work_chooses_none(
    plan, keeper, other_keeper, board
):
    sheet = read(register(MUSIC))
    found = choose(sheet, keeper)
    ready = compare(sheet, layout_of(sheet), {"action": "4"}, keeper)
    with pytest.raises(PermissionDenied, match="Only the person who chose"):
        services.bring_in(by=other_keeper, register=found, seen=1, plan=ready)
    with pytest.raises(PermissionDenied):
        choose(sheet, board)


def test_what_was_saved_between_reading_and_writing_is_not_overwritten(plan, keeper):
    sheet = read(register(row("Recruit more foster carers", by_when="1 June 2099", where="So.")))
    found, ready = choose(sheet, keeper), compare(sheet, layout_of(sheet), {}, keeper)
    SubAction.objects.filter(pk=plan[0].pk).update(version=9)
    with pytest.raises(Refused) as refused:
        services.bring_in(by=keeper, register=found, seen=1, plan=ready)
    assert "Somebody has changed this sub-action meanwhile" in str(refused.value.faults[0])


def test_the_columns_and_the_words_are_remembered_for_the_same_headings(plan, keeper, other_keeper):
    first = register(row("Recruit more foster carers", "Underway", updated="3 March 2026"))
    bring(first, keeper, **{field_of("Underway"): "on-track"})
    again = choose(read(register(MUSIC)), other_keeper)
    assert services.laid_out_before([again.headings])[again.headings].places["Key"] == 0
    assert again.answers == {field_of("Underway"): "on-track"}
    other = choose(read(register(["A"], headings=("What",))), other_keeper)
    assert (services.laid_out_before([other.headings]), other.answers) == ({}, {})
