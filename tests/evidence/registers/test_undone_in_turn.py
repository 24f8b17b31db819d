"""Registers and edited lists that met in one sub-action are undone in turn, the later first; then
it reads as before each.
"""

from datetime import date, timedelta
from itertools import product

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.history import broken_changes
from accounts.words import day
from actions.models import Move, SubAction
from actions.moved import moved_terms
from actions.services.work import edit_sub_action
from actions.status import Status
from evidence.files.bringing.undoing import SINCE, later_than
from evidence.models import Register, Undoable, Workbook
from evidence.registers import services as registers
from evidence.workbook import services as workbook
from foundations.services import rounds
from oversight.history.comparing import records_ahead
from tests.conftest import html_of
from tests.evidence.workbook import lists
from tests.factories import RoundFactory

from .registers import bring, register, row, stored

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TITLE, KEY = "Recruit more foster carers", "4.1"
GOING = ["Red", "Amber", "Green"]
NOTED = ("kind_confirmed_by", "kind_confirmed_on", "dates_set_by", "dates_set_on")


def by_register(by, number: int, title: str = TITLE, **answers) -> Register:
    """A register that moves the due day and says something."""
    about = {"by_when": f"{number} June 2099", "where": f"Reason {number}."}
    about["updated"] = day(timezone.localdate())
    return bring(register(row(title, GOING[number % 3], **about)), by, **answers)


def by_list(by, number: int, key: str = KEY) -> Workbook:
    """An edited list that does the same."""
    edited = lists.take_out(SubAction.objects.filter(item__key=key))
    edited.cell(key, "Due date", f"{number} June 2099")
    edited.cell(key, lists.WHY, f"Reason {number}.")
    edited.say(key, f"Said {number}.", ["Off track", "At risk", "On track"][number % 3])
    return lists.bring(edited, by)


BRING = {"register": by_register, "list": by_list}


def undo(found: Register | Workbook, by=None) -> None:
    about, services = ("register", registers), ("workbook", workbook)
    name, service = about if isinstance(found, Register) else services
    again = type(found).objects.get(pk=found.pk)
    service.undo(by=by or again.made_by, seen=again.version, **{name: again})


def reads(key: str = KEY) -> dict:
    """What is told of a sub-action that registers and lists change."""
    rows = SubAction.objects.with_contradictions(timezone.localdate())
    work = rows.get(item__key=key)
    names = ("due_on", "start_on", "status", "reported_on", "confirmed_on", "counted_due", *NOTED)
    told = {name: getattr(work, name) for name in names}
    moved = [one.sentence for one in moved_terms(work)]
    return told | {"moved": moved, "owners": [*work.owners.all()]}


@pytest.mark.parametrize("kinds", [*product(BRING, repeat=3)], ids="-".join)
def test_any_chain_is_undone_in_turn(plan, keeper, kinds):
    before, made = [reads()], []
    for number, kind in enumerate(kinds, start=1):
        made.append(BRING[kind](keeper, number))
        before.append(reads())
    assert before.pop()["moved"] == ["Due day first promised: 1 May 2099; moved 3 times."]
    while made:
        undo(made.pop())
        assert reads() == before.pop()
    assert not Undoable.objects.exists()
    assert (list(broken_changes()), records_ahead()) == ([], [])


@pytest.mark.parametrize("kinds", [*product(BRING, repeat=2)], ids="-".join)
def test_the_earlier_says_what_has_to_be_undone_first(plan, keeper, kinds):
    first, second = (BRING[kind](keeper, number) for number, kind in enumerate(kinds, start=1))
    before = reads()
    with pytest.raises(ValidationError) as refused:
        undo(first)
    word = "edited list" if kinds[1] == "list" else "register"
    assert refused.value.messages == [
        "Nothing has been undone.",
        f"The {word} “{second}” that Kirsty brought in on {day(timezone.localdate())} "
        "has changed 4.1 after that. Undo that first.",
    ]
    assert (reads(), later_than(second)) == (before, [])


def test_of_three_the_last_is_named(plan, keeper):
    first, _second, third = by_list(keeper, 1), by_register(keeper, 2), by_list(keeper, 3)
    (later,) = later_than(first)
    assert (later.last.thing, later.last.number) == ("workbook", third.pk)


def test_nothing_waits_behind_what_somebody_has_changed(plan, keeper):
    first, work = by_list(keeper, 1), stored(KEY)
    edit_sub_action(by=keeper, sub_action=work, seen=work.version, expected_difference="Fewer.")
    second = by_register(keeper, 2)
    with pytest.raises(ValidationError, match=f"4.1: {SINCE}"):
        undo(first)
    undo(second)
    with pytest.raises(ValidationError, match=f"4.1: {SINCE}"):
        undo(first)


