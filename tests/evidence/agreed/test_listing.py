"""What the list of sub-actions says of itself under its filters: heading, figures, rows, order."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from actions.models import SubAction
from actions.status import Kind, Status
from tests.conftest import html_of
from tests.factories import ReportedSubActionFactory, SubActionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]
LATE = "/sub-actions/?attention=late"


@pytest.fixture
def today():
    return localdate()


@pytest.fixture
def read(signed_in, board):
    client = signed_in(board)
    return lambda path: html_of(client.get(path))


@pytest.fixture
def late(service, other_service, today):
    """Two late ones, of which one is reported as on track; one in time, and one that is over."""

    def due(days: int, status: str, kept_by) -> SubAction:
        on = today + timedelta(days=days)
        said = {"reported_on": today, "confirmed_on": today, "status": status}
        return SubActionFactory(due_on=on, service=kept_by, **said)

    rows = [due(-2, Status.ON_TRACK, service), due(-30, Status.OFF_TRACK, other_service)]
    due(9, Status.ON_TRACK, service)
    over = {"decided_by": "The Committee", "decided_on": today}
    ReportedSubActionFactory(status=Status.STOPPED, **over)
    return rows


def test_of_what_is_to_be_done_it_says_how_many_are_late_and_how_many_claim_otherwise(read, late):
    html = read(LATE)

    assert "<title>Late sub-actions: 2 of 3 – Promise Tracker</title>" in html
    assert ">Late sub-actions</h1>" in html
    assert "<strong>2 of 3 sub-actions are past their date</strong>" in html
    assert "1 of the 2 is still reported as on track" in html
    assert "What counts as late" in html


def test_the_heading_names_every_filter_and_paper_the_day_and_the_order(read, late, service, today):
    html = read(f"{LATE}&service={service.key}")

    assert f">Late sub-actions, {service.name}</h1>" in html
    assert "<strong>1 of 3 sub-actions is past its date</strong>" in html
    paper = html.partition('<p class="pt_paper">')[2].partition("</p>")[0]
    assert f"{today.day} {today:%B %Y}" in paper
    assert f"Filter: Late, {service.name}" in paper
    assert "Longest late first." in paper


def test_the_longest_late_stands_first_on_the_page_and_in_the_file(signed_in, board, late):
    client = signed_in(board)
    newer, older = late

    rows = client.get(LATE).context["listing"].rows
    file = b"".join(client.get("/sub-actions/export/?attention=late").streaming_content).decode()

    assert [row.sub_action for row in rows] == [older, newer]
    assert [row.days_late for row in rows] == [30, 2]
    assert file.index(older.item.text) < file.index(newer.item.text)


def test_each_service_and_each_other_list_is_a_link_with_its_number(read, late, service):
    html = read(LATE)

    assert f'href="/sub-actions/?attention=late&amp;service={service.key}"' in html
    assert 'href="/sub-actions/?attention=no-owner"' in html
    assert "<b>3 of 3</b>" in html
    # The list itself is no other one.
    assert 'href="/sub-actions/?attention=late"' not in html


def test_what_is_known_no_more_says_what_was_reported(read, today):
    row = ReportedSubActionFactory(status=Status.ON_TRACK)
    long_ago = today - timedelta(days=400)
    SubAction.objects.filter(pk=row.pk).update(confirmed_on=long_ago, reported_on=long_ago)

    html = read("/sub-actions/")

    assert ">Not known</span>" in html
    assert "reported as on track" in html


def test_a_claim_says_that_nobody_else_has_agreed(read, today):
    row = ReportedSubActionFactory(status=Status.ON_TRACK)
    SubAction.objects.filter(pk=row.pk).update(status=Status.COMPLETE, completed_on=today)
    html = read("/sub-actions/")
    assert ">Complete</span>" in html
    assert ">not yet agreed</span>" in html


def test_without_filters_nothing_is_named_as_filter(read, late):
    html = read("/sub-actions/")
    assert ">Sub-actions</h1>" in html
    assert "<strong>4 sub-actions</strong>." in html
    assert "Filter:" not in html
    assert "By service" not in html


def test_nothing_fits_says_what_to_do(read, late):
    html = read(f"/sub-actions/?kind={Kind.ONGOING}")
    assert "0 of 4 sub-actions" in html
    assert "Nothing fits these filters. Take one away to see more." in html


def test_a_filter_that_cannot_be_read_opens_the_filters_and_names_nothing(read, late):
    html = read("/sub-actions/?attention=everything")
    assert '<details class="pt_filter-fold" open>' in html
    assert "There is no “everything” under “What to look at” any more." in html
    assert "The list is shown without this filter." in html
    assert "Select a valid choice" not in html
    assert ">Sub-actions</h1>" in html
