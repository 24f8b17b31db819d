"""A round that is closed over mixed work, and the Board's pages as they were then."""

from datetime import timedelta

import pytest

from foundations.models import Round
from foundations.services import rounds
from tests.factories import EvidenceFactory, NeedFactory, ReplyFactory, RoundFactory


@pytest.fixture
def work(make_work):
    """Mixed work of every group, some of it heard on, asked about and in need of something."""
    made = make_work(40, seed=3)
    for row, days in zip(made.sub_actions, [3, 30, 500, 20], strict=False):
        on = made.today - timedelta(days=days)
        EvidenceFactory(kind="voice", supports=[row.item], dated_on=on)
    NeedFactory(sub_action=made.sub_actions[0])
    ReplyFactory(heard__heard_on=made.today - timedelta(days=9))
    return made


@pytest.fixture
def closed(work, administrator) -> Round:
    """A round of progress that was closed over that work."""
    opened = RoundFactory(key="spring", name="Spring", asks_assessment=False)
    rounds.close_round(by=administrator, round=opened, seen=1)
    opened.refresh_from_db()
    return opened