def test_a_later_one_of_somebody_else_is_hers_to_undo(plan, keeper, colleague):
    first, hers = by_list(keeper, 1), by_register(colleague, 2)
    with pytest.raises(ValidationError, match="that Catriona brought in"):
        undo(first)
    undo(hers)
    undo(first)
    assert reads()["due_on"] == date(2099, 5, 1)


def test_what_a_register_added_goes_once_the_list_is_undone(plan, keeper):
    made = by_register(keeper, 1, title="Open a kitchen", action="4")
    later = by_list(keeper, 2, key="4.L1")
    with pytest.raises(ValidationError, match="has changed 4.L1 after that"):
        undo(made)
    assert stored("4.L1").status == Status.ON_TRACK
    undo(later)
    undo(made)
    assert not SubAction.objects.filter(item__key="4.L1").exists()


def test_a_first_day_that_is_undone_was_neither_set_nor_moved(plan, keeper):
    edited = lists.take_out(SubAction.objects.filter(item__key=KEY))
    edited.cell(KEY, "Start date", "1 May 2026")
    before = reads()
    made = lists.bring(edited, keeper)
    assert reads()["kind_confirmed_by"] == keeper
    undo(made)
    assert reads() == before
    assert (before["kind_confirmed_on"], before["dates_set_on"]) == (None, None)
    assert not Move.objects.exists()


def test_who_had_confirmed_the_kind_and_set_the_dates_has_so_again(plan, keeper, colleague):
    work = stored(KEY)
    edit_sub_action(by=colleague, sub_action=work, seen=work.version, start_on=date(2026, 1, 1))
    undo(by_list(keeper, 2))
    told = reads()
    assert (told["kind_confirmed_by"], told["dates_set_by"]) == (colleague, colleague)


def test_a_move_by_hand_is_still_told_after_an_undo(plan, keeper):
    work, about = stored(KEY), {"due_on": date(2099, 6, 1), "why": "The builder."}
    edit_sub_action(by=keeper, sub_action=work, seen=work.version, **about)
    undo(by_register(keeper, 2))
    assert reads()["moved"] == ["Due day first promised: 1 May 2099; moved once."]
    assert Move.objects.get().why == "The builder."


def test_what_counted_since_a_closing_counts_no_more_once_it_is_undone(plan, keeper, administrator):
    made, today = by_list(keeper, 2), timezone.localdate()
    asked = RoundFactory(first_day=today - timedelta(days=9), last_day=today)
    rounds.close_round(by=administrator, round=asked, seen=asked.version)
    undo(made)
    (counted,) = SubAction.objects.with_fresh_from(today + timedelta(days=1)).filter(item__key=KEY)
    assert (counted.counted_due, counted.due_on) == (date(2099, 5, 1), date(2099, 5, 1))


def test_what_came_in_under_an_earlier_release_is_undone_too(plan, keeper):
    made = by_list(keeper, 2)
    Undoable.objects.update(before={"due_on": "2099-05-01"})
    undo(made)
    told = reads()
    assert (told["due_on"], told["moved"], told["status"]) == (
        date(2099, 5, 1),
        [],
        Status.NOT_REPORTED,
    )


@pytest.mark.parametrize("kinds", [*product(BRING, repeat=2)], ids="-".join)
def test_the_page_leads_to_what_has_to_be_undone_first(plan, browser, keeper, kinds):
    first, second = (BRING[kind](keeper, number) for number, kind in enumerate(kinds, start=1))
    page = html_of(browser.get(first.get_absolute_url()))
    assert f'<a href="{second.get_absolute_url()}">The ' in page
    assert "has changed 4.1 after that." in page
    assert '<button class="ds_button ds_button--secondary">Undo' not in page
    # Whoever has the page of before open is told the same.
    undoing = f"{first.get_absolute_url()}undo/"
    answer = browser.post(undoing, {"version": first.version}, follow=True)
    assert "Undo that first." in html_of(answer)
    browser.post(f"{second.get_absolute_url()}undo/", {"version": second.version})
    page = html_of(browser.get(first.get_absolute_url()))
    assert "after that" not in page
    browser.post(undoing, {"version": first.version})
    assert reads()["due_on"] == date(2099, 5, 1)


def test_a_row_that_says_it_changed_nothing_ends_the_search(plan, keeper):
    made = by_list(keeper, 2)
    Undoable.objects.update(found=stored(KEY).version)
    assert later_than(made) == []
