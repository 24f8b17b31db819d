"""What stands beside the sub-actions on My work."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from oversight.my_work import besides
from tests.conftest import html_of
from tests.factories import (
    ReplyFactory,
    RoundFactory,
    SubActionFactory,
)

from .rows import kept, text_of

pytestmark = pytest.mark.database


def test_the_self_assessment_shows_a_square_a_theme_and_where_to_go_on(
    read_page, service, framework
):
    assert "pt_square" not in read_page()
    RoundFactory(asks_assessment=True)

    html = read_page()

    assert html.count('<i class="pt_square pt_square--empty"></i>') == 19
    assert "19 not begun" in text_of(html)
    assert "Begin with" in text_of(html)


def test_proposals_of_my_service_wait_here_and_those_of_others_do_not(
    read_page, service, other_service, keeper
):
    waiting = SubActionFactory(service=None, proposed_service=service, proposed_by=keeper)
    of_others = SubActionFactory(service=None, proposed_service=other_service)
    free = SubActionFactory(service=None)

    kept(service)
    html = read_page()

    assert f"/sub-actions/{waiting.key}/" in html
    assert f"/sub-actions/{waiting.key}/propose/" not in html
    assert f"/sub-actions/{of_others.key}/" not in html
    assert f"/sub-actions/{free.key}/propose/" in html


@pytest.mark.parametrize(("free", "is_cut"), [(2, False), (3, True)])
def test_of_many_without_a_service_the_first_are_shown_and_all_are_counted(
    read_page, service, other_service, keeper, monkeypatch, free, is_cut
):
    monkeypatch.setattr(besides, "MOST", 2)
    SubActionFactory(service=None, proposed_service=other_service)
    SubActionFactory.create_batch(free, service=None)
    kept(service)

    html = read_page()

    assert html.count("/propose/") == 2
    assert f"{free} of {free + 2} sub-actions have no service." in text_of(html)
    assert ("The list of all 4 without a service" in text_of(html)) == is_cut


def test_a_long_list_of_questions_is_cut_and_all_are_counted(
    signed_in, keeper, service, monkeypatch
):
    monkeypatch.setattr(besides, "MOST", 2)
    item = SubActionFactory(service=service).item
    ReplyFactory.create_batch(4, item=item)

    answer = signed_in(keeper).get("/my-work/")
    shown = answer.context["asked"]
    assert (len(shown.rows), shown.number) == (2, 4)
    assert "4 groups wait for your answer" in html_of(answer)


@pytest.mark.parametrize(("days", "tone"), [(120, ""), (121, "pt_alarm")])
def test_an_answer_that_is_owed_too_long_is_red(read_page, service, days, tone):
    heard_on = localdate() - timedelta(days=days)
    ReplyFactory(item=SubActionFactory(service=service).item, heard__heard_on=heard_on)

    html = read_page()

    assert f"{days} days</span>" in html
    assert ('<span class="pt_alarm">' in html) == bool(tone)


def test_the_first_day_says_what_can_begin_now(read_page, administrator):
    SubActionFactory(service=None)
    RoundFactory(asks_assessment=True)

    said = text_of(read_page())

    assert "Nothing has been given to you yet." in said
    assert "You can begin now: your service’s self-assessment is open, and 1 sub-action" in said
    assert "See the one without a service" in said
    assert "Nobody waits for an answer from you." in said
    assert f"Ask {administrator}, administrator." in said
