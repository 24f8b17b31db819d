"""A sheet of past sessions comes in exactly or not at all, and once (promise T12)."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Change
from accounts.versions import Conflict
from evidence.files.bringing.layout import Layout
from evidence.models import ImportState, RemovalReason, Session, SessionImport
from evidence.participation.services import remove_session
from evidence.participation.sheets import services as imports
from evidence.participation.sheets.alike import OWN, Answers
from tests.conftest import person
from tests.evidence.participation.sheets.sample_sheets import (
    MANY,
    file_of,
    line,
    log,
    said,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known"), pytest.mark.database]
START = "/participation/import/"


def test_the_button_brings_in_all_of_it(send, press, champions, service, known):
    shown = said(send(*MANY))
    assert "Designed and delivered it" in shown
    assert "Designed and delivered it (" not in shown
    page = press("bring-in")

    assert "3 sessions are brought in." in said(page)
    # What they did is for everyone to read, how many they were is not.
    assert "Designed and delivered it" in said(page)
    assert "delivered it (" not in said(page)
    sheet_import = SessionImport.objects.get()
    assert (sheet_import.state, sheet_import.rows) == (ImportState.BROUGHT_IN, [])
    stored = Session.objects.get(held_on=date(2025, 3, 5))
    assert (stored.kind, stored.lived_experience, stored.lived_number) == ("workshop", "both", 2)
    assert (stored.logged_by, stored.brought_in) == (champions, sheet_import)
    assert sorted(stored.audiences.values_list("service__key", "headcount")) == [
        ("education", 12),
        ("housing", 3),
    ]
    other = Session.objects.get(held_on=date(2025, 3, 4))
    assert set(other.sub_actions.all()) == set(known)
    assert list(other.audiences.values_list("kind", "service", "headcount")) == [
        ("community", None, 7)
    ]


def test_history_has_one_line_for_it_with_the_counts(send, press):
    send(*MANY)
    press("bring-in")

    change = Change.objects.get()
    assert (change.act, change.thing, change.key) == (
        "brought in sessions",
        "import",
        str(SessionImport.objects.get().pk),
    )
    for part in (
        '"sessions": 3',
        '"attendances": 34',
        '"first_day": "2025-03-03"',
        '"last_day": "2025-03-05"',
    ):
        assert part in change.after


def test_the_same_file_again_is_recognised_and_adds_nothing(send, press, time_machine):
    time_machine.move_to("2026-03-03 12:00:00+00:00")
    send(*MANY)
    press("bring-in")
    page = send(*MANY)

    assert "This file was brought in on 3 March 2026 by Chris. Nothing is added." in said(page)
    assert (Session.objects.count(), SessionImport.objects.count()) == (3, 1)


def test_the_same_sessions_in_another_file_add_nothing(send, press):
    send(*MANY)
    press("bring-in")
    page = send(*reversed(MANY), name="other.csv")

    assert "Every session of this sheet is in Promise Tracker already." in said(page)
    assert "Bring in" not in said(page).partition("<main")[2].replace("Bring in past sessions", "")
    again = SessionImport.objects.get(state=ImportState.CHECKED)
    assert "nothing is added" in said(press("bring-in", again))
    assert Session.objects.count() == 3


@pytest.mark.parametrize(
    ("there", "wanted", "added"), [(0, 2, 2), (1, 2, 1), (2, 2, 0), (3, 2, 0), (1, 0, 0)]
)
def test_as_many_alike_are_added_as_are_not_there(
    checked, champions, service, there, wanted, added
):
    for _time in range(there):
        log(champions, service)
    found = checked(*[line()] * wanted, line(Date="1 March 2025"))

    # Asked, since they may be one; somebody says that each was held.
    all_held = Answers(OWN)
    assert imports.bring_in(by=champions, sheet=found, seen=1, answers=all_held) == added + 1
    assert Session.objects.filter(held_on=date(2025, 3, 3)).count() == there + added


def test_a_removed_session_is_not_there(checked, champions, service):
    gone = log(champions, service)
    remove_session(by=champions, session=gone, seen=1, reason=RemovalReason.TWICE)
    assert imports.bring_in(by=champions, sheet=checked(line()), seen=1) == 1


def test_a_session_named_by_its_number_is_there_and_counts_once(checked, champions, service):
    named = log(champions, service)
    found = checked(line(Session=str(named.pk)), line())

    with pytest.raises(ValidationError, match="counts as one that is"):
        imports.bring_in(by=champions, sheet=found, seen=1)
    assert imports.bring_in(by=champions, sheet=found, seen=1, answers=Answers(OWN)) == 1
    assert Session.objects.count() == 2
    again = checked(line(Session=str(named.pk)), line(), digest="e" * 64)
    with pytest.raises(ValidationError, match="Every session of this sheet is there already"):
        imports.bring_in(by=champions, sheet=again, seen=1)


def test_what_is_there_when_the_button_is_pressed_counts_not_what_was_there_before(
    checked, champions, service
):
    found = checked(line(), line(Date="1 March 2025"))
    log(champions, service)
    assert imports.bring_in(by=champions, sheet=found, seen=1) == 1


@pytest.mark.parametrize("fault", ["changed", "removed"])
def test_a_fault_that_came_up_since_the_check_lets_nothing_in(
    send, press, champions, service, fault
):
    named = log(champions, service)
    assert "1 session would be added." in said(
        send(line(Session=str(named.pk)), line(Date="1 March 2025"))
    )
    if fault == "changed":
        Session.objects.filter(pk=named.pk).update(kind="other")
    else:
        remove_session(by=champions, session=named, seen=1, reason=RemovalReason.TWICE)
    before = Change.objects.count()
    page = said(press("bring-in"))

    reason = "is different" if fault == "changed" else "was removed on"
    assert f"Row 2, column Session: This session {reason}" in page
    assert list(Session.objects.all()) == [named]
    assert SessionImport.objects.get().state == ImportState.CHECKED
    assert Change.objects.count() == before


@pytest.mark.parametrize("button", ["bring-in", "undo"])
@pytest.mark.parametrize("sent", [{}, {"version": ""}, {"version": "x"}])
def test_a_button_without_its_version_changes_nothing(browser, checked, champions, button, sent):
    found = checked(line())
    if button == "undo":
        imports.bring_in(by=champions, sheet=found, seen=1)
    before = Session.objects.current().count()
    answer = browser.post(f"{found.get_absolute_url()}{button}/", sent, follow=True)

    assert answer.status_code == 200
    assert "past.csv" in said(answer)
    assert Session.objects.current().count() == before == (button == "undo")


def test_pressing_twice_brings_in_once(send, press):
    send(*MANY)
    press("bring-in", version=1)
    page = press("bring-in", version=1)

    assert "This file was brought in on" in said(page)
    assert (Session.objects.count(), Change.objects.count()) == (3, 1)


def test_of_two_people_with_the_same_file_one_wins_and_the_other_is_told(checked, champions):
    colleague = person("Clare", "champions")
    first, second = checked(line()), checked(line(), by=colleague)

    imports.bring_in(by=champions, sheet=first, seen=1)
    with pytest.raises(ValidationError, match="by Chris. Nothing is added."):
        imports.bring_in(by=colleague, sheet=second, seen=1)
    assert Session.objects.count() == 1


def test_an_old_version_is_a_conflict_and_writes_nothing(checked, champions):
    with pytest.raises(Conflict):
        imports.bring_in(by=champions, sheet=checked(line()), seen=0)
    assert not Session.objects.exists()


def test_a_failure_half_way_leaves_nothing(checked, champions, monkeypatch):
    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr(imports, "keep_occurrences", fail)
    with pytest.raises(RuntimeError):
        imports.bring_in(by=champions, sheet=checked(line()), seen=1)
    assert not Session.objects.exists()
    assert SessionImport.objects.get().state == ImportState.CHECKED


def test_others_may_neither_check_nor_bring_in_nor_undo(checked, champions, keeper):
    found = checked(line())
    with pytest.raises(PermissionDenied):
        imports.store_checked(by=keeper, sheet=file_of([]), entries=[], layout=Layout())
    with pytest.raises(PermissionDenied):
        imports.bring_in(by=keeper, sheet=found, seen=1)
    imports.bring_in(by=champions, sheet=found, seen=1)
    with pytest.raises(PermissionDenied):
        imports.undo(by=keeper, sheet=found, seen=2)
    assert Session.objects.current().count() == 1


def test_earlier_imports_are_listed_where_the_next_one_is_made(checked, champions, browser):
    found = checked(line())
    assert "Brought in before" not in said(browser.get(START))
    imports.bring_in(by=champions, sheet=found, seen=1)
    assert f'<a href="{found.get_absolute_url()}">past.csv</a>' in said(browser.get(START))
