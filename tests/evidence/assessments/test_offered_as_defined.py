"""What may be ticked under "How do we know?", by sets: the same as the definition gives."""

import random
from datetime import timedelta

import pytest
from django.utils import timezone

from actions.status import Visibility
from evidence.assessments.offered import COUNTED, FOUND, NEWEST, read_offer
from evidence.models import EvidenceItem, Support
from tests.factories import EvidenceFactory, SelfAssessmentFactory

pytestmark = pytest.mark.django_db
SORTS = [Visibility.BOARD, Visibility.BOARD, Visibility.PUBLIC, Visibility.INTERNAL]


@pytest.fixture(params=[1, 2, 3])
def chance(request) -> random.Random:
    return random.Random(request.param)  # noqa: S311 - made-up evidence, the same at each run


@pytest.fixture
def assessment(chance, service, other_service, keeper):
    """Two self-assessments that cite at random among 60 pieces of three makers, some removed."""
    today = timezone.localdate()
    for _ in range(60):
        EvidenceFactory(
            service=chance.choice([service, service, other_service, None]),
            title=chance.choice(["Minutes", "School minutes", "School trips"]),
            dated_on=today - timedelta(chance.randint(0, 20)),
            visibility=chance.choice(SORTS),
            removed_on=chance.choice([None] * 5 + [today]),
        )
    mine, another = SelfAssessmentFactory(service=service), SelfAssessmentFactory(service=service)
    for place, item in enumerate(chance.sample([*EvidenceItem.objects.all()], 12)):
        citing = mine if place % 2 else another
        Support.objects.create(evidence=item, item=citing.theme, assessment=citing, made_by=keeper)
    return mine


@pytest.fixture
def defined(assessment, service):
    """Id, cited and ticked of what is on offer, piece by piece as it is said in words: what is
    cited first, then what is ticked, then what is found or the service's newest; among equals
    the service's own first, then the newest.
    """

    def offer(words: str, sent: list[int] | None) -> list[tuple[int, bool, bool]]:
        def is_cited(item: EvidenceItem) -> bool:
            return any(
                support.removed_on is None and support.assessment == assessment
                for support in item.supports.all()
            )

        def is_ticked(item: EvidenceItem) -> bool:
            return is_cited(item) if sent is None else item.pk in sent

        def is_found(item: EvidenceItem) -> bool:
            return words.lower() in item.title.lower() if words else item.service == service

        def place(item: EvidenceItem) -> tuple:
            own = item.service == service
            return is_cited(item), own, item.dated_on, item.pk

        seen = [item for item in EvidenceItem.objects.all() if may_be_cited(item, service)]
        seen = sorted(seen, key=place, reverse=True)
        chosen = [item for item in seen if is_cited(item) or is_ticked(item)]
        others = [item for item in seen if item not in chosen and is_found(item)]
        listed = chosen + others[: FOUND if words else NEWEST]
        return [(item.pk, is_cited(item), is_ticked(item)) for item in listed]

    return offer


def may_be_cited(item: EvidenceItem, service) -> bool:
    if item.removed_on:
        return False
    return item.visibility != Visibility.INTERNAL or item.service == service


def on_offer(keeper, assessment, words="", sent=None) -> list[tuple[int, bool, bool]]:
    named = None if sent is None else [str(pk) for pk in sent]
    offer = read_offer(keeper, assessment.service, assessment, words, named)
    return [(one.evidence.pk, one.is_cited, one.ticked) for one in offer.items]


@pytest.mark.parametrize("words", ["", "school", "minutes", "dentist"])
def test_what_is_on_offer(keeper, assessment, defined, words):
    assert on_offer(keeper, assessment, words) == defined(words, None)


@pytest.mark.parametrize("words", ["", "school"])
def test_what_is_on_offer_beside_what_was_sent(chance, keeper, assessment, defined, words):
    everything = [*EvidenceItem.objects.values_list("pk", flat=True)]
    for ticks in (0, 1, 8):
        sent = chance.sample(everything, ticks)
        assert on_offer(keeper, assessment, words, sent) == defined(words, sent)


def test_nothing_is_cited_where_nothing_is_begun(keeper, service, assessment):
    offer = read_offer(keeper, service, None, "")
    assert len(offer.items) == NEWEST
    assert not any(one.is_cited or one.ticked for one in offer.items)


def test_what_was_ticked_stays_however_much_the_service_has(keeper, service, other_service):
    ticked = EvidenceFactory(service=other_service, dated_on="2020-01-01")
    EvidenceFactory.create_batch(60, service=service)
    assessment = SelfAssessmentFactory(service=service)
    assert on_offer(keeper, assessment, sent=[ticked.pk])[0] == (ticked.pk, False, True)


def test_no_more_is_counted_than_is_needed(keeper, service):
    EvidenceFactory.create_batch(COUNTED, service=service)
    assessment = SelfAssessmentFactory(service=service)

    def sentence(words: str = "") -> str:
        return read_offer(keeper, service, assessment, words).sentence

    rest = "shown, your service’s newest. Search to find others."
    assert sentence() == f"5 of 100 {rest}"
    EvidenceFactory(title="One more", service=service)
    assert sentence() == f"5 of more than 100 {rest}"
    assert sentence("one more") == "1 of 101 found for “one more”, your own service first."


def test_all_of_few_and_none_at_all(keeper, service):
    assessment = SelfAssessmentFactory(service=service)
    none = "There is no evidence yet."
    assert read_offer(keeper, service, assessment, "").sentence == none
    assert read_offer(keeper, service, assessment, "school").sentence == none
    EvidenceFactory.create_batch(3, service=service)
    assert read_offer(keeper, service, assessment, "").sentence == "All 3 are shown."
