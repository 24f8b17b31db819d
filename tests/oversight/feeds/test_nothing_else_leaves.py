"""A canary in every text and file name that people have written: none but those of what is marked
public are in what leaves.
"""

import re

import pytest
from django.utils import timezone

from accounts.models import User
from evidence.models import Measure
from foundations.services import rounds
from oversight.feeds.rows import KINDS
from oversight.models import Snapshot
from oversight.public.services import switch
from tests.factories import MeasureFactory, RoundFactory
from tests.site.poison import Poison

# Names of services are those of offices of the council; measures are marked one by one.
MAY_LEAVE = {"accounts.Service.name", "evidence.Measure.name", "evidence.Measure.unit"}
ADDRESSES = ["/open-data/", "/open-data/openapi.json"]
ADDRESSES += [f"/open-data/{name}.{kind}" for name in KINDS for kind in ("json", "csv")]


class Canaries(Poison):
    """Words that stand nowhere else, each with its own number."""

    def __init__(self) -> None:
        super().__init__(lambda number: f"Canary{number}x")

    def write_history(self) -> None:
        """Nothing that leaves tells of the history."""


@pytest.fixture
def poisoned(council, db):
    """The demo council full of canaries, one of its measures marked, with a closed round."""
    first = Measure.objects.order_by("pk").first()
    canaries = Canaries()
    canaries.fill_all()
    Measure.objects.filter(pk=first.pk).update(is_public=True)
    MeasureFactory(name="Kept to ourselves", is_public=False)
    by = User.objects.filter(appointments__role="administrator").first()
    opened = RoundFactory(key="last", name="Canary0x", asks_assessment=False)
    opened.last_day = timezone.localdate()
    rounds.close_round(by=by, round=opened, seen=opened.version)
    switch(by=by, is_on=True, reason="Canary1x")
    return canaries


def body_of(answer) -> str:
    return b"".join(answer).decode()


def test_no_canary_leaves_but_of_what_is_marked_public(client, poisoned):
    assert "Canary" in str(Snapshot.objects.order_by("-pk").first().texts)
    assert len(poisoned.columns) > 300
    found = set()
    for address in ADDRESSES:
        answer = client.get(address)
        assert answer.status_code == 200, address
        told = body_of(answer) + str(answer.headers)
        found |= {int(number) for number in re.findall(r"Canary(\d+)x", told)}
    columns = {poisoned.columns.get(number, "the round or the switch") for number in found}
    assert columns == MAY_LEAVE


def test_a_measure_that_is_not_marked_leaves_with_none_of_its_words(client, poisoned):
    names = set(Measure.objects.filter(is_public=False).values_list("name", flat=True))
    assert names
    assert not [one for one in names if one in body_of(client.get("/open-data/measures.json"))]
