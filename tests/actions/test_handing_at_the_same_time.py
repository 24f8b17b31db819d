"""Handing over among others who write at the same moment: nothing goes twice, to two people, or to
somebody who is being deactivated.
"""

from functools import partial

import pytest
from django.core.exceptions import ValidationError

from accounts.history import broken_changes
from accounts.models import Mail, User
from accounts.services import set_active
from accounts.versions import Conflict
from actions.models import HandOver, SubAction
from actions.services import handing
from actions.services.assigning import assign
from tests.at_once import at_once
from tests.conftest import person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def giving(by, owned, heir):
    heirs, seen = {owned[0].service_id: heir}, {row.key: row.version for row in owned}
    given = {"by": by, "person": User.objects.get(pk=by.pk), "seen": seen, "heirs": heirs}
    return partial(handing.hand_over, **given)


def owners(rows) -> list[set[str]]:
    return [{str(one) for one in row.owners.all()} for row in SubAction.objects.order_by("pk")]


def test_of_two_heirs_one_gets_all(keeper, colleague, service, owned):
    mo = person("Mo", "keeper", service)
    writes = [giving(keeper, owned, heir) for heir in (colleague, mo)]
    said = at_once(*writes, allowed=(Conflict,))
    assert sum(isinstance(one, Conflict) for one in said) == 1
    assert owners(owned) in ([{"Catriona"}] * 3, [{"Mo"}] * 3)
    assert (HandOver.objects.count(), Mail.objects.count()) == (1, 2)


def test_nobody_takes_over_who_is_being_deactivated(administrator, keeper, colleague, owned):
    said = at_once(
        giving(keeper, owned, colleague),
        partial(set_active, by=administrator, person=colleague, active=False),
        allowed=(ValidationError,),
    )
    refused = any(isinstance(one, ValidationError) for one in said)
    assert owners(owned) == [{"Kirsty" if refused else "Catriona"}] * 3
    assert not broken_changes()


def test_an_administrator_who_assigns_one_of_them(administrator, keeper, colleague, service, owned):
    mo, last = person("Mo", "keeper", service), owned[2]
    said = at_once(
        giving(keeper, owned, colleague),
        partial(assign, by=administrator, sub_action=last, seen=1, service=service, owners=[mo]),
        allowed=(Conflict,),
    )
    assert sum(isinstance(one, Conflict) for one in said) == 1
    assert owners(owned) in (
        [{"Catriona"}] * 3,
        [{"Kirsty"}, {"Kirsty"}, {"Mo"}],
    )


def test_it_is_taken_back_once(keeper, colleague, owned):
    act = giving(keeper, owned, colleague)()
    back = [
        partial(handing.take_back, by=keeper, act=HandOver.objects.get(pk=act.pk)) for _ in range(3)
    ]
    at_once(*back)
    assert owners(owned) == [{"Kirsty"}] * 3
    assert Mail.objects.count() == 4
