"""Two who write about a measure at one moment: the second is told what the first has said."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Role
from accounts.versions import Conflict
from evidence.measures import services as writing
from evidence.models import Actual, Measure, MeasureTarget
from tests.accounts.conftest import form_in
from tests.at_once import TIMES, at_once
from tests.conftest import person
from tests.factories import MeasureFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]

DAY, TAKEN = date(2026, 1, 31), "There is a figure for 31 January 2026 already."


@pytest.fixture
def colleague(service):
    return person("Catriona", Role.KEEPER, service)


def figure(measure, by, on) -> Actual:
    return Actual.objects.create(measure=measure, on=on, number=5, said_by=by)


def told(said: list) -> list[str]:
    return [" ".join(one.messages) for one in said if isinstance(one, ValidationError)]


def test_two_figures_corrected_to_one_day(keeper, colleague):
    for _time in range(TIMES):
        measure = MeasureFactory(counts_people=False)
        rows = [figure(measure, keeper, date(2026, 1, day)) for day in (1, 2)]
        said = at_once(
            *(
                partial(
                    writing.correct_actual, by=by, actual=row, seen=1, on=DAY, number=Decimal(7)
                )
                for by, row in zip((keeper, colleague), rows, strict=True)
            ),
            allowed=(ValidationError,),
        )
        assert [one.startswith(TAKEN) for one in told(said)] == [True]
        assert measure.actuals.filter(on=DAY).count() == 1


def test_a_figure_corrected_to_a_day_of_which_another_speaks_just_then(keeper, colleague):
    for _time in range(TIMES):
        measure = MeasureFactory(counts_people=False)
        row = figure(measure, keeper, date(2026, 1, 1))
        said = at_once(
            partial(writing.correct_actual, by=keeper, actual=row, seen=1, on=DAY, number=7),
            partial(writing.say_actual, by=colleague, measure=measure, on=DAY, number=Decimal(8)),
            allowed=(ValidationError,),
        )
        assert [one.startswith(TAKEN) for one in told(said)] == [True]
        assert measure.actuals.filter(on=DAY).count() == 1


def test_two_measures_named_alike(keeper, colleague):
    for _time in range(TIMES):
        first = MeasureFactory()
        rows = [first, MeasureFactory(item=first.item)]
        values = {name: getattr(first, name) for name in writing.FIELDS} | {"name": "Moves"}
        said = at_once(
            *(
                partial(writing.edit_measure, by=by, measure=row, seen=1, **values)
                for by, row in zip((keeper, colleague), rows, strict=True)
            ),
            allowed=(ValidationError,),
        )
        assert len(told(said)) == 1
        assert "has a measure of this name already" in told(said)[0]
        assert Measure.objects.filter(item=first.item, name="Moves").count() == 1


def test_a_page_that_names_a_measure_as_another_just_did_says_so(keeper, signed_in):
    first = MeasureFactory(name="Moves")
    row = MeasureFactory(item=first.item)
    browser, address = signed_in(keeper), f"/measures/{row.pk}/edit/"
    sent = form_in(browser.get(address)) | {"name": "Moves"}
    answer = browser.post(address, sent)
    assert answer.status_code == 200
    assert "has a measure of this name already" in answer.content.decode()


@pytest.mark.parametrize("write", ["say_actual", "set_target"])
def test_people_are_counted_in_whole_numbers_also_just_then(write, keeper, colleague):
    for _time in range(TIMES):
        measure = MeasureFactory(counts_people=False)
        values = {name: getattr(measure, name) for name in writing.FIELDS}
        page = Measure.objects.get(pk=measure.pk)
        day = {"on": DAY} if write == "say_actual" else {"due_on": DAY}
        said = at_once(
            partial(
                writing.edit_measure,
                by=keeper,
                measure=measure,
                seen=1,
                **values | {"counts_people": True},
            ),
            partial(
                getattr(writing, write), by=colleague, measure=page, number=Decimal("2.5"), **day
            ),
            allowed=(ValidationError, Conflict),
        )
        held = Measure.objects.get(pk=measure.pk)
        halves = [*Actual.objects.filter(measure=held), *MeasureTarget.objects.filter(measure=held)]
        assert held.counts_people != bool(halves)
        assert len(told(said)) == 1


def test_two_who_set_a_target_for_one_day(keeper, colleague):
    for _time in range(TIMES):
        measure = MeasureFactory(counts_people=False)
        pages = [Measure.objects.get(pk=measure.pk) for _page in range(2)]
        said = at_once(
            *(
                partial(writing.set_target, by=by, measure=page, due_on=DAY, number=Decimal(number))
                for by, page, number in zip((keeper, colleague), pages, (5, 6), strict=True)
            ),
            allowed=(ValidationError,),
        )
        assert ["Remove it first to set another" in one for one in told(said)] == [True]
        assert measure.targets.count() == 1


@pytest.mark.parametrize("other", ["correct_actual", "remove_actual"])
def test_a_figure_is_taken_away_once(other, keeper, colleague):
    for _time in range(TIMES):
        measure = MeasureFactory(counts_people=False)
        row = figure(measure, keeper, DAY)
        pages = [Actual.objects.get(pk=row.pk) for _page in range(2)]
        values = {"on": DAY, "number": Decimal(9)} if other == "correct_actual" else {}
        said = at_once(
            partial(writing.remove_actual, by=keeper, actual=pages[0], seen=1),
            partial(getattr(writing, other), by=colleague, actual=pages[1], seen=1, **values),
            allowed=(Conflict,),
        )
        assert [type(one) for one in said if isinstance(one, Exception)] == [Conflict]
        is_left = other == "correct_actual" and not isinstance(said[1], Conflict)
        assert measure.actuals.exists() == is_left
