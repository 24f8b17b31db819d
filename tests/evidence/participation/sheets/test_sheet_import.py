"""A sheet of past sessions comes in exactly or not at all, once, and goes again as one (promise
T12).
"""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Change
from accounts.versions import Conflict
from evidence.models import ImportState, RemovalReason, Session, SessionImport
from evidence.participation.services import remove_session
from evidence.participation.sheets import services as imports
from evidence.participation.sheets.files import Sheet
from tests.conftest import person
from tests.evidence.files.sample_files import upload
from tests.evidence.participation.sheets.sample_sheets import (
    MANY,
    csv_of,
    keep_checked,
    line,
    log,
    said,
    sheet,
)
from tests.factories import SubActionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]
START = "/participation/import/"


@pytest.fixture(autouse=True)
def known(service, other_service):
    """What the sheets name: two services and two sub-actions."""
    return [SubActionFactory(item__key=key) for key in ("1.1", "1.3")]


@pytest.fixture
def browser(signed_in, champions):
    return signed_in(champions)


@pytest.fixture
def send(browser):
    """Choose a file on the page; gives the page that follows."""

    def choose(*lines, name="past.csv", content=None):
        content = csv_of(sheet(*lines)) if content is None else content
        return browser.post(START, {"sheet": upload(name, content)}, follow=True)

    return choose


@pytest.fixture
def press(browser):
    """Press the button on the page of an import; gives the page that follows."""

    def post(button, found=None, version=None):
        found = found or SessionImport.objects.get()
        sent = {"version": found.version if version is None else version}
        return browser.post(f"{found.get_absolute_url()}{button}/", sent, follow=True)

    return post


@pytest.fixture
def checked(champions):
    """A sheet that was checked, by the service alone."""

    def keep(*lines, by=champions, digest="d" * 64):
        return keep_checked(by, *lines, digest=digest)

    return keep


def test_a_sheet_is_shown_first_and_nothing_is_written(send):
    page = send(*MANY)

    assert page.redirect_chain == [(SessionImport.objects.get().get_absolute_url(), 302)]
    assert "3 sessions would be added." in said(page)
    assert "Bring in 3 sessions" in said(page)
    assert "Workforce, Education: 12" in said(page)
    assert (Session.objects.count(), Change.objects.count()) == (0, 0)


def test_the_button_brings_in_all_of_it(send, press, champions, service, known):
    send(*MANY)
    page = press("bring-in")

    assert "3 sessions are brought in." in said(page)
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

    assert imports.bring_in(by=champions, sheet=found, seen=1) == added + 1
    assert Session.objects.filter(held_on=date(2025, 3, 3)).count() == there + added


def test_a_removed_session_is_not_there(checked, champions, service):
    gone = log(champions, service)
    remove_session(by=champions, session=gone, seen=1, reason=RemovalReason.TWICE)
    assert imports.bring_in(by=champions, sheet=checked(line()), seen=1) == 1


def test_a_session_named_by_its_number_is_there_and_counts_once(checked, champions, service):
    named = log(champions, service)
    found = checked(line(Session=str(named.pk)), line())

    assert imports.bring_in(by=champions, sheet=found, seen=1) == 1
    assert Session.objects.count() == 2
    again = checked(line(Session=str(named.pk)), line(), digest="e" * 64)
    with pytest.raises(ValidationError, match="Every session of this sheet is there already"):
        imports.bring_in(by=champions, sheet=again, seen=1)


def test_a_session_named_by_its_number_that_says_something_else_is_a_fault(
    send, champions, service
):
    named = log(champions, service)
    page = send(line(), line(Session=str(named.pk), Headcount="13"), line(Session="999999"))

    assert "Row 3, column Session: This session says something else in Promise Tracker." in said(
        page
    )
    assert "Row 4, column Session: There is no session of this number." in said(page)
    assert not SessionImport.objects.exists()


