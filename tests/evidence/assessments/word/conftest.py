"""A Keeper who takes documents out and brings them in."""

import pytest

from tests.evidence.assessments.word.word_files import (
    WHOLE,
    taken_out,
)


@pytest.fixture
def client(signed_in, keeper, place, second):
    return signed_in(keeper)


@pytest.fixture
def document(client, write):
    """What is stored, taken out: one box filled, seven empty."""
    write(Q1="We meet monthly.")
    return taken_out(client, WHOLE)
