"""What has come in a round, on its page and before it is closed."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from foundations.models import Kind
from oversight.rounds.reading import Progress, read_assessed, read_progress, read_services
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


def test_each_service_has_its_own_figures_what_owes_the_most_first(held, service, other_service):
    done, *_silent = SubActionFactory.create_batch(3, service=service)
    update(done, ON)
    update(SubActionFactory(service=other_service), ON)
    SubActionFactory(service=None)
    found = [(one.service, one.reported, one.all) for one in read_services(held, ON)]
    assert found == [(service.name, 1, 3), ("", 0, 1), (other_service.name, 1, 1)]


@pytest.fixture
def asking(db):
    begun = timezone.localdate() - timedelta(days=10)
    return RoundFactory(key="now", name="This winter", first_day=begun)


def test_the_page_leads_to_what_is_not_reported(asking, service, other_service, board, signed_in):
    done, _silent = SubActionFactory.create_batch(2, service=service)
    update(done, timezone.localdate())
    update(SubActionFactory(service=other_service), timezone.localdate())
    client = signed_in(board)
    html = client.get("/rounds/now/").content.decode()
    for address, number in (
        ("/sub-actions/?round=not-reported.now", 1),
        ("/sub-actions/?round=reported.now", 2),
        (f"/sub-actions/?round=not-reported.now&amp;service={service.key}", 1),
    ):
        assert f'href="{address}"' in html
        listing = client.get(address.replace("&amp;", "&")).context["listing"]
        assert listing.number == number
    said = text_of(client.get("/rounds/now/"))
    assert f"{service.name} : 1 of 2 reported" in said
    assert f"{other_service.name}: all 1 reported" in said


def test_before_it_begins_there_is_nothing_to_list(board, signed_in, service):
    SubActionFactory(service=service)
    RoundFactory(key="later", first_day=timezone.localdate() + timedelta(days=1))
    html = signed_in(board).get("/rounds/later/").content.decode()
    assert "round=not-reported" not in html
    assert "Service by service" not in html


def test_a_round_that_asks_about_nothing_says_so(asking, board, signed_in):
    said = text_of(signed_in(board).get("/rounds/now/"))
    assert "The round asks about no sub-action." in said
    assert "No service has a self-assessment to give in it." in said
    assert "0 of 0" not in said
    assert "Service by service" not in said


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
    assert said.index("Everything the Board’s pages say today is kept") < button
    assert "1 of 7 self-assessments" in text_of(signed_in(administrator).get("/rounds/spring/"))
