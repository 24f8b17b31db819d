"""Two who take back at one moment that evidence supports a thing, and one who says that it does
while the evidence is removed.
"""

from functools import partial

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Change, Role
from accounts.versions import Conflict
from evidence.items.services import remove_evidence
from evidence.items.supports import add_support, remove_support
from evidence.models import EvidenceItem, Support
from tests.at_once import TIMES, at_once
from tests.conftest import person
from tests.factories import EvidenceFactory, SubActionFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


@pytest.fixture
def colleague(service):
    return person("Catriona", Role.KEEPER, service)


def acts_of(evidence) -> list[str]:
    """What history says of it, the newest first."""
    return [*Change.objects.of("evidence", str(evidence.pk)).values_list("act", flat=True)]


def test_one_of_two_takes_it_back_and_the_other_is_told(keeper, colleague, service):
    work = SubActionFactory(service=service)
    for _time in range(TIMES):
        evidence = EvidenceFactory(service=service, added_by=keeper, supports=[work.item])
        writes = [
            partial(remove_support, by=by, support=page, reason=f"Says {by}.")
            for by, page in ((by, evidence.supports.get()) for by in (keeper, colleague))
        ]
        said = at_once(*writes, allowed=(ValidationError,))
        assert sum(isinstance(one, ValidationError) for one in said) == 1
        winner = keeper if said[0] is None else colleague
        stored = Support.objects.get(evidence=evidence)
        assert (stored.removed_by, stored.removed_reason) == (winner, f"Says {winner}.")
        assert acts_of(evidence) == ["took back what it supports"]


def test_what_is_removed_just_then_supports_nothing_more(keeper, colleague, service):
    work = SubActionFactory(service=service)
    for _time in range(TIMES):
        evidence = EvidenceFactory(service=service, added_by=keeper)
        page = EvidenceItem.objects.get(pk=evidence.pk)
        said = at_once(
            partial(remove_evidence, by=keeper, evidence=evidence, seen=1, reason="Old."),
            partial(add_support, by=colleague, evidence=page, item=work.item, reason="It shows."),
            allowed=(ValidationError, Conflict),
        )
        supports = Support.objects.filter(evidence=evidence)
        assert supports.exists() != isinstance(said[1], Exception)
        # Said before it was removed, or not at all.
        assert acts_of(evidence)[0] == "removed"
