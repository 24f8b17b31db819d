"""Before somebody goes it is said which sub-actions would have no owner."""

import pytest

from tests.accounts.conftest import text_of
from tests.conftest import person
from tests.factories import SubActionFactory


@pytest.fixture
def pages(administrator, signed_in, keeper):
    """What the pages on which the Keeper moves, ends her role or is deactivated say."""
    client, held = signed_in(administrator), keeper.appointments.get()
    ways = (f"roles/{held.pk}/move", f"roles/{held.pk}/end", "deactivate")
    return lambda: [text_of(client.get(f"/people/{keeper.pk}/{way}/")) for way in ways]


def test_what_she_owns_alone_and_what_others_own_too(pages, keeper, service):
    colleague = person("Catriona", "keeper", service)
    alone = SubActionFactory(service=service, owners=[keeper])
    shared = SubActionFactory(service=service, owners=[keeper, colleague])
    SubActionFactory(service=service, owners=[colleague])
    for said in pages():
        assert "1 sub-action will have no owner." in said
        assert f"{alone.key} {alone.item.title}" in said
        assert f"1 more has another owner as well: {shared.key} ." in said


def test_who_owns_nothing_takes_no_owner_away(pages, keeper, other_service):
    # Named still, but her service keeps it no longer: she is no owner that could be lost.
    SubActionFactory(service=other_service, owners=[keeper])
    for said in pages():
        assert "No sub-action loses its only owner." in said
