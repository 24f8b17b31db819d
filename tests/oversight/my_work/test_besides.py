"""What stands beside the sub-actions on My work."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from actions.services.needs import answer_need
from oversight.my_work import besides
from tests.conftest import html_of
from tests.factories import (
    NeedFactory,
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


def test_what_my_service_could_do_for_others_waits_here(
    read_page, service, other_service, keeper, signed_in
):
    assert "What would help others" not in read_page()
    mine = {"who_acts": "service", "acting_service": service}
    since = localdate() - timedelta(days=40)
    rows = [
        NeedFactory(**mine, would_help=f"A room on day {n}.", since=since + timedelta(days=n))
        for n in range(4)
    ]
    NeedFactory(who_acts="service", acting_service=other_service, would_help="A van.")
    NeedFactory(who_acts="board", would_help="A vote.")

    html = read_page()

    assert [f"/needs/{row.pk}/answer/" in html for row in rows] == [True, True, True, False]
    assert "A van." not in html
    assert "A vote." not in html
    assert "All 4 that wait for your services" in text_of(html)
    listed = signed_in(keeper).get("/needs/?show=mine").context["page"]
    assert [*listed] == rows
    answer_need(by=keeper, need=rows[0], seen=1, answer="Yes, from Monday.")
    html = read_page()
    assert [f"/needs/{row.pk}/answer/" in html for row in rows] == [False, True, True, True]
    assert "All 4" not in text_of(html)


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
