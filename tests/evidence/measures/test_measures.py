"""Measures: who sets them, typed numbers, and that what is not known says why."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.timezone import localdate

from accounts.models import Change
from accounts.versions import Conflict
from evidence.measures import services as measures
from evidence.models import Actual, Measure, MeasureTarget
from foundations.models import Kind as ItemKind
from tests.factories import ItemFactory, MeasureFactory, SubActionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAY = date(2026, 3, 3)


@pytest.fixture
def work(service):
    return SubActionFactory(service=service)


@pytest.fixture
def measure(work):
    return MeasureFactory(item=work.item, name="Together")


def add(by, item, **values) -> Measure:
    said = {
        "name": "Together",
        "unit": "children",
        "counts_people": True,
        "why": "It feels like home.",
        "data_source": "A count",
        "baseline": Decimal(12),
        "baseline_on": DAY,
    }
    return measures.add_measure(by=by, item=item, **(said | values))


def described(measure, **changes) -> dict:
    return {name: getattr(measure, name) for name in measures.FIELDS} | changes


def acts() -> list[str]:
    return list(Change.objects.filter(thing="measure").order_by("id").values_list("act", flat=True))


# Adding and editing


def test_a_keeper_of_the_service_adds_a_measure_and_others_do_not(
    work, keeper, other_keeper, board, champions
):
    for user in (other_keeper, board, champions):
        with pytest.raises(PermissionDenied):
            add(user, work.item)
    measure = add(keeper, work.item)
    assert (measure.item, measure.added_by, measure.baseline) == (work.item, keeper, 12)
    line = Change.objects.of("measure", str(measure.pk)).get()
    assert line.act == "added"
    assert work.key in line.after


def test_every_keeper_measures_a_call_and_nobody_measures_a_theme(keeper, other_keeper, board):
    call = ItemFactory()
    assert add(other_keeper, call).item == call
    with pytest.raises(PermissionDenied):
        add(board, call, name="Other")
    with pytest.raises(ValidationError, match="Only sub-actions and calls"):
        add(keeper, ItemFactory(kind=ItemKind.THEME))


def test_a_form_sent_twice_adds_one_and_another_of_the_name_is_refused(work, keeper):
    assert add(keeper, work.item) == add(keeper, work.item)
    with pytest.raises(ValidationError, match="has a measure of this name already"):
        add(keeper, work.item, unit="per cent")
    assert add(keeper, ItemFactory()).name == "Together"
    assert Measure.objects.count() == 2


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"baseline": None, "baseline_on": None}, "baseline"),
        ({"baseline_unknown": "Nobody counted."}, "baseline_unknown"),
        ({"baseline_on": None}, "baseline_on"),
        ({"baseline": None, "baseline_unknown": "Nobody counted."}, "baseline_on"),
        ({"baseline_on": date(2999, 1, 1)}, "baseline_on"),
        ({"baseline": Decimal("1.5")}, "baseline"),
        ({"baseline": Decimal(-1)}, "baseline"),
    ],
)
def test_a_baseline_is_a_number_with_its_day_or_says_why_not(work, keeper, values, field):
    with pytest.raises(ValidationError) as refused:
        add(keeper, work.item, **values)
    assert list(refused.value.message_dict) == [field]
    assert not Measure.objects.exists()


def test_a_baseline_may_be_unknown_and_parts_are_fine_where_no_people_are_counted(work, keeper):
    known = {"baseline": None, "baseline_on": None, "baseline_unknown": "Nobody counted."}
    assert add(keeper, work.item, **known).baseline_unknown == "Nobody counted."
    assert add(
        keeper, work.item, name="Share", counts_people=False, baseline=Decimal("1.5")
    ).baseline == Decimal("1.5")


def test_it_is_edited_by_its_keepers_with_trace(measure, keeper, other_keeper):
    with pytest.raises(PermissionDenied):
        measures.edit_measure(
            by=other_keeper, measure=measure, seen=1, **described(measure, unit="pairs")
        )
    measures.edit_measure(by=keeper, measure=measure, seen=1, **described(measure, unit="pairs"))
    assert Measure.objects.get().unit == "pairs"
    with pytest.raises(Conflict):
        measures.edit_measure(
            by=keeper, measure=measure, seen=1, **described(measure, unit="groups")
        )
    assert Measure.objects.get().unit == "pairs"
    assert acts() == ["edited"]


def test_an_edit_takes_no_other_measures_name(measure, keeper):
    MeasureFactory(item=measure.item, name="Taken")
    with pytest.raises(ValidationError, match="already"):
        measures.edit_measure(
            by=keeper, measure=measure, seen=1, **described(measure, name="Taken")
        )


def test_it_cannot_begin_to_count_people_where_numbers_are_no_numbers_of_people(measure, keeper):
    Measure.objects.update(counts_people=False)
    measure.refresh_from_db()
    measures.set_target(by=keeper, measure=measure, due_on=DAY, number=Decimal("2.5"))
    with pytest.raises(ValidationError, match="counts people"):
        measures.edit_measure(
            by=keeper, measure=measure, seen=1, **described(measure, counts_people=True)
        )


# Targets


def test_a_target_is_set_once_a_day_and_removed_with_trace(measure, keeper):
    for _time in range(2):
        measures.set_target(by=keeper, measure=measure, due_on=DAY, number=Decimal(40))
    with pytest.raises(ValidationError, match="There is a target of 40 for 3 March 2026"):
        measures.set_target(by=keeper, measure=measure, due_on=DAY, number=Decimal(50))
    target = MeasureTarget.objects.get()
    assert (target.number, target.set_by) == (40, keeper)
    measures.remove_target(by=keeper, target=target, seen=1)
    assert not MeasureTarget.objects.exists()
    assert acts() == ["set a target", "removed a target"]
    assert "40" in Change.objects.filter(act="removed a target").get().before


def test_others_set_no_target_and_remove_none(measure, keeper, other_keeper):
    target = measures.set_target(by=keeper, measure=measure, due_on=DAY, number=Decimal(40))
    with pytest.raises(PermissionDenied):
        measures.set_target(
            by=other_keeper, measure=measure, due_on=DAY + timedelta(1), number=Decimal(1)
        )
    with pytest.raises(PermissionDenied):
        measures.remove_target(by=other_keeper, target=target, seen=1)
    with pytest.raises(Conflict):
        measures.remove_target(by=keeper, target=target, seen=9)
    assert MeasureTarget.objects.count() == 1


# Actuals


def test_what_it_was_is_a_number_or_says_why_it_is_not_known(measure, keeper):
    measures.say_actual(by=keeper, measure=measure, on=DAY, number=Decimal(7))
    measures.say_actual(
        by=keeper, measure=measure, on=DAY + timedelta(1), unknown="The count was missed."
    )
    assert [(row.number, row.unknown) for row in Actual.objects.all()] == [
        (7, ""),
        (None, "The count was missed."),
    ]
    for values in ({}, {"number": Decimal(1), "unknown": "Both."}, {"number": Decimal("0.5")}):
        with pytest.raises(ValidationError):
            measures.say_actual(by=keeper, measure=measure, on=DAY + timedelta(2), **values)
    with pytest.raises(ValidationError, match="in the future"):
        measures.say_actual(
            by=keeper, measure=measure, on=localdate() + timedelta(1), number=Decimal(1)
        )
    assert Actual.objects.count() == 2
    assert measures.say_actual(by=keeper, measure=measure, on=localdate(), number=Decimal(1))


def test_nought_is_a_number(measure, keeper):
    assert measures.say_actual(by=keeper, measure=measure, on=DAY, number=Decimal(0)).number == 0


def test_the_same_day_is_said_once_and_then_corrected(measure, keeper, other_keeper):
    actual = measures.say_actual(by=keeper, measure=measure, on=DAY, number=Decimal(7))
    assert measures.say_actual(by=keeper, measure=measure, on=DAY, number=Decimal(7)) == actual
    with pytest.raises(ValidationError, match="Correct that one instead"):
        measures.say_actual(by=keeper, measure=measure, on=DAY, number=Decimal(8))
    with pytest.raises(PermissionDenied):
        measures.correct_actual(by=other_keeper, actual=actual, seen=1, on=DAY, number=Decimal(8))
    measures.correct_actual(by=keeper, actual=actual, seen=1, on=DAY, number=Decimal(8))
    with pytest.raises(Conflict):
        measures.correct_actual(by=keeper, actual=actual, seen=1, on=DAY, number=Decimal(9))
    assert Actual.objects.get().number == 8
    line = Change.objects.filter(act="corrected what it was").get()
    assert '"7"' in line.before
    assert '"8"' in line.after


def test_a_correction_takes_no_other_days_place(measure, keeper):
    measures.say_actual(by=keeper, measure=measure, on=DAY, number=Decimal(7))
    later = measures.say_actual(
        by=keeper, measure=measure, on=DAY + timedelta(1), number=Decimal(8)
    )
    with pytest.raises(ValidationError, match="already"):
        measures.correct_actual(by=keeper, actual=later, seen=1, on=DAY, number=Decimal(8))


def test_what_was_said_is_removed_with_trace(measure, keeper, other_keeper):
    actual = measures.say_actual(by=keeper, measure=measure, on=DAY, number=Decimal(7))
    with pytest.raises(PermissionDenied):
        measures.remove_actual(by=other_keeper, actual=actual, seen=1)
    measures.remove_actual(by=keeper, actual=actual, seen=1)
    assert not Actual.objects.exists()
    assert acts()[-1] == "removed what was said"
