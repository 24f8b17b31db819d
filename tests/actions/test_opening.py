"""Opening the council's working records: everything not yet reported, and nothing entered is
touched.
"""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from actions.models import Action, SubAction
from actions.services.opening import open_work
from actions.standing import standing
from actions.status import Kind, Status
from tests.conftest import html_of
from tests.rotation import turn

from .conftest import post

pytestmark = pytest.mark.django_db
RECURRING = {"1.2", "1.5"}
DATED = {"1.1", "1.3", "1.4", "1.6", "3.1", "4.1", "6.3", "7.1", "7.2", "7.3", "8.1", "9.1"}


def test_the_honest_state_on_the_first_day(framework):
    rows = SubAction.objects.for_list()
    assert (Action.objects.count(), len(rows)) == (10, 32)
    assert {row.status for row in rows} == {Status.NOT_REPORTED}
    standings = [standing(row, timezone.localdate()) for row in rows]
    assert not any(found.late or found.stale or found.contradiction for found in standings)


def test_kinds_are_proposed_and_not_yet_confirmed(framework):
    proposed = {row.key: row.kind for row in SubAction.objects.for_list()}
    assert {key for key, kind in proposed.items() if kind == Kind.RECURRING} == RECURRING
    assert {key for key, kind in proposed.items() if kind == Kind.DATED} == DATED
    assert set(SubAction.objects.values_list("kind_confirmed_on", flat=True)) == {None}


def test_source_dates_are_counted_and_make_nothing_late(framework):
    passed = SubAction.objects.source_date_passed(on=timezone.localdate())
    assert {row.key for row in passed} == {"1.4", "1.7"}
    assert not SubAction.objects.late(on=timezone.localdate()).exists()


def test_opening_again_touches_nothing(framework, keeper, service, today):
    row = SubAction.objects.get(item__key="3.1")
    SubAction.objects.filter(pk=row.pk).update(service=service, kind=Kind.RECURRING)
    row.refresh_from_db()
    post(keeper, row, Status.AT_RISK)
    assert open_work() == 0
    row.refresh_from_db()
    assert (row.kind, row.status, row.service) == (Kind.RECURRING, Status.AT_RISK, service)


def test_every_page_of_the_framework_opens(framework, signed_in, keeper):
    client = signed_in(keeper)
    for row in turn([*Action.objects.for_row(), *SubAction.objects.for_page()]):
        assert client.get(row.get_absolute_url()).status_code == 200
    assert "By December 2021 <strong>(passed)</strong>" in html_of(client.get("/sub-actions/1.4/"))
    assert "7 of 7 sub-actions not known." in html_of(client.get("/actions/1/"))


@pytest.mark.database
def test_after_loading_postgresql_counts_what_is_there(db):
    with CaptureQueriesContext(connection) as seen:
        call_command("load_framework", verbosity=0)
    assert (seen[-1]["sql"] == "ANALYZE") == (connection.vendor == "postgresql")
