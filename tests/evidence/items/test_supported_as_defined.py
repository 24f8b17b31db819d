"""What supports a thing or a part of it, by sets: the same as the definition gives."""

import random

import pytest

from evidence.models import EvidenceItem, Support
from foundations.models import FrameworkItem, Kind
from tests.factories import EvidenceFactory, ItemFactory

pytestmark = pytest.mark.django_db


def is_within(item: FrameworkItem | None, wanted: set[FrameworkItem], depth: int = 3) -> bool:
    """The item is one of these, a part of one, or a part of such a part."""
    if item is None or depth == 0:
        return False
    return item in wanted or is_within(item.parent, wanted, depth - 1)


@pytest.fixture(params=[1, 2, 3])
def chance(request) -> random.Random:
    return random.Random(request.param)  # noqa: S311 - made-up supports, the same at each run


def test_of_itself_its_parts_and_their_parts_but_not_deeper(chance):
    items = [ItemFactory(kind=Kind.ACTION)]
    for kind in (Kind.SUB_ACTION, Kind.CRITERION, Kind.PROMPT):
        items += [ItemFactory(kind=kind, parent=chance.choice(items)) for _ in range(5)]
    for _ in range(10):
        EvidenceFactory(supports=chance.sample(items, chance.randint(0, 3)))

    for _ in range(8):
        wanted = set(chance.sample(items, chance.randint(1, 3)))
        supports = {row for row in Support.objects.all() if is_within(row.item, wanted)}
        assert set(Support.objects.of(wanted)) == supports
        evidence = list(EvidenceItem.objects.supporting(wanted))
        assert len(evidence) == len(set(evidence))
        assert set(evidence) == {row.evidence for row in supports}
