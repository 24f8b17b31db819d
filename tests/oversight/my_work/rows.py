"""Reported sub-actions as the tests of My work need them, and what a reader reads."""

import re
from datetime import timedelta
from html import unescape

from django.utils.timezone import localdate

from actions.models import SubAction
from actions.status import Status
from tests.conftest import flat
from tests.factories import (
    ReportedSubActionFactory,
)


def text_of(html: str) -> str:
    """What a reader reads, without the markup."""
    return flat(unescape(re.sub("<[^>]+>", " ", html))).replace(" ,", ",").replace(" .", ".")


def kept(
    service, *, days: int = 0, confirmed: int = 0, status=Status.ON_TRACK, **values
) -> SubAction:
    """A reported sub-action of the service; due in so many days, confirmed so many days ago."""
    due = localdate() + timedelta(days=days) if days else None
    said = localdate() - timedelta(days=confirmed)
    return ReportedSubActionFactory(
        service=service, status=status, due_on=due, reported_on=said, confirmed_on=said, **values
    )
