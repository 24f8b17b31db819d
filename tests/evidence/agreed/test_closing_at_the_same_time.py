"""A progress round is closed while somebody reports: what is kept is what had been said by then."""

from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import Change
from accounts.versions import Conflict
from actions.services.progress import post_update
from evidence.models import ClosingRow
from foundations.services.rounds import close_round
from tests.at_once import TIMES, at_once
from tests.factories import RoundFactory, SubActionFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def test_what_is_kept_of_a_closing_is_what_history_tells_before_it(keeper, board, service):
    board.appointments.update(closes_rounds=True)
    today = timezone.localdate()
    for _time in range(TIMES):
        row = SubActionFactory(service=service)
        closed = RoundFactory(first_day=today, last_day=today, asks_progress=True)
        at_once(
            partial(close_round, by=board, round=closed, seen=1),
            partial(
                post_update,
                by=keeper,
                sub_action=row,
                seen=1,
                status="on-track",
                changed="It began.",
            ),
            allowed=(ValidationError, Conflict),
        )
        lines = Change.objects.filter(act__in=["closed", "posted an update"]).order_by("-id")
        acts = [line.act for line in lines[:2]]
        kept = ClosingRow.objects.get(round=closed, sub_action=row).status
        assert (kept == "on-track") == (acts == ["closed", "posted an update"])
