"""All that the product asks of Champions Board staff stands in one list, and counts against
nobody.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Role
from accounts.together import read as together
from evidence.models import EvidenceItem, HeardKind
from oversight.asked.reading import Kind, read_asked, readings_of_waiting, waiting_of
from oversight.felt import services as felt
from tests.accounts.conftest import text_of
from tests.factories import (
    AgreementFactory,
    ClaimedFactory,
    EvidenceFactory,
    FileEvidenceFactory,
    HeardFactory,
    ItemFactory,
    ReplyFactory,
    RoundFactory,
)
from tests.oversight.felt.conftest import say


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def read(champions, today):
    """What the list holds of a kind: names."""

    def names(kind, by=None) -> list[str]:
        _waiting, page = read_asked(by or champions, today, None)
        return [ask.name for ask in page if ask.kind == kind]

    return names


def claim(on=None, **values):
    """A claim that can be looked at."""
    reported = {"reported_on": on} if on else {}
    return ClaimedFactory(**reported, **values)


def answered(**values):
    """What a group said, and all who can act have answered."""
    entry = HeardFactory(kind=HeardKind.HEARD, five_or_more=True, **values)
    said = {"kind": "changed", "words": "We changed it.", "answered_on": timezone.localdate()}
    ReplyFactory(heard=entry, answered_by=entry.logged_by, **said)
    return entry


def test_claims_wait_the_oldest_first(read, today):
    new, old = claim(), claim(on=today - timedelta(days=9))
    inside = claim()
    EvidenceItem.objects.filter(supports__item=inside.item).update(visibility="internal")
    assert [name.split(" ")[0] for name in read(Kind.CLAIM)] == [old.key, new.key]


def test_a_claim_goes_once_she_agrees_or_says_what_is_missing(read, champions):
    first, second = claim(), claim()
    missing = {"claim": second.updates.get(), "made_by": champions, "kind": "missing"}
    AgreementFactory(**missing)
    assert [name.split(" ")[0] for name in read(Kind.CLAIM)] == [first.key]


def test_her_own_work_is_not_asked_of_her(read, champions, service):
    row, other = claim(service=service), claim()
    champions.appointments.create(role=Role.KEEPER, service=service)
    again = type(champions).objects.get(pk=champions.pk)
    assert [name.split(" ")[0] for name in read(Kind.CLAIM, by=again)] == [other.key]
    assert row.service == service


def test_felt_waits_until_it_is_recorded_and_five_are_chosen(read, champions):
    round = RoundFactory(name="Spring")
    assert read(Kind.FELT) == ["Spring"]
    chosen = [
        felt.choose(by=champions, round=round, item=ItemFactory(kind="call")) for _one in range(5)
    ]
    assert len(read(Kind.FELT)) == 5
    say(champions, chosen[0])
    say(champions, chosen[1], said="rather-not")
    assert len(read(Kind.FELT)) == 3


def test_pictures_of_others_wait_for_a_second_look(read, champions, service):
    theirs = FileEvidenceFactory(visibility="board", service=service, pictures=1)
    FileEvidenceFactory(visibility="board", pictures=1, added_by=champions)
    FileEvidenceFactory(visibility="board", pictures=1, agreed_on=timezone.localdate())
    assert read(Kind.SECOND_LOOK) == [str(theirs)]


def test_answers_wait_to_be_accepted_unless_they_are_old_or_evidence(read, today):
    entry = answered(theme="Buses")
    answered(theme="Old").replies.update(answered_on=today - timedelta(days=200))
    half = answered(theme="Half")
    ReplyFactory(heard=half)
    kept = answered(theme="Kept")
    kept.evidence = EvidenceFactory()
    kept.save()
    assert read(Kind.ANSWER) == [str(entry)]


def test_the_count_is_that_of_the_list_and_stands_on_her_home(champions, signed_in, today):
    claim()
    answered()
    RoundFactory()
    number = waiting_of(together(*readings_of_waiting(champions, today))).number
    client = signed_in(champions)
    said = text_of(client.get("/asked/"))
    assert number == 3
    assert "3 things." in said
    assert "Nothing counts against anyone because they did not answer." in said
    assert len(client.get("/asked/").context["page"].object_list) == 3
    assert "3 things . What is felt, this round" in text_of(client.get("/participation/"))


def test_nothing_waits(champions, signed_in):
    assert "Nothing waits." in text_of(signed_in(champions).get("/asked/"))


def test_nobody_else_has_such_a_list(keeper, board, signed_in):
    for person in (keeper, board):
        assert signed_in(person).get("/asked/").status_code == 403
        assert "What waits for you" not in text_of(signed_in(person).get("/participation/"))
