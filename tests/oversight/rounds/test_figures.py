"""What has come in a round, on its page and before it is closed."""

from datetime import date

import pytest

from foundations.models import Kind
from oversight.rounds.reading import Progress, read_assessed, read_progress
from tests.accounts.conftest import text_of
from tests.factories import (
    ItemFactory,
    ProgressUpdateFactory,
    RoundFactory,
    SelfAssessmentFactory,
    SubActionFactory,
)

FIRST, LAST, ON = date(2026, 3, 1), date(2026, 3, 31), date(2026, 3, 20)


@pytest.fixture
def held(db):
    return RoundFactory(key="spring", first_day=FIRST, last_day=LAST, asks_progress=True)


def update(row, on: date, **values):
    return ProgressUpdateFactory(sub_action=row, posted_on=on, **values)


def test_progress_counts_what_was_said_in_the_round(held, keeper, service):
    before, posted, repeated, withdrawn, silent = SubActionFactory.create_batch(5, service=service)
    update(before, date(2026, 2, 28))
    update(posted, FIRST)
    update(posted, ON)
    said = update(repeated, date(2026, 2, 1))
    said.confirmations.create(said_on=ON, said_by=keeper)
    update(withdrawn, ON, withdrawn_on=ON, withdrawn_reason="Wrong.")
    assert read_progress(held, ON) == Progress(reported=2, all=5)
    # A closed round stays as it was.
    update(silent, date(2026, 4, 2))
    held.closed_on = LAST
    assert read_progress(held, date(2026, 5, 1)) == Progress(reported=2, all=5)


def test_a_round_that_does_not_ask_has_no_figures(db):
    assert read_progress(RoundFactory(asks_progress=False), ON) is None
    only_progress = RoundFactory(asks_assessment=False, first_day=FIRST, last_day=LAST)
    assert read_assessed(only_progress, ON) is None


@pytest.fixture
def assessed(held, keeper, other_keeper, service):
    """One service has submitted a theme, begun another and set a third aside; one is silent."""
    themes = [
        ItemFactory(kind=Kind.THEME, key=f"T{number}", has_template=True) for number in range(1, 5)
    ]
    states = ("submitted", "draft", "set-aside")
    for theme, state in zip(themes, states, strict=False):
        values = {"set_aside_reason": "Not ours."} if state == "set-aside" else {}
        SelfAssessmentFactory(theme=theme, service=service, round=held, state=state, **values)


def test_assessments_add_up(assessed, held):
    found = read_assessed(held, ON)
    assert (found.submitted, found.drafts, found.not_begun, found.all) == (1, 1, 5, 7)
    assert (found.silent, found.services, found.more) == (1, 2, 0)
    assert [str(one) for one in found.named] == ["Housing"]


def test_the_figures_stand_before_the_button(assessed, held, administrator, signed_in):
    said = text_of(signed_in(administrator).get("/rounds/spring/close/"))
    button = said.index("Close the round")
    assert said.index("1 of 7 self-assessments is submitted 1 in draft, 5 not begun.") < button
    assert said.index("1 of 2 services has not begun at all: Housing.") < button
    assert said.index("This cannot be undone.") < button
    assert "1 of 7 self-assessments" in text_of(signed_in(administrator).get("/rounds/spring/"))
