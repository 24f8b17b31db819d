"""Two who name, add or decide the same thing at one moment: one is stored, the other is told."""

import uuid
from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import Appointment, Change, Role, Service
from accounts.services import add_service, appoint, edit_service, end_appointment, move
from accounts.versions import Conflict
from actions.models import Action, SubAction
from actions.services.work import add_action, add_sub_action
from foundations.models import Correction, Dismissal, Link, Round
from foundations.services.correcting import (
    answer_correction,
    propose_correction,
    withdraw_correction,
)
from foundations.services.dismissing import dismiss
from foundations.services.linking import add_link, confirm_link, remove_link
from foundations.services.rounds import close_round, edit_round, open_round
from foundations.suggesting import of_work
from tests.at_once import TIMES, at_once
from tests.conftest import person
from tests.factories import (
    ActionFactory,
    CorrectionFactory,
    ItemFactory,
    LinkFactory,
    RoundFactory,
    ServiceFactory,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]

REFUSED = (ValidationError, Conflict)


@pytest.fixture
def colleague(service):
    return person("Catriona", Role.KEEPER, service)


@pytest.fixture
def second(db):
    return person("Bea", Role.ADMINISTRATOR)


def refusals(*writes) -> list[type]:
    said = at_once(*writes, allowed=REFUSED)
    return [type(one) for one in said if isinstance(one, Exception)]


def test_two_services_of_one_name(administrator, second):
    for number in range(TIMES):
        add = partial(add_service, name=f"Libraries {number}", kind="council")
        assert refusals(partial(add, by=administrator), partial(add, by=second)) == [
            ValidationError
        ]
        assert Service.objects.filter(name=f"Libraries {number}").count() == 1


def test_two_services_renamed_alike(administrator, second):
    for number in range(TIMES):
        rows = [ServiceFactory(), ServiceFactory()]
        values = {"seen": 1, "name": f"Schools {number}", "kind": "council", "closed_on": None}
        writes = [
            partial(edit_service, by=by, service=row, **values)
            for by, row in zip((administrator, second), rows, strict=True)
        ]
        assert refusals(*writes) == [ValidationError]


def test_two_rounds_of_one_name_or_of_the_same_days(administrator, second):
    first = timezone.localdate() + timedelta(days=100)
    for number in range(TIMES):
        days = {"first_day": first, "last_day": first + timedelta(days=5)}
        add = partial(open_round, **days, asks_progress=True, asks_assessment=False)
        names = (f"Round {number}", f"Round {number}" if number % 2 else f"Other {number}")
        writes = [
            partial(add, by=by, name=name)
            for by, name in zip((administrator, second), names, strict=True)
        ]
        assert refusals(*writes) == [ValidationError]
        first += timedelta(days=10)


def test_a_round_is_edited_while_it_is_closed(administrator, board):
    board.appointments.update(closes_rounds=True)
    for number in range(TIMES):
        # Each has days of its own, which have begun.
        first = timezone.localdate() - timedelta(days=100 * (number + 1))
        row = RoundFactory(first_day=first, last_day=first + timedelta(days=5))
        pages = [Round.objects.get(pk=row.pk) for _page in range(2)]
        at_once(
            partial(close_round, by=board, round=pages[0], seen=1),
            partial(edit_round, by=administrator, round=pages[1], seen=1, name=f"New {number}"),
            allowed=REFUSED,
        )
        row.refresh_from_db()
        assert row.is_closed != (row.name == f"New {number}")


def test_two_local_actions_of_one_title(keeper, colleague, service):
    for number in range(TIMES):
        add = partial(add_action, service=service, title=f"Play {number}")
        assert refusals(partial(add, by=keeper), partial(add, by=colleague)) == [ValidationError]
        assert Action.objects.filter(item__heading=f"Play {number}").count() == 1


def test_two_local_actions_where_there_is_none_yet(keeper, colleague, service):
    """Nothing is there whose row the two could hold."""
    for number in range(TIMES):
        Action.objects.all().delete()
        add = partial(add_action, service=service)
        titles = (f"Homes {number}", f"Play {number}")
        writes = [
            partial(add, by=by, title=title)
            for by, title in zip((keeper, colleague), titles, strict=True)
        ]
        assert refusals(*writes) == []


def test_two_local_sub_actions_of_one_title(keeper, colleague, service):
    action = ActionFactory()
    for number in range(TIMES):
        add = partial(
            add_sub_action, action=action, service=service, title=f"Play {number}", kind="dated"
        )
        assert refusals(partial(add, by=keeper), partial(add, by=colleague)) == [ValidationError]
        assert SubAction.objects.filter(item__heading=f"Play {number}").count() == 1


