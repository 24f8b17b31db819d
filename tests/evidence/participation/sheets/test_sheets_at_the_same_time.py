"""Two presses at the same moment: one brings in, or undoes, and the others are told."""

from functools import partial

import pytest

from evidence.models import Session, SessionImport
from evidence.participation.sheets import services as imports
from tests.accounts.test_at_the_same_time import both
from tests.conftest import person
from tests.evidence.participation.sheets.sample_sheets import line, store_checked

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def test_a_button_pressed_three_times_brings_in_once(champions, service):
    found = store_checked(champions, line(), line(Date="4 March 2025"))
    press = partial(imports.bring_in, by=champions, sheet=found, seen=1)
    assert both(press, press, press) == 2
    assert Session.objects.count() == 2


@pytest.mark.parametrize("digest", ["d" * 64, "e"])
def test_two_people_with_the_same_sessions_in_one_file_or_in_two(champions, service, digest):
    colleague = person("Clare", "champions")
    sheets = [
        (champions, store_checked(champions, line())),
        (colleague, store_checked(colleague, line(), digest=digest)),
    ]

    assert (
        both(*(partial(imports.bring_in, by=by, sheet=sheet, seen=1) for by, sheet in sheets)) == 1
    )
    assert Session.objects.count() == 1


def test_undoing_at_the_same_moment_undoes_once(champions, service):
    imports.bring_in(by=champions, sheet=store_checked(champions, line()), seen=1)
    press = partial(imports.undo, by=champions, sheet=SessionImport.objects.get(), seen=2)
    assert both(press, press) == 1
    assert not Session.objects.current().exists()


def test_a_sheet_checked_while_another_is_brought_in(champions, service):
    """The next check lets go of the sheet, or the sheet is in by then: never half of both."""
    first = store_checked(champions, line())
    bring_in = partial(imports.bring_in, by=champions, sheet=first, seen=1)
    check = partial(store_checked, champions, line(Headcount="9"), digest="e")

    refused = both(bring_in, check)
    assert (Session.objects.count(), refused) in {(1, 0), (0, 1)}
    assert SessionImport.objects.filter(digest="e").count() == 1
