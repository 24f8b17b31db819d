"""What a register says by signs instead of words, by a day of completion alone, and by months."""

import pytest
from django.utils import timezone

from actions.status import Status
from evidence.registers.columns import COMPLETED
from evidence.registers.statuses import field_of

from .registers import plan_of, register, row

pytestmark = pytest.mark.django_db
HEADINGS = ("Task", "RAG", "Completed on", "As at")


SIGNS = [("🟢", "🔴"), ("✓", "✗"), ("+", "-"), (">50%", "<50%")]


@pytest.mark.parametrize(("good", "bad"), SIGNS)
def test_signs_are_asked_about_one_by_one(plan, keeper, good, bad):
    updated = {"updated": "3 March 2026"}
    content = register(row("A", good, **updated), row("B", bad, **updated))
    found = plan_of(content, keeper, action="4")
    assert list(found.words.values()) == [good, bad]
    answers = {field_of(good): "on-track", field_of(bad): "off-track"}
    told = [one.said.status for one in plan_of(content, keeper, action="4", **answers).rows]
    assert told == [Status.ON_TRACK, Status.OFF_TRACK]


def completed(keeper, rag: str, day: str):
    """The only row of a register that says how it goes by 1 April 2026, and its faults."""
    content = register(["Train all staff", rag, day, "1 April 2026"], headings=HEADINGS)
    found = plan_of(content, keeper, action="4")
    return found.rows[0], [str(one) for one in found.faults]


@pytest.mark.parametrize("rag", ["", "On track"])
def test_a_day_of_completion_that_nothing_is_said_with_is_told(plan, keeper, rag):
    notes = completed(keeper, rag, "3 March 2026")[0].notes
    assert notes == [
        "Completed on 3 March 2026 is left out: the row does not say that it is complete."
    ]


def test_nothing_is_told_of_it_while_the_word_beside_it_is_asked_about(plan, keeper):
    assert completed(keeper, "In progress", "3 March 2026")[0].notes == []
    assert completed(keeper, "Complete", "3 March 2026")[0].notes == []


def test_a_day_of_completion_after_the_day_of_the_row_is_refused_in_its_cell(plan, keeper):
    found, faults = completed(keeper, "Complete", "3 May 2026")
    assert faults == [
        "C2, Completed on: This day is after 1 April 2026, the day of which the row speaks. Put "
        "right the one or the other."
    ]
    later = f"1 May {timezone.localdate().year + 1}"
    assert completed(keeper, "Complete", later)[1] == [
        "C2, Completed on: This day is in the future. Give the day on which it was completed."
    ]
    assert found.line.said[COMPLETED] == "2026-05-03"


def set_by(keeper, **said) -> dict:
    """The days that the only row of a register sets, in ISO form, and what speaks against it."""
    content = register([*said.values(), "A"], headings=(*said, "Task"))
    found = plan_of(content, keeper, action="4")
    values = found.rows[0].values
    return {name: str(day) for name, day in values.items() if name.endswith("_on")} | {
        one.cell: one.reason for one in found.faults
    }


@pytest.mark.parametrize(
    ("text", "start", "due"),
    [
        ("February 2096", "2096-02-01", "2096-02-29"),
        ("Feb. 2097", "2097-02-01", "2097-02-28"),
        ("2098 December", "2098-12-01", "2098-12-31"),
        ("3 March 2099", "2099-03-03", "2099-03-03"),
    ],
)
def test_a_month_alone_begins_on_its_first_day_and_ends_on_its_last(plan, keeper, text, start, due):
    assert set_by(keeper, **{"Start": text}) == {"start_on": start}
    assert set_by(keeper, **{"By when": text}) == {"due_on": due}


@pytest.mark.parametrize("text", ["End of March 2099", "by the end of March 2099", "by Mar 2099"])
def test_so_is_a_month_that_is_told_in_words(plan, keeper, text):
    assert set_by(keeper, **{"By when": text}) == {"due_on": "2099-03-31"}
    assert set_by(keeper, **{"Start": "From the start of March 2099"}) == {"start_on": "2099-03-01"}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Mar-26", "is it 26 March, or March 2026?"),
        ("March or May 2099", "is not a day that can be read"),
        ("March 26th of May 2099", "is not a day that can be read"),
    ],
)
def test_what_is_no_month_with_its_year_is_asked_about(plan, keeper, text, asked):
    assert asked in set_by(keeper, **{"By when": text})["A2"]


def test_other_days_are_never_a_month(plan, keeper):
    assert "which day of March 2026" in set_by(keeper, **{"Completed on": "March 2026"})["A2"]
