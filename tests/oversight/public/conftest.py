"""Work of every group, of which something is public; a round that is closed over it; and the page
on.
"""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from actions.models import SubAction
from foundations.models import Round
from foundations.services import rounds
from oversight.public import edition, serving
from oversight.public.services import switch
from tests.conftest import forget_figures, html_of
from tests.factories import ProgressUpdateFactory, RoundFactory

PUBLIC = "public"


@pytest.fixture(autouse=True)
def nothing_kept():
    """Records of other tests have the same numbers."""
    forget_all()


def forget_all() -> None:
    """As another process, which has read nothing yet."""
    forget_figures()
    edition._frozen.cache_clear()
    serving.SHELF.forget()


@pytest.fixture
def work(make_work):
    return make_work(24, seed=5)


@pytest.fixture
def told(work) -> SubAction:
    """A sub-action of which its service has said something to anyone."""
    row = next(one for one in work.sub_actions if one.service)
    ProgressUpdateFactory(
        sub_action=row,
        changed="The quiet room is open.",
        visibility=PUBLIC,
        posted_on=date(2026, 3, 3),
    )
    return row


@pytest.fixture
def close(administrator):
    """Close a round over all that there is, and switch the page on."""

    def _close(key: str = "spring") -> Round:
        opened = RoundFactory(key=key, name=key.capitalize(), asks_assessment=False)
        rounds.close_round(by=administrator, round=opened, seen=1)
        switch(by=administrator, is_on=True, reason="The Board agreed.")
        forget_all()
        return opened

    return _close


@pytest.fixture
def read():
    """A public page as somebody gets it who has not signed in."""

    def _read(path: str = "", **given) -> str:
        answer = Client().get(f"/public/{path}", **given)
        assert answer.status_code == 200, answer.content.decode()
        return html_of(answer)

    return _read
