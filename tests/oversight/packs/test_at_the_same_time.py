"""Two servers ask for the same pack, or two workers take it, at the same moment."""

from functools import partial

import pytest
from django.utils import timezone

from foundations.models import Edition
from oversight.packs.holding import take
from oversight.packs.models import Form, Pack
from oversight.packs.services import ask_for_pack
from tests.at_once import TIMES, at_once
from tests.factories import RoundFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


@pytest.fixture
def edition(administrator) -> Edition:
    today = timezone.localdate()
    closed = RoundFactory(closed_on=today, closed_by=administrator)
    return closed.editions.select_related("round").get()


@pytest.fixture
def in_line(monkeypatch):
    waiting = []
    monkeypatch.setattr("oversight.packs.services.put_in_line", waiting.append)
    return waiting


def test_both_get_the_one_that_is_made(edition, board, champions, in_line):
    for _time in range(TIMES):
        asked = [
            partial(ask_for_pack, by=by, edition=Edition.objects.get(pk=edition.pk), form="board")
            for by in (board, champions)
        ]
        first, second = at_once(*asked)
        assert first.pk == second.pk
        Pack.objects.update(state="failed")
    assert Pack.objects.count() == len(in_line) == TIMES


def test_one_of_two_workers_makes_it(edition, board, in_line):
    for _time in range(TIMES):
        pack = ask_for_pack(by=board, edition=edition, form=Form.BOARD)
        now = timezone.now()
        taken = at_once(partial(take, pack.pk, now), partial(take, pack.pk, now))
        assert len([one for one in taken if one]) == 1
        Pack.objects.update(state="failed")
