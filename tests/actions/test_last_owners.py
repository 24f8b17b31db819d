"""The list of what has no owner says who owned it last and until when, if one manages people."""

import pytest

from accounts.services import set_active
from accounts.words import day
from actions.services import assigning, work
from tests.conftest import html_of, person
from tests.factories import SubActionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]
LIST = "/sub-actions/?attention=no-owner"


@pytest.fixture
def owned(service, keeper, administrator):
    """Given to the Keeper through the product, so that the history tells of it."""
    row = SubActionFactory(service=service)
    assigning.assign(by=administrator, sub_action=row, seen=1, service=service, owners=[keeper])
    return row


def left_out(by, row) -> None:
    row.refresh_from_db()
    work.edit_sub_action(by=by, sub_action=row, seen=row.version, kind=row.kind, owners=[])


def test_whoever_was_named_last(signed_in, keeper, administrator, owned, today):
    left_out(keeper, owned)
    page = html_of(signed_in(administrator).get(LIST))
    assert f"Last owner: Kirsty, until {day(today)}<" in page
    assert "<strong>No owner now</strong>" in page


def test_of_several_times_the_last_counts(signed_in, keeper, service, administrator, owned, today):
    left_out(keeper, owned)
    owned.refresh_from_db()
    both = [person("Catriona", "keeper", service), person("Mo", "keeper", service)]
    given = {"seen": owned.version, "service": service, "owners": both}
    assigning.assign(by=administrator, sub_action=owned, **given)
    left_out(keeper, owned)
    page = html_of(signed_in(administrator).get(LIST))
    assert f"Last owners: Catriona, Mo, until {day(today)}<" in page
    assert "Kirsty, until" not in page


def test_whoever_was_deactivated(signed_in, keeper, administrator, owned, today):
    set_active(by=administrator, person=keeper, active=False)
    page = html_of(signed_in(administrator).get(LIST))
    assert "Former owner: Kirsty, whose account is deactivated." in page
    assert f"Kirsty: until {day(today)}<" in page


def test_nobody_else_is_told_and_no_other_list_tells(
    signed_in, keeper, board, administrator, owned
):
    left_out(keeper, owned)
    for who, path in ((board, LIST), (keeper, LIST), (administrator, "/sub-actions/")):
        page = html_of(signed_in(who).get(path))
        assert "<strong>No owner yet</strong>" in page
        assert "Last owner" not in page


def test_the_list_says_what_counts_and_names_nobody_where_nobody_was(
    signed_in, administrator, service
):
    SubActionFactory(service=service)
    page = html_of(signed_in(administrator).get(LIST))
    assert "1 of 1 sub-action" in page
    assert "an active Promise Keeper of its service" in page
    assert "Last owner" not in page
