"""What a service or partner owes, and when it last spoke, on one page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.words import day
from actions.status import Status
from oversight.bodies import reading
from tests.conftest import html_of
from tests.factories import (
    NeedFactory,
    QuestionFactory,
    ReportedSubActionFactory,
    ShareFactory,
    ShareWordFactory,
    SubActionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(client, board, other_service):
    """The page of Housing as the Board reads it: `opened()`."""

    def read(**query) -> str:
        client.force_login(board)
        return html_of(client.get(reverse("body", args=[other_service.key]), query))

    return read


def test_who_owes_nothing_is_told_so(opened):
    html = opened()
    assert "It has not said yet how anything goes." in html
    assert "It has no part in a sub-action of another service." in html
    assert "Nothing waits for its answer." in html


def test_it_names_its_parts_its_work_needs_and_questions(opened, other_service, service):
    share = ShareFactory(service=other_service, words="Find homes for twelve.")
    ended = ShareFactory(service=other_service, words="Paint the rooms.")
    today = timezone.localdate()
    type(ended).objects.filter(pk=ended.pk).update(
        ended_on=today, ended_by=ended.named_by, ended_reason="It is done by us."
    )
    ShareFactory(service=service, words="Ask the schools.")
    own = ReportedSubActionFactory(service=other_service)
    SubActionFactory(service=other_service)
    acts = {"who_acts": "service", "acting_service": other_service}
    NeedFactory(would_help="A room on Mondays.", **acts)
    QuestionFactory(item=own.item, words="Who has the keys?")

    html = opened()

    assert share.words in html
    assert share.get_absolute_url() in html
    assert "Paint the rooms." not in html
    assert "Ask the schools." not in html
    assert "1 not known" in html
    assert "1 in hand" in html
    assert "A room on Mondays." in html
    assert "Who has the keys?" in html


def test_it_last_spoke_on_the_newest_day_of_its_work_and_its_parts(opened, other_service):
    today = timezone.localdate()
    earlier = today - timedelta(days=20)
    own = ReportedSubActionFactory(service=other_service)
    type(own).objects.update(confirmed_on=earlier)
    assert day(earlier) in opened()

    share = ShareFactory(service=other_service)
    spoken = {"confirmed_on": today, "confirmed_by": share.named_by}
    type(share).objects.update(status=Status.ON_TRACK, **spoken)
    assert f"<strong>{day(today)}</strong>" in opened()


def test_many_parts_stand_on_several_pages(opened, other_service, monkeypatch):
    monkeypatch.setattr(reading, "PER_PAGE", 2)
    for number in range(3):
        ShareFactory(service=other_service, words=f"Part number {number}.")
    pages = [opened(page=number) for number in (1, 2)]
    assert sum(f"Part number {number}." in html for html in pages for number in range(3)) == 3


def test_a_long_word_stands_whole_on_its_sub_action_alone(opened, client, other_service):
    words = f"{'We trained one more. ' * 900}That is the last."
    share = ShareWordFactory(share__service=other_service, words=words).share
    html = opened()
    assert "We trained one more." in html
    assert "That is the last." not in html
    assert "That is the last." in html_of(client.get(share.sub_action.get_absolute_url()))


def test_many_needs_are_counted(opened, other_service, monkeypatch):
    monkeypatch.setattr(reading, "MOST", 1)
    NeedFactory.create_batch(3, who_acts="service", acting_service=other_service)
    assert ">2 more</a>" in opened()


def test_an_unknown_body_is_a_404(client, board):
    client.force_login(board)
    assert client.get(reverse("body", args=["nobody"])).status_code == 404


def test_the_board_is_told_that_it_is_a_part_that_goes_badly(client, board, other_service):
    share = ShareFactory(sub_action=ReportedSubActionFactory(), service=other_service)
    spoken = {"confirmed_on": timezone.localdate(), "confirmed_by": share.named_by}
    type(share).objects.update(status=Status.OFF_TRACK, **spoken)
    client.force_login(board)
    html = html_of(client.get(reverse("board")))
    assert "A body’s part does not go well; the whole is on track, reported on" in html
    assert "because of a body’s part" in html
    listed = html_of(client.get(reverse("sub-actions"), {"group": "body-badly"}))
    assert share.sub_action.key in listed
    assert "a body’s part does not go well" in listed
    row = html_of(client.get(share.sub_action.action.get_absolute_url()))
    assert "Not going well, reported as on track, a body’s part does not go well" in row
