"""Who is away says from when to when and who stands in; on which day reminders come."""

import uuid
from datetime import date

import pytest

from accounts.away.services import say_away
from accounts.models import Absence, Change, User
from accounts.permissions import may
from tests.conftest import person
from tests.factories import AppointmentFactory, SubActionFactory

from .conftest import text_of

pytestmark = pytest.mark.database

PAGE = "/my-reminders/"
TODAY = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to("2026-03-10T12:00:00Z", tick=False)
    return time_machine


@pytest.fixture
def colleague(service):
    return person("Catriona", "keeper", service)


def form(deputy, /, **changes):
    sent = {"first_day": "12/03/2026", "last_day": "20/03/2026", "form_key": str(uuid.uuid4())}
    return sent | {"deputy": getattr(deputy, "pk", deputy)} | changes


def test_she_says_when_she_is_away_and_comes_back(keeper, colleague, signed_in):
    browser = signed_in(keeper)
    sent = form(colleague)
    for _time in range(2):  # a double click
        page = browser.post(f"{PAGE}away/", sent, follow=True)
    assert "Catriona stands in for you from 12 March 2026 to 20 March 2026." in text_of(page)
    assert "You will be away from 12 March 2026 to 20 March 2026." in text_of(page)
    assert "Kirsty, from 12 March 2026" in text_of(signed_in(colleague).get(PAGE))
    absence = Absence.objects.get()

    page = browser.post(f"{PAGE}away/{absence.pk}/end/", follow=True)
    assert "Your reminders come to you again." in text_of(page)
    assert "You have not said that you are away." in text_of(page)
    lines = Change.objects.of("person", str(keeper.pk)).values_list("act", flat=True)
    assert [*lines] == ["said that she is back", "said when she is away"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"first_day": "09/03/2026"}, "This day is past. Begin today or later."),
        ({"last_day": "11/03/2026"}, "The last day is before the first day."),
        ({"last_day": "20/03/2027"}, "Choose a last day within a year of the first."),
        ({"first_day": "31/02/2026"}, "Error:"),
        ({"deputy": ""}, "Choose a Promise Keeper of your own service."),
        ({"deputy": "omar"}, "Choose a Promise Keeper of your own service."),
        ({"deputy": "kirsty"}, "Choose a Promise Keeper of your own service."),
        ({"deputy": "no number"}, "Choose a Promise Keeper of your own service."),
    ],
)
def test_what_cannot_be_is_said_by_the_field(
    keeper, colleague, other_keeper, signed_in, changes, said
):
    named = {"omar": other_keeper.pk, "kirsty": keeper.pk}
    sent = form(colleague, **changes)
    sent["deputy"] = named.get(sent["deputy"], sent["deputy"])
    page = signed_in(keeper).post(f"{PAGE}away/", sent)
    assert (page.status_code, Absence.objects.count()) == (200, 0)
    assert said in text_of(page)
    assert 'value="12/03/2026"' in page.content.decode() or "first_day" in changes


@pytest.mark.parametrize(
    ("first", "last", "is_taken"),
    [("20/03/2026", "30/03/2026", True), ("21/03/2026", "30/03/2026", False)]
    + [("10/03/2026", "12/03/2026", True), ("10/03/2026", "11/03/2026", False)],
)
def test_no_two_absences_meet(keeper, colleague, signed_in, first, last, is_taken):
    browser = signed_in(keeper)
    browser.post(f"{PAGE}away/", form(colleague))
    second = browser.post(f"{PAGE}away/", form(colleague, first_day=first, last_day=last))
    assert (Absence.objects.count() == 1) == is_taken
    already = "You have said that you are away from 12 March 2026 to 20 March 2026 already."
    assert (already in text_of(second)) == is_taken


def test_where_there_is_no_colleague_the_page_says_so(keeper, signed_in):
    page = signed_in(keeper).get(f"{PAGE}away/")
    assert "so nobody can stand in yet" in text_of(page)
    assert "First day away" not in text_of(page)


def test_a_deputy_is_not_away_herself(keeper, colleague, signed_in):
    said = {"first_day": date(2026, 3, 20), "last_day": date(2026, 3, 25)}
    say_away(by=colleague, deputy=keeper, **said)
    page = signed_in(keeper).post(f"{PAGE}away/", form(colleague))
    assert "Catriona is away in that time too. Choose another." in text_of(page)
    assert not Absence.objects.filter(person=keeper).exists()


@pytest.mark.parametrize(
    ("change", "day", "may_post"),
    [
        (None, "2026-03-12", True),
        (None, "2026-03-20", True),
        (None, "2026-03-11", False),
        (None, "2026-03-21", False),
        ("back", "2026-03-15", False),
        ("moved", "2026-03-15", False),
        ("deactivated", "2026-03-15", False),
        ("she moved", "2026-03-15", False),
    ],
)
def test_a_deputy_may_post_for_all_her_services(
    keeper, colleague, service, other_service, clock, signed_in, change, day, may_post
):
    """Also for one that the deputy does not keep; and for that while only."""
    AppointmentFactory(user=keeper, role="keeper", service=other_service)
    work = SubActionFactory(service=other_service)
    absence = Absence.objects.create(
        person=keeper, deputy=colleague, first_day=date(2026, 3, 12), last_day=date(2026, 3, 20)
    )
    if change == "back":
        absence.ended_on = date(2026, 3, 14)
        absence.save()
    elif change == "moved":
        colleague.appointments.update(ends_on=date(2026, 3, 14))
        AppointmentFactory(user=colleague, role="keeper")
    elif change == "deactivated":
        User.objects.filter(pk=colleague.pk).update(is_active=False)
    elif change == "she moved":
        keeper.appointments.filter(service=other_service).update(ends_on=date(2026, 3, 14))
    clock.move_to(f"{day}T12:00:00Z", tick=False)
    assert may(User.objects.get(pk=colleague.pk), "post_update", work) == may_post
    assert not may(User.objects.get(pk=colleague.pk), "edit_work", work)
    answer = signed_in(colleague).get(f"/sub-actions/{work.key}/update/")
    assert (answer.status_code == 200) == may_post


def test_nobody_says_that_another_is_back(keeper, colleague, signed_in):
    said = {"first_day": date(2026, 3, 20), "last_day": date(2026, 3, 25)}
    absence = say_away(by=keeper, deputy=colleague, **said)
    answer = signed_in(colleague).post(f"{PAGE}away/{absence.pk}/end/")
    assert answer.status_code == 403
    absence.refresh_from_db()
    assert absence.ended_on is None


def test_she_chooses_her_day(keeper, signed_in):
    browser = signed_in(keeper)
    assert "On Mondays, all that is due" in text_of(browser.get(PAGE))
    page = browser.post(f"{PAGE}day/", {"digest_day": "4"}, follow=True)
    assert "Your reminders come on Fridays." in text_of(page)
    for wrong in ("7", "-1", "Friday", ""):
        page = browser.post(f"{PAGE}day/", {"digest_day": wrong})
        assert "Choose a day of the week." in text_of(page)
    keeper.refresh_from_db()
    assert keeper.digest_day == 4


def test_who_gets_no_reminders_has_no_such_page(board, signed_in):
    browser = signed_in(board)
    assert browser.get(PAGE).status_code == 403
    assert PAGE not in browser.get("/services/").content.decode()