def test_a_session_named_by_its_number_that_was_removed_is_a_fault(
    send, champions, service, time_machine
):
    time_machine.move_to("2026-03-03 12:00:00+00:00")
    gone = log(champions, service)
    remove_session(by=champions, session=gone, seen=1, reason=RemovalReason.TWICE)
    assert "This session was removed on 3 March 2026." in said(send(line(Session=str(gone.pk))))


def test_faults_of_cells_and_of_numbers_come_together_in_the_order_of_rows(send):
    page = said(send(line(Session="55"), line(Headcount="a few"), line()))

    assert "2 things are not right in this sheet. Nothing is brought in." in page
    assert page.index("Row 2, column Session") < page.index(
        "Row 3, column Headcount: “a few” is not a whole number."
    )
    assert "1 session of it is in order." in page
    assert not SessionImport.objects.exists()


def test_of_many_faults_the_first_are_shown_and_the_others_counted(send):
    page = said(send(*[line(Headcount="x")] * 250))
    assert page.count("is not a whole number") == 200
    assert "These are the first 200 of 250." in page


def test_no_file_is_asked_for(browser):
    assert "Choose a file." in said(browser.post(START, {}))


def test_what_is_there_when_the_button_is_pressed_counts_not_what_was_there_before(
    checked, champions, service
):
    found = checked(line(), line(Date="1 March 2025"))
    log(champions, service)
    assert imports.bring_in(by=champions, sheet=found, seen=1) == 1


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


def test_the_next_check_lets_go_of_the_sheet_checked_before_but_of_no_other(checked, champions):
    colleague = person("Clare", "champions")
    first, others = checked(line()), checked(line(), by=colleague)
    second = checked(line())

    assert set(SessionImport.objects.all()) == {others, second}
    with pytest.raises(ValidationError, match="was let go"):
        imports.bring_in(by=champions, sheet=first, seen=1)


def test_others_may_neither_check_nor_bring_in_nor_undo(checked, champions, keeper):
    found = checked(line())
    with pytest.raises(PermissionDenied):
        imports.keep_checked(by=keeper, sheet=Sheet("past.csv", "e" * 64, []), entries=[])
    with pytest.raises(PermissionDenied):
        imports.bring_in(by=keeper, sheet=found, seen=1)
    imports.bring_in(by=champions, sheet=found, seen=1)
    with pytest.raises(PermissionDenied):
        imports.undo(by=keeper, sheet=found, seen=2)
    assert Session.objects.current().count() == 1


def test_what_is_only_checked_is_seen_by_whoever_checked_it(checked, champions, signed_in):
    found = checked(line())
    page = found.get_absolute_url()
    colleague = person("Clare", "champions")

    assert signed_in(colleague).get(page).status_code == 404
    assert signed_in(champions).get(page).status_code == 200
    imports.bring_in(by=champions, sheet=found, seen=1)
    assert signed_in(colleague).get(page).status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/participation/imports/99999999999999999999999/", f"/participation/imports/{'9' * 300}/"],
)
def test_an_import_that_is_not_there(browser, path):
    assert browser.get(path).status_code == 404


def test_the_page_of_a_checked_sheet_costs_the_same_however_long_it_is(checked, browser):
    costs = []
    for number in (3, 40):
        found = checked(
            *[line(Headcount=str(heads), Sub_actions="1.1") for heads in range(1, number)]
        )
        browser.get(found.get_absolute_url())
        with CaptureQueriesContext(connection) as seen:
            browser.get(found.get_absolute_url())
        costs.append(len(seen))
    assert costs[0] == costs[1] < 12


def test_earlier_imports_are_listed_where_the_next_one_is_made(checked, champions, browser):
    found = checked(line())
    assert "Brought in before" not in said(browser.get(START))
    imports.bring_in(by=champions, sheet=found, seen=1)
    assert f'<a href="{found.get_absolute_url()}">past.csv</a>' in said(browser.get(START))
