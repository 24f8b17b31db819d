"""A person's own dates in a calendar program, by an address that she alone has."""

import re
from datetime import date, datetime, timedelta
from html import unescape

import pytest
from django.test import Client
from icalendar import Calendar

from accounts.models import Change
from actions.models import Occurrence
from actions.status import Kind, Status
from oversight.calendar import services
from oversight.models import CalendarAddress
from tests.accounts.conftest import text_of
from tests.conftest import person
from tests.factories import ItemFactory, RoundFactory, SessionFactory, SubActionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NOON = "2026-05-04T12:00:00+00:00"


@pytest.fixture(autouse=True)
def a_day_in_may(time_machine):
    time_machine.move_to(NOON)


def address_of(client) -> str:
    """The address that the page shows, without the site's own name."""
    html = client.get("/my-calendar/").content.decode()
    return "/" + unescape(re.search(r'readonly value="https?://[^/]+/([^"]+)"', html)[1])


def made(signed_in, who) -> str:
    client = signed_in(who)
    client.post("/my-calendar/make/")
    return address_of(client)


def entries(address: str) -> dict[str, date]:
    """What a program that is not signed in finds there: each day by its words."""
    answer = Client().get(address)
    assert answer["Content-Type"].startswith("text/calendar")
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    return {str(one["summary"]): one["dtstart"].dt for one in found}


def owned(keeper, service, title, **values):
    item = ItemFactory(kind="sub-action", key=title[:3], text=title, heading="")
    return SubActionFactory(item=item, service=service, owners=[keeper], **values)


def test_it_holds_what_is_due_of_ones_own_work(signed_in, keeper, colleague, service):
    day = date(2026, 6, 1)
    owned(keeper, service, "One line", due_on=day)
    owned(keeper, service, "Two reviews", kind=Kind.ONGOING, review_on=day)
    forum = owned(keeper, service, "Six forums", kind=Kind.RECURRING, interval_months=6)
    half = {"first_day": date(2026, 1, 1), "last_day": date(2026, 6, 30)}
    Occurrence.objects.create(sub_action=forum, **half)
    owned(colleague, service, "Her own line", due_on=day)
    settled = {"status": Status.STOPPED, "reported_on": day, "confirmed_on": day}
    owned(keeper, service, "No more", due_on=day, **settled)
    assert entries(made(signed_in, keeper)) == {
        "Due: One One line": day,
        "Review: Two Two reviews": day,
        "To be held by today: Six Six forums": date(2026, 6, 30),
    }


@pytest.fixture
def colleague(service):
    return person("Catriona", "keeper", service)


def test_rounds_begin_and_end_in_it(signed_in, board):
    RoundFactory(name="Spring", first_day=date(2026, 4, 1), last_day=date(2026, 6, 30))
    RoundFactory(name="Long ago", first_day=date(2025, 1, 1), last_day=date(2025, 5, 3))
    assert entries(made(signed_in, board)) == {
        "Begins: Spring": date(2026, 4, 1),
        "Last day: Spring": date(2026, 6, 30),
    }


def test_sessions_are_in_it_for_whom_they_served(
    signed_in, keeper, other_keeper, champions, service
):
    row = SubActionFactory(service=service, owners=[keeper])
    SessionFactory(held_on=date(2026, 4, 20), sub_actions=[row])
    SessionFactory(held_on=date(2025, 5, 3), sub_actions=[row])
    SessionFactory(held_on=date(2026, 4, 21), sub_actions=[row], removed_on=date(2026, 4, 22))
    assert entries(made(signed_in, keeper)) == {"Workshop": date(2026, 4, 20)}
    assert entries(made(signed_in, champions)) == {"Workshop": date(2026, 4, 20)}
    assert entries(made(signed_in, other_keeper)) == {}


def test_an_entry_keeps_its_number_and_leads_to_its_page(signed_in, keeper, service, settings):
    row = owned(keeper, service, "One line", due_on=date(2026, 6, 1))
    address = made(signed_in, keeper)
    (first,) = Calendar.from_ical(Client().get(address).content).walk("VEVENT")
    row.due_on = date(2026, 7, 1)
    row.save()
    (second,) = Calendar.from_ical(Client().get(address).content).walk("VEVENT")
    assert first["uid"] == second["uid"]
    assert second["url"] == settings.SITE_URL + row.get_absolute_url()


