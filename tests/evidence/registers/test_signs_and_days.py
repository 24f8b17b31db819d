"""What a register says by signs instead of words, and by a day of completion alone."""

import pytest
from django.utils import timezone

from actions.status import Status
from evidence.registers.columns import COMPLETED
from evidence.registers.statuses import field_of

from .registers import plan_of, register, row

pytestmark = pytest.mark.django_db
HEADINGS = ("Task", "RAG", "Completed on", "As at")


@pytest.mark.parametrize(("good", "bad"), [("🟢", "🔴"), ("✓", "✗"), ("+", "-"), (">50%", "<50%")])
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
