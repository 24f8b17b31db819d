"""Nothing is given to a service that is closed at the same moment, and a service gets another name
while people report what it does.
"""

from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import Change, Role
from accounts.services import edit_service
from actions.services.assigning import assign, assign_all, decide_proposal, lead, propose_service
from actions.services.needs import ask_for_help, post_update_and_ask
from actions.services.progress import post_update
from actions.services.work import add_action, add_sub_action, edit_sub_action
from tests.at_once import TIMES, at_once
from tests.conftest import person
from tests.factories import ActionFactory, ServiceFactory, SubActionFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def stored(made):
    """A record as a page has read it."""
    return type(made).objects.get(pk=made.pk)


def editing(by, service, **changes):
    """What an administrator who has opened its page sends."""
    page = stored(service)
    values = {"name": page.name, "kind": page.kind, "closed_on": None} | changes
    return partial(edit_service, by=by, service=page, seen=page.version, **values)


def assigning(by, page, keeper):
    row = stored(SubActionFactory(service=None))
    return partial(assign, by=by, sub_action=row, seen=row.version, service=page, owners=[])


def assigning_all(by, page, keeper):
    row = stored(SubActionFactory(service=None))
    return partial(assign_all, by=by, seen={row.key: row.version}, service=page, owners=[])


def leading(by, page, keeper):
    row = stored(ActionFactory())
    return partial(lead, by=by, action=row, seen=row.version, service=page)


def proposing(by, page, keeper):
    row = stored(SubActionFactory(service=None))
    return partial(propose_service, by=keeper, sub_action=row, seen=row.version, service=page)


def deciding(by, page, keeper):
    made = SubActionFactory(service=None, proposed_service=page, proposed_by=keeper)
    row = stored(made)
    return partial(decide_proposal, by=by, sub_action=row, seen=row.version, accept=True)


def adding_an_action(by, page, keeper):
    return partial(add_action, by=keeper, service=page, title=f"Doors of {page}")


def adding_a_sub_action(by, page, keeper):
    action, said = stored(ActionFactory()), {"title": "Keys", "kind": "ongoing"}
    return partial(add_sub_action, by=keeper, action=action, service=page, **said)


def collaborating(by, page, keeper):
    row = stored(SubActionFactory(service=keeper.appointments.get().service))
    said = {"collaborators": [page], "kind": row.kind}
    return partial(edit_sub_action, by=keeper, sub_action=row, seen=row.version, **said)


def asking(by, page, keeper):
    own = keeper.appointments.get().service
    said_on = {"status": "at-risk", "reported_on": timezone.localdate()}
    row = stored(SubActionFactory(service=own, **said_on))
    said = {"would_help": "A trainer.", "who_acts": "service", "acting_service": page}
    return partial(ask_for_help, by=keeper, sub_action=row, **said)


def asking_with_an_update(by, page, keeper):
    row = stored(SubActionFactory(service=keeper.appointments.get().service))
    said = {"would_help": "A trainer.", "who_acts": "service", "acting_service": page}
    said |= {"status": "at-risk", "changed": "Nobody came.", "seen": row.version}
    return partial(post_update_and_ask, by=keeper, sub_action=row, **said)


GIVING = [assigning, assigning_all, leading, proposing, deciding]
GIVING += [adding_an_action, adding_a_sub_action, collaborating]
GIVING += [asking, asking_with_an_update]


@pytest.mark.parametrize("giving", GIVING)
def test_a_service_that_is_closed_just_then_is_given_nothing(giving, administrator):
    second = person("Bea", Role.ADMINISTRATOR)
    for number in range(TIMES):
        service = ServiceFactory()
        keeper = person(f"Kit {number}", Role.KEEPER, service)
        writes = [
            editing(administrator, service, closed_on=timezone.localdate()),
            giving(second, stored(service), keeper),
        ]
        _closed, given = at_once(*writes, allowed=(ValidationError,))
        assert stored(service).closed_on
        # Given before it was closed, as history tells, or not at all.
        assert Change.objects.first().thing == "service"
        assert not isinstance(given, ValidationError) or f"{service} is closed." in str(given)


def test_a_service_is_renamed_while_its_work_is_reported(administrator, keeper, service):
    for number in range(TIMES):
        row = stored(SubActionFactory(service=service))
        said = {"status": "on-track", "changed": "Every child has a key."}
        at_once(
            editing(administrator, service, name=f"Schools {number}"),
            partial(post_update, by=keeper, sub_action=row, seen=row.version, **said),
        )
        assert stored(row).status == "on-track"
    assert stored(service).name == f"Schools {TIMES - 1}"
