"""The course of a measure in a sentence: its newest number beside its targets and its beginning."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from evidence.measures.course import course
from evidence.models import Actual, Measure, MeasureTarget
from tests.factories import MeasureFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAY = date(2026, 3, 3)


@pytest.fixture
def measure(db):
    return MeasureFactory(name="Together")


def of(measure, on=date(2026, 6, 1)):
    return course(Measure.objects.with_series().get(pk=measure.pk), on)


def actual(measure, on, number=None, unknown=""):
    Actual.objects.create(
        measure=measure, on=on, number=number, unknown=unknown, said_by=measure.added_by
    )


def target(measure, due_on, number):
    MeasureTarget.objects.create(
        measure=measure, due_on=due_on, number=number, set_by=measure.added_by
    )


def test_before_anything_is_known_the_sentence_says_so(measure):
    assert (
        of(measure).sentence == "No figure yet. The starting figure is not known: Nobody counted."
    )


def test_the_sentence_sets_the_newest_number_against_its_target_and_its_beginning(measure):
    Measure.objects.update(baseline=1000, baseline_on=date(2025, 1, 1), baseline_unknown="")
    actual(measure, date(2025, 6, 1), 1100)
    actual(measure, date(2026, 3, 3), 1300)
    target(measure, date(2025, 12, 31), 1250)
    target(measure, date(2026, 12, 31), 1500)
    assert of(measure).sentence == (
        "On 3 March 2026 it was 1,300 children: 50 above the target of 1,250 for 31 December 2025. "
        "That is 300 more than the starting figure, 1,000 children on 1 January 2025. "
        "The next target is 1,500 children by 31 December 2026."
    )


@pytest.mark.parametrize(
    ("number", "against", "since"),
    [
        (8, "2 below the target of 10", "4 less than the starting figure"),
        (10, "exactly at the target of 10", "2 less than the starting figure"),
        (11, "1 above the target of 10", "1 less than the starting figure"),
        (12, "2 above the target of 10", "the same as the starting figure"),
        (13, "3 above the target of 10", "1 more than the starting figure"),
    ],
)
def test_below_above_and_the_same(measure, number, against, since):
    Measure.objects.update(baseline=12, baseline_on=date(2025, 1, 1), baseline_unknown="")
    target(measure, date(2026, 1, 1), 10)
    actual(measure, date(2026, 3, 3), number)
    assert against in of(measure).sentence
    assert since in of(measure).sentence


def test_a_newest_day_that_is_not_known_is_said_and_is_a_gap(measure):
    actual(measure, date(2026, 1, 1), Decimal("3.50"))
    actual(measure, date(2026, 3, 3), unknown="The count was missed.")
    found = of(measure)
    assert "On 1 January 2026 it was 3.5 children." in found.sentence
    assert "The figure for 3 March 2026 is not known: The count was missed." in found.sentence
    assert found.series[0]["points"] == [
        (date(2026, 1, 1), Decimal("3.50")),
        (date(2026, 3, 3), None),
    ]


@pytest.mark.parametrize(("days", "following"), [(-1, False), (0, True)])
def test_a_target_is_the_next_one_up_to_its_own_day(measure, days, following):
    target(measure, DAY + timedelta(days=days), 10)
    found = of(measure, on=DAY)
    assert len(found.targets) == 1
    assert (found.next_target in found.targets) == following


@pytest.mark.parametrize(("days", "against"), [(0, True), (1, False)])
def test_a_number_is_set_against_a_target_that_its_day_has_reached(measure, days, against):
    actual(measure, DAY, 8)
    target(measure, DAY + timedelta(days=days), 10)
    sentence = of(measure).sentence
    assert sentence.startswith("On 3 March 2026 it was 8 children")
    assert ("2 below the target of 10" in sentence) == against


def test_its_chart_is_headed_by_what_it_shows(measure):
    assert of(measure).finding == "No figure yet"
    actual(measure, date(2026, 3, 3), 13)
    assert of(measure).finding == "13 children on 3 March 2026"
    Measure.objects.update(baseline=12, baseline_on=date(2025, 1, 1), baseline_unknown="")
    assert of(measure).finding == "1 more than on 1 January 2025"
    target(measure, date(2026, 3, 3), 15)
    assert of(measure).finding == "2 below the target of 15 for 3 March 2026"
