"""A sheet is checked and shown before anything of it is written."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Change
from evidence.files.store import NOT_KEPT, Folder
from evidence.models import RemovalReason, Session, SessionImport
from evidence.participation.services import remove_session
from evidence.participation.sheets import services as imports
from tests.conftest import person
from tests.evidence.participation.sheets.sample_sheets import (
    MANY,
    line,
    log,
    said,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known"), pytest.mark.database]
START = "/participation/import/"


def test_a_sheet_is_shown_first_and_nothing_is_written(send):
    page = send(*MANY)

    assert page.redirect_chain == [(SessionImport.objects.get().get_absolute_url(), 302)]
    assert "3 sessions would be added." in said(page)
    assert "Bring in 3 sessions" in said(page)
    assert "Workforce, Education: 12" in said(page)
    assert (Session.objects.count(), Change.objects.count()) == (0, 0)


def test_a_session_named_by_its_number_that_says_something_else_is_a_fault(
    send, champions, service
):
    named = log(champions, service)
    page = send(line(), line(Session=str(named.pk), Headcount="13"), line(Session="999999"))

    assert "Row 3, column Session: This session is different in Promise Tracker." in said(page)
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
    assert "1 session of it is right." in page
    assert not SessionImport.objects.exists()


@pytest.mark.parametrize(("number", "others"), [(200, False), (201, True)])
def test_two_hundred_faults_are_all_shown(send, number, others):
    page = said(send(*[line(Headcount=f"x{row}") for row in range(number)]))

    assert page.count("is not a whole number") == 200
    assert ("These are the first 200 of 201." in page) == others


def test_of_many_faults_the_first_are_shown_and_the_others_counted(send):
    page = said(send(*[line(Headcount=f"x{row}") for row in range(250)]))
    assert page.count("is not a whole number") == 200
    assert "These are the first 200 of 250." in page


def test_no_file_is_asked_for(browser):
    assert "Choose a file." in said(browser.post(START, {}))


def test_the_next_check_lets_go_of_the_sheet_checked_before_but_of_no_other(checked, champions):
    colleague = person("Clare", "champions")
    first, others = checked(line()), checked(line(), by=colleague)
    second = checked(line())

    assert set(SessionImport.objects.all()) == {others, second}
    with pytest.raises(ValidationError, match="was let go"):
        imports.bring_in(by=champions, sheet=first, seen=1)


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


def test_a_sheet_that_cannot_be_kept_aside_is_said_by_its_field(send, monkeypatch, tmp_path):
    (tmp_path / "uploads").write_text("a file where the folder should be")
    folder = Folder(location=tmp_path / "uploads")
    with monkeypatch.context() as patch:
        patch.setitem(storages._storages, "evidence", folder)
        page = send(*MANY)
    assert page.status_code == 200
    assert page.context["form"].errors == {"sheet": [NOT_KEPT]}
    assert not SessionImport.objects.exists()
    assert send(*MANY).redirect_chain


def test_the_same_fault_in_many_rows_is_told_once_with_the_rows(send):
    page = said(send(*[line(Headcount="c. 20")] * 12, line(Headcount="20+")))
    rows = "Rows 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 2 more, column Headcount: “c. 20” is not"
    assert rows in page
    assert "Row 14, column Headcount: “20+” is not" in page
    assert "13 things are not right" in page
