"""What tests of participation share: sub-action 1.3 in small, and a session as people log it."""

from datetime import date

from actions.models import SubAction
from evidence.models import AudienceKind, LivedExperience, SessionKind
from evidence.participation.reasons import Heads
from evidence.participation.services import log_session
from foundations.models import PublishedTarget
from tests.factories import SubActionFactory


def participants(service, *, key="1.3", **values) -> SubAction:
    """A sub-action of which the source counts 1,000 participants in twelve months."""
    row = SubActionFactory(
        item__key=key, item__text="Sessions across teams.", service=service, **values
    )
    PublishedTarget.objects.create(
        item=row.item,
        words="1,000 participants over 12 months",
        number=1000,
        unit="participants",
        period_months=12,
    )
    return row


def log(by, **values):
    """A workshop of 3 March 2026 for 25 of the workforce, unless told otherwise."""
    usual = {
        "held_on": date(2026, 3, 3),
        "kind": SessionKind.WORKSHOP,
        "lived_experience": LivedExperience.DELIVERED,
        "lived_number": 2,
        "audiences": [Heads(AudienceKind.WORKFORCE, 25)],
        "sub_actions": [],
    }
    return log_session(by=by, **usual | values)


def session_form(*audiences: dict, **changes) -> dict:
    """What the browser sends when a session is logged; None leaves a field out."""
    rows = audiences or ({"kind": "workforce", "headcount": "25"},)
    sent = {
        "held_on": "2026-03-03",
        "kind": "workshop",
        "lived_experience": "delivered",
        "lived_number": "2",
        "form_key": "6f7e1f0c-2a86-4a43-9a6b-1f1a5a2a0009",
        "audiences-TOTAL_FORMS": str(len(rows)),
        "audiences-INITIAL_FORMS": "0",
    }
    for number, row in enumerate(rows):
        sent |= {
            f"audiences-{number}-{name}": value for name, value in ({"service": ""} | row).items()
        }
    return {name: value for name, value in (sent | changes).items() if value is not None}
