"""A sub-action of the Keeper's own service, and the forms as a browser would send them."""

import uuid
from datetime import date

import pytest
from django.utils import timezone

from actions.services import progress
from actions.status import Kind, Status
from tests.conftest import person
from tests.factories import SubActionFactory

START = date(2025, 1, 15)


@pytest.fixture
def sub_action(service):
    return SubActionFactory(service=service)


@pytest.fixture
def ongoing(service):
    return SubActionFactory(service=service, kind=Kind.ONGOING)


@pytest.fixture
def elsewhere(other_service):
    """A sub-action that another service keeps."""
    return SubActionFactory(service=other_service)


@pytest.fixture
def colleague(service):
    """A second Promise Keeper of the same service."""
    return person("Catriona", "keeper", service)


@pytest.fixture
def owned(service, keeper):
    """Three sub-actions that the Keeper owns."""
    return [SubActionFactory(service=service, owners=[keeper]) for _ in range(3)]


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def recurring(service, today):
    """Every six months from 15 January 2025; nothing made yet."""
    return SubActionFactory(service=service, kind=Kind.RECURRING, start_on=START, interval_months=6)


def post(by, sub_action, status=Status.ON_TRACK, **values):
    """Post an update on the sub-action as it stands in the database."""
    sub_action.refresh_from_db()
    values = {"changed": "The first workshop was held."} | values
    return progress.post_update(
        by=by, sub_action=sub_action, seen=sub_action.version, status=status, **values
    )


def update_form(sub_action, **changes) -> dict:
    """What the browser sends when an update is posted; None leaves a field out."""
    sent = {
        "version": sub_action.version,
        "status": "on-track",
        "changed": "The first workshop was held.",
        "difference": "Families were heard.",
        "next_step": "A second workshop.",
        "visibility": "board",
        "form_key": str(uuid.uuid4()),
    }
    return {name: value for name, value in (sent | changes).items() if value is not None}


def edit_form(sub_action, **changes) -> dict:
    """What the browser sends when a sub-action is edited; None leaves a field out."""
    sent = {
        "version": sub_action.version,
        "kind": sub_action.kind,
        "expected_difference": "Fewer moves for children.",
    }
    return {name: value for name, value in (sent | changes).items() if value is not None}


def said(response) -> list[str]:
    """The messages that the next page will show, or that this one shows."""
    return [str(message) for message in response.wsgi_request._messages]