def test_a_role_that_has_yet_to_start_is_moved_once(administrator, second, stranger, service):
    later = timezone.localdate() + timedelta(days=30)
    services = [ServiceFactory(), ServiceFactory()]
    for _time in range(TIMES):
        held = appoint(
            by=administrator, person=stranger, role=Role.KEEPER, service=service, starts_on=later
        )
        pages = [Appointment.objects.get(pk=held.pk) for _page in range(2)]
        writes = [
            partial(move, by=by, appointment=page, service=to)
            for by, page, to in zip((administrator, second), pages, services, strict=True)
        ]
        assert refusals(*writes) == [ValidationError]
        stranger.appointments.all().delete()


def test_nobody_is_given_a_service_that_is_closed_just_then(administrator, second, stranger):
    today = timezone.localdate()
    for _time in range(TIMES):
        row = ServiceFactory()
        page = Service.objects.get(pk=row.pk)
        values = {"seen": 1, "name": row.name, "kind": row.kind, "closed_on": today}
        said = at_once(
            partial(edit_service, by=administrator, service=row, **values),
            partial(appoint, by=second, person=stranger, role=Role.KEEPER, service=page),
            allowed=REFUSED,
        )
        held = stranger.appointments.filter(service=row).first()
        # Given before it was closed, or not at all.
        assert bool(held) != isinstance(said[1], ValidationError)
        assert Service.objects.get(pk=row.pk).closed_on == today


def test_one_role_is_ended_once(administrator, second, stranger):
    today = timezone.localdate()
    for _time in range(TIMES):
        held = appoint(by=administrator, person=stranger, role=Role.BOARD)
        pages = [Appointment.objects.get(pk=held.pk) for _page in range(2)]
        writes = [
            partial(end_appointment, by=by, appointment=page, ends_on=today)
            for by, page in zip((administrator, second), pages, strict=True)
        ]
        assert refusals(*writes) == [ValidationError]


def test_two_who_link_the_same_texts(keeper, colleague):
    for _time in range(TIMES):
        ends = {"from_item": ItemFactory(kind="sub-action"), "to_item": ItemFactory(kind="call")}
        writes = [partial(add_link, by=by, **ends, reason=f"{by}.") for by in (keeper, colleague)]
        assert refusals(*writes) == [ValidationError]
        assert Link.objects.filter(**ends).count() == 1


def test_a_link_is_confirmed_while_it_is_removed(keeper, colleague):
    for _time in range(TIMES):
        row = LinkFactory()
        pages = [Link.objects.get(pk=row.pk) for _page in range(2)]
        writes = [
            partial(confirm_link, by=keeper, link=pages[0], seen=1, reason="Yes."),
            partial(remove_link, by=colleague, link=pages[1], seen=1, reason="No."),
        ]
        assert len(refusals(*writes)) == 1


def test_a_correction_is_withdrawn_while_it_is_answered(administrator, keeper):
    for _time in range(TIMES):
        row = CorrectionFactory(proposed_by=keeper)
        pages = [Correction.objects.get(pk=row.pk) for _page in range(2)]
        writes = [
            partial(withdraw_correction, by=keeper, correction=pages[0], seen=1),
            partial(
                answer_correction,
                by=administrator,
                correction=pages[1],
                seen=1,
                state="agreed",
                answer="Yes.",
            ),
        ]
        assert refusals(*writes) == [Conflict]


def test_one_form_that_proposes_a_correction_is_sent_twice_at_once(keeper):
    for _time in range(TIMES):
        item = ItemFactory(kind="call", heading="Stop it.")
        propose = partial(
            propose_correction,
            by=keeper,
            item=item,
            part="heading",
            wording="Stop this.",
            reason="Plainer.",
            form_key=uuid.uuid4(),
        )
        first, second = at_once(propose, propose)
        assert (first, Correction.objects.filter(item=item).count()) == (second, 1)


def test_two_who_say_that_a_text_is_not_meant(keeper, colleague):
    for _time in range(TIMES):
        work, text = ItemFactory(kind="sub-action", local=True), ItemFactory(kind="call")
        writes = [
            partial(dismiss, by=by, subject=of_work(work), text=text) for by in (keeper, colleague)
        ]
        assert refusals(*writes) == []
        assert Dismissal.objects.filter(text=text).count() == 1
        assert Change.objects.of(work.kind, work.key).count() == 1
