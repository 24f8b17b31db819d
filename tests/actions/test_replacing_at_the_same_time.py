"""Two who say at one moment what replaces what: no circle is closed that neither of them saw."""

from functools import partial

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Role
from actions.models import SubAction
from actions.services.replacing import replace
from tests.at_once import TIMES, at_once
from tests.conftest import person
from tests.factories import SubActionFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


@pytest.mark.parametrize("number", [2, 3])
def test_two_who_replace_in_a_circle(number, administrator):
    """Each by the next: two by one another, or three who all meet."""
    people = [person(f"Bea {one}", Role.ADMINISTRATOR) for one in range(number)]
    for _time in range(TIMES):
        rows = [SubActionFactory() for _row in range(number)]
        pages = [SubAction.objects.get(pk=row.pk) for row in rows]
        writes = [
            partial(replace, by=by, sub_action=row, seen=1, replacement=to, reason="The same.")
            for by, row, to in zip(people, rows, pages[1:] + pages[:1], strict=True)
        ]
        said = at_once(*writes, allowed=(ValidationError,))
        assert any(isinstance(one, ValidationError) for one in said)
        assert any(row.replaced_by is None for row in stored(rows))


def stored(rows):
    return SubAction.objects.filter(pk__in=[row.pk for row in rows])
