"""Two presses at the same moment: one brings in, or undoes, and the others are told."""

from datetime import date, timedelta
from functools import partial

import pytest

from evidence.models import Session, SessionImport
from evidence.participation.sheets import services as imports
from tests.accounts.test_at_the_same_time import both
from tests.at_once import TIMES
from tests.conftest import person
from tests.evidence.participation.sheets.sample_sheets import line, store_checked

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def days(number: int) -> tuple[str, str]:
    """Two days that no other time has."""
    first = date(2022, 1, 1) + timedelta(days=2 * number)
    return str(first), str(first + timedelta(days=1))


def test_a_button_pressed_three_times_brings_in_once(champions, service):
    for number in range(TIMES):
        lines = [line(Date=on) for on in days(number)]
        found = store_checked(champions, *lines, digest=f"{number}")
        press = partial(imports.bring_in, by=champions, sheet=found, seen=1)
        assert both(press, press, press) == 2
        assert Session.objects.count() == 2 * (number + 1)


@pytest.mark.parametrize("digest", ["d", "e"])
def test_two_people_with_the_same_sessions_in_one_file_or_in_two(champions, service, digest):
    colleague = person("Clare", "champions")
    for number in range(TIMES):
        brought = line(Date=days(number)[0])
        writes = [
            partial(
                imports.bring_in,
                by=by,
                sheet=store_checked(by, brought, digest=f"{of}{number}"),
                seen=1,
            )
            for by, of in ((champions, "d"), (colleague, digest))
        ]
        assert both(*writes) == 1
        assert Session.objects.count() == number + 1


def test_undoing_at_the_same_moment_undoes_once(champions, service):
    for number in range(TIMES):
        found = store_checked(champions, line(Date=days(number)[0]), digest=f"{number}")
        imports.bring_in(by=champions, sheet=found, seen=1)
        sheet = SessionImport.objects.get(pk=found.pk)
        press = partial(imports.undo, by=champions, sheet=sheet, seen=2)
        assert both(press, press) == 1
        assert not Session.objects.current().exists()


def test_a_sheet_checked_while_another_is_brought_in(champions, service):
    """The next check lets go of the sheet, or the sheet is in by then: never half of both."""
    for number in range(TIMES):
        brought = line(Date=days(number)[0])
        first = store_checked(champions, brought, digest=f"d{number}")
        before = Session.objects.count()
        bring_in = partial(imports.bring_in, by=champions, sheet=first, seen=1)
        changed = line(Date=days(number)[0], Headcount="9")
        check = partial(store_checked, champions, changed, digest=f"e{number}")

        refused = both(bring_in, check)
        assert (Session.objects.count() - before, refused) in {(1, 0), (0, 1)}
        assert SessionImport.objects.filter(digest=f"e{number}").count() == 1
