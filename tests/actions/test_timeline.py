"""The timeline of a sub-action: who may read what, what was confirmed, and every update within
reach.
"""

from datetime import timedelta

import pytest

from actions.models import Confirmation
from actions.services import assigning, progress
from actions.status import Visibility
from tests.factories import ProgressUpdateFactory

from .conftest import post


@pytest.fixture
def moved_work(sub_action, keeper, other_keeper, other_service, administrator):
    """A sub-action with an internal update of its first service, given to another one since."""
    post(keeper, sub_action, changed="Only for our own service.", visibility=Visibility.INTERNAL)
    sub_action.refresh_from_db()
    assigning.assign(
        by=administrator,
        sub_action=sub_action,
        seen=sub_action.version,
        service=other_service,
        owners=[other_keeper],
    )
    return sub_action


def page(client, sub_action, query="") -> str:
    return client.get(sub_action.get_absolute_url() + query).content.decode()


def test_an_internal_update_stays_with_the_service_that_wrote_it(moved_work, keeper, signed_in):
    assert "Only for our own service." in page(signed_in(keeper), moved_work)


def test_an_internal_update_does_not_go_to_the_next_service(moved_work, other_keeper, signed_in):
    html = page(signed_in(other_keeper), moved_work)
    assert moved_work.item.text in html
    assert "Only for our own service." not in html


def test_the_timeline_says_who_said_still_true(
    sub_action, keeper, colleague, board, signed_in, today
):
    post(keeper, sub_action, on=today - timedelta(days=9))
    sub_action.refresh_from_db()
    progress.confirm(by=colleague, sub_action=sub_action, seen=sub_action.version)
    assert f"said {colleague}." in page(signed_in(board), sub_action)
    assert Confirmation.objects.get().update.changed == "The first workshop was held."


def test_a_withdrawn_update_gives_back_the_confirmation_before_it(
    sub_action, keeper, colleague, today
):
    post(keeper, sub_action, on=today - timedelta(days=9))
    sub_action.refresh_from_db()
    progress.confirm(
        by=colleague, sub_action=sub_action, seen=sub_action.version, on=today - timedelta(days=3)
    )
    mistaken = post(keeper, sub_action, changed="A slip.")
    progress.withdraw(
        by=keeper, update=mistaken, seen=mistaken.sub_action.version, reason="It was a slip."
    )
    sub_action.refresh_from_db()
    assert (sub_action.confirmed_on, sub_action.confirmed_by) == (
        today - timedelta(days=3),
        colleague,
    )


def test_older_updates_are_on_further_pages(sub_action, board, signed_in, today):
    for number in range(21):
        ProgressUpdateFactory(sub_action=sub_action, changed=f"Report number {number:02}.")
    client = signed_in(board)
    first, second = page(client, sub_action), page(client, sub_action, "?page=2")
    assert "Report number 20." in first
    assert "Report number 00." not in first
    assert "Report number 00." in second


def test_a_keeper_may_update_from_the_page_of_the_action(sub_action, keeper, signed_in):
    path = sub_action.action.get_absolute_url()
    assert f"/sub-actions/{sub_action.key}/update/" in signed_in(keeper).get(path).content.decode()


def test_others_may_not_update_from_the_page_of_the_action(sub_action, other_keeper, signed_in):
    html = page(signed_in(other_keeper), sub_action.action)
    assert sub_action.get_absolute_url() in html
    assert f"{sub_action.get_absolute_url()}update/" not in html
