"""A sheet is undone while somebody corrects one of its sessions, and a session is logged while the
days of the work that it serves are changed: what is kept is what stands.
"""

from datetime import date, timedelta
from functools import partial

import pytest

from accounts.models import Role
from accounts.versions import Conflict
from actions.services import work
from evidence.models import Session
from evidence.participation.reasons import Heads
from evidence.participation.services import edit_session
from evidence.participation.sheets import services as imports
from tests.at_once import TIMES, at_once
from tests.conftest import person
from tests.evidence.participation.participants import log
from tests.evidence.participation.sheets.sample_sheets import line, store_checked
from tests.factories import SubActionFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
PERIOD = {"kind": "recurring", "start_on": date(2025, 1, 1), "interval_months": 6}


@pytest.fixture
def colleague(db):
    return person("Clare", Role.CHAMPIONS)


def kept(sub_action) -> bool:
    return sub_action.occurrences.exclude(kept_on=None).exists()


def test_what_a_corrected_session_served_is_open_again(champions, colleague, service):
    for number in range(TIMES):
        served = SubActionFactory(service=service, **PERIOD)
        brought = line(Date=str(date(2025, 3, 1) + timedelta(days=number)))
        sheet = store_checked(champions, brought, digest=str(number))
        imports.bring_in(by=champions, sheet=sheet, seen=1)
        session = Session.objects.get(brought_in=sheet)
        values = {name: getattr(session, name) for name in ("held_on", "kind")}
        values |= {"lived_experience": session.lived_experience, "lived_number": 0}
        heads = [Heads("workforce", 12, service)]
        at_once(
            partial(imports.undo, by=champions, sheet=sheet, seen=2),
            partial(
                edit_session,
                by=colleague,
                session=session,
                seen=session.version,
                **values,
                audiences=heads,
                sub_actions=[served],
            ),
            allowed=(Conflict, imports.ValidationError),
        )
        session.refresh_from_db()
        assert session.is_removed
        assert not kept(served)


def test_a_session_keeps_work_that_begins_to_recur_just_then(champions, keeper, service):
    for _time in range(TIMES):
        row = SubActionFactory(service=service, kind="recurring")
        heads = [Heads("members", 19)]
        at_once(
            partial(work.edit_sub_action, by=keeper, sub_action=row, seen=1, **PERIOD),
            partial(
                log,
                champions,
                kind="briefing",
                held_on=date(2025, 2, 1),
                audiences=heads,
                sub_actions=[row],
            ),
        )
        assert kept(row)
        first_days = list(row.occurrences.values_list("first_day", flat=True)[:2])
        assert first_days == [date(2025, 1, 1), date(2025, 7, 1)]
