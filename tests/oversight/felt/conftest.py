"""A round that asks, what is chosen in it, and the words of a group."""

from datetime import timedelta

import pytest
from django.utils import timezone

from foundations.models import Kind
from oversight.felt import services as felt
from oversight.models import Chosen
from tests.factories import ItemFactory, RoundFactory

WORDS = "It is better than it was, but not yet at weekends."


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def asking(db):
    return RoundFactory(name="Spring")


@pytest.fixture
def calls(db):
    return ItemFactory.create_batch(7, kind=Kind.CALL)


@pytest.fixture
def chosen(champions, asking, calls) -> Chosen:
    return felt.choose(by=champions, round=asking, item=calls[0])


def say(by, chosen, **values):
    """What a group of six said yesterday, as a service is told."""
    said = {"said": "partly", "people": 6, "words": WORDS, "told": True}
    said["talked_on"] = timezone.localdate() - timedelta(days=1)
    return felt.say(by=by, chosen=chosen, **{"seen": chosen.version} | said | values)


def say_form(**changes) -> dict:
    """The same, as the page sends it."""
    day = timezone.localdate() - timedelta(days=1)
    sent = {"version": 1, "said": "partly", "told": "on", "words": WORDS, "people": "6"}
    sent |= {"talked_on": day.strftime("%d/%m/%Y")}
    sent |= {"form_key": "0b0f7c8e-43d8-4f0e-9a86-6d2f2f6f7a01"}
    return sent | changes
