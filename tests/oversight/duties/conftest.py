"""A period on which a report for children too is due, and one heading of it."""

import pytest

from tests.factories import HeadingFactory, PeriodFactory


@pytest.fixture
def period(db):
    return PeriodFactory(
        duty__key="rights", duty__name="Children’s rights report", duty__has_children_version=True
    )


@pytest.fixture
def heading(period):
    return HeadingFactory(duty=period.duty, words="the actions it has taken")
