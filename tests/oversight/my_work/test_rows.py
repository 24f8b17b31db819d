"""A row of My work: what it says, and "still true" with its undo."""

import pytest
from django.utils.timezone import localdate

from accounts.words import day
from actions.status import Status
from oversight.my_work import views
from tests.conftest import html_of
from tests.factories import (
    SubActionFactory,
)

from .rows import kept, text_of

pytestmark = pytest.mark.database


def test_a_late_row_says_for_how_long_and_what_was_reported(read_page, service):
    row = kept(service, days=-18)
    said = text_of(read_page())
    assert f"{row.key} 18 days late, due {day(row.due_on)} reported as on track" in said


def test_what_is_merely_unchecked_is_not_called_late(read_page, service):
    kept(service, confirmed=125)
    said = text_of(read_page())
    assert "“on track” was last checked 4 months ago" in said
    assert "late" not in said.partition("Overdue")[2].partition("Waiting")[0].lower()


def test_still_true_from_here_leads_back_here(signed_in, keeper, service):
    row = kept(service, confirmed=200, owners=[keeper])
    client = signed_in(keeper)

    answer = client.post(
        f"/sub-actions/{row.key}/still-true/", {"version": row.version, "from-my-work": "1"}
    )

    row.refresh_from_db()
    assert answer.url == f"/my-work/?at={row.key}#sub-action-{row.key}"
    page = client.get(answer.url)
    assert "Checked just now" in html_of(page)
    assert not list(page.context["messages"])
    assert (row.confirmed_on, row.confirmed_by) == (localdate(), keeper)


def test_still_true_is_offered_only_where_something_was_reported(read_page, service):
    silent = SubActionFactory(service=service)
    reported = kept(service)

    html = read_page()

    assert f"/sub-actions/{reported.key}/still-true/" in html
    assert f"/sub-actions/{silent.key}/still-true/" not in html
    assert f"/sub-actions/{silent.key}/update/" in html


def test_still_true_is_not_offered_of_what_is_late_contradicted_or_stopped(read_page, service):
    late = kept(service, days=-5, status=Status.AT_RISK)
    contradicted = kept(service, days=-5)
    unheard = kept(service, status=Status.BEING_KEPT, kind="ongoing")
    stopped = kept(service, status=Status.STOPPED)
    unchecked = kept(service, confirmed=200)

    html = read_page()

    for row in (late, contradicted, unheard, stopped):
        assert f"/sub-actions/{row.key}/update/" in html
        assert f"/sub-actions/{row.key}/still-true/" not in html
    assert f"/sub-actions/{unchecked.key}/still-true/" in html


def test_the_way_back_leads_to_the_page_of_the_row(signed_in, keeper, service, monkeypatch):
    monkeypatch.setattr(views, "PER_PAGE", 2)
    rows = [kept(service, days=100 + number) for number in range(3)]

    page = signed_in(keeper).get(f"/my-work/?at={rows[2].key}").context["page"]

    assert [row.sub_action for row in page] == [rows[2]]


def test_undo_stands_in_the_row_for_a_while_and_leads_back(signed_in, keeper, service):
    row = kept(service, confirmed=200)
    client = signed_in(keeper)
    client.post(f"/sub-actions/{row.key}/still-true/", {"version": 1, "from-my-work": "1"})
    assert f"/sub-actions/{row.key}/still-true/undo/" in html_of(client.get("/my-work/"))

    answer = client.post(
        f"/sub-actions/{row.key}/still-true/undo/", {"version": 2, "from-my-work": "1"}
    )

    assert answer.url == f"/my-work/?at={row.key}#sub-action-{row.key}"
    html = html_of(client.get("/my-work/"))
    assert "Checked just now" not in html
    assert f'action="/sub-actions/{row.key}/still-true/"' in html


def test_a_row_says_when_it_was_checked_and_whose_it_is_if_not_ones_own(
    read_page, service, keeper, other_keeper
):
    kept(service, confirmed=12, owners=[keeper])
    kept(service, days=90, owners=[])

    said = text_of(read_page())

    assert "checked 12 days ago" in said
    assert said.count("No owner yet") == 1