@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2027, 10, 31), date(2028, 2, 29)])
@pytest.mark.parametrize("hour", ["00:30", "01:30", "23:30"])
def test_a_day_stays_whole_when_the_clocks_change(
    signed_in, keeper, service, time_machine, day, hour
):
    time_machine.move_to(f"{day}T{hour}:00Z", tick=False)
    owned(keeper, service, "One line", due_on=day)
    RoundFactory(name="Spring", first_day=day - timedelta(days=1), last_day=day)
    address = made(signed_in, keeper)
    assert entries(address) == {
        "Begins: Spring": day - timedelta(days=1),
        "Due: One One line": day,
        "Last day: Spring": day,
    }
    content = Client().get(address).content
    stamps = {one["dtstamp"].dt for one in Calendar.from_ical(content).walk("VEVENT")}
    assert stamps == {datetime.fromisoformat(f"{day}T{hour}:00Z")}
    assert content == Client().get(address).content


def test_it_is_published_so_that_its_stamp_is_of_the_file(signed_in, keeper):
    assert b"\r\nMETHOD:PUBLISH\r\n" in Client().get(made(signed_in, keeper)).content


def test_long_and_odd_titles_arrive_whole(signed_in, keeper, service):
    family_and_flag = "👩‍👩‍👧‍👧🏴󠁧󠁢󠁳󠁣󠁴󠁿"
    odd = f"Line, with; signs \\ and ünï {family_and_flag}"
    title = f"{odd}\nBEGIN:VEVENT " + "that goes on " * 20
    item = ItemFactory(kind="sub-action", key="9.9", text=title[:300], heading="")
    SubActionFactory(item=item, service=service, owners=[keeper], due_on=date(2026, 6, 1))
    address = made(signed_in, keeper)
    (found,) = entries(address)
    begins = f"Due: 9.9 {odd} BEGIN:VEVENT that goes on"
    assert (found[: len(begins)], found[-1], len(found)) == (begins, "…", 118)
    lines = Client().get(address).content.split(b"\r\n")
    assert max(map(len, lines)) == 75
    # No sign is torn apart, and no line ends otherwise.
    assert not [line for line in lines if "\n" in line.decode()]


def test_a_new_address_ends_the_one_before(signed_in, keeper):
    first, second = made(signed_in, keeper), made(signed_in, keeper)
    assert first != second
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200


def test_an_address_that_is_taken_away_leads_nowhere(signed_in, keeper):
    address = made(signed_in, keeper)
    client = signed_in(keeper)
    client.post("/my-calendar/end/")
    assert Client().get(address).status_code == 404
    assert "Your calendar has no address yet" in text_of(client.get("/my-calendar/"))


def test_whoever_may_not_sign_in_any_more_has_no_calendar(signed_in, keeper):
    address = made(signed_in, keeper)
    keeper.is_active = False
    keeper.save()
    assert Client().get(address).status_code == 404


def test_whose_last_role_has_ended_has_no_calendar(signed_in, keeper):
    address = made(signed_in, keeper)
    keeper.appointments.update(ends_on=date(2026, 5, 4))
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("key", ["", "x", "{number}", "{number}.wrong", "%00", "é"])
def test_nobody_guesses_a_key(keeper, key):
    number = services.make_address(by=keeper).number
    assert Client().get(f"/calendar.ics?key={key.format(number=number)}").status_code == 404


def test_without_a_key_the_page_is_shown_on_which_one_gets_it(signed_in, keeper):
    assert signed_in(keeper).get("/calendar.ics")["Location"] == "/my-calendar/"


def test_what_was_said_of_a_missing_calendar_helps(client):
    answer = client.get("/calendar.ics?key=x", headers={"Accept": "text/html"})
    assert "Your calendar" in answer.content.decode()


def test_history_says_when_and_holds_no_key(signed_in, keeper):
    address = made(signed_in, keeper)
    key = address.partition("key=")[2]
    (line,) = Change.objects.filter(act="made a calendar address")
    assert (line.actor_email, line.thing, line.key) == (keeper.email, "person", str(keeper.pk))
    assert key not in line.after
    services.end_address(by=keeper)
    services.end_address(by=keeper)
    assert Change.objects.filter(act="ended a calendar address").count() == 1
    assert not CalendarAddress.objects.exists()


def test_a_calendar_of_many_dates_takes_a_fixed_number_of_statements(
    signed_in, keeper, service, django_assert_max_num_queries
):
    address = made(signed_in, keeper)
    for number in range(30):
        day = date(2026, 6, 1) + timedelta(days=number)
        row = owned(keeper, service, f"{number:03} line", due_on=day)
        SessionFactory(held_on=date(2026, 4, 20), sub_actions=[row])
    with django_assert_max_num_queries(10):
        assert len(Calendar.from_ical(Client().get(address).content).walk("VEVENT")) == 60
