"""What was heard in its list, on its own page, and on the pages that it is about."""

from datetime import timedelta

import pytest
from django.utils import timezone

from actions.status import Visibility
from evidence.models import Heard, HeardKind
from tests.evidence.heard.pages import text
from tests.factories import HeardFactory, ItemFactory, ReplyFactory

pytestmark = pytest.mark.django_db


def test_the_list_shows_how_long_an_answer_has_been_owed(board, signed_in, asked):
    Heard.objects.update(heard_on=timezone.localdate() - timedelta(days=41))
    page = text(signed_in(board).get("/heard/"))
    assert "Being asked" in page
    assert "Waiting for an answer: 41 days" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("answered=no", {"waiting"}),
        ("answered=yes", {"answered"}),
        ("kind=offer", {"offer"}),
        ("about=x-1", {"waiting"}),
        ("about=nothing", set()),
        ("foundation=care", {"waiting"}),
        ("", {"waiting", "answered", "offer"}),
    ],
)
def test_the_list_under_its_filters(board, signed_in, query, found):
    foundation = ItemFactory(kind="foundation", key="care")
    ReplyFactory(heard__theme="waiting", item__key="X-1", item__parent=foundation)
    ReplyFactory(
        heard__theme="answered", kind="changed", words="Yes", answered_on=timezone.localdate()
    )
    HeardFactory(theme="offer", kind=HeardKind.OFFER)
    page = signed_in(board).get(f"/heard/?{query}").context["page"]
    assert {entry.theme for entry in page} == found


def test_an_empty_list_says_what_to_do_next(board, signed_in):
    client = signed_in(board)
    assert "Add the first entry" in text(client.get("/heard/"))
    assert "Show everything" in text(client.get("/heard/?kind=idea"))


def test_an_internal_entry_is_not_there_for_others(keeper, champions, signed_in, asked):
    Heard.objects.update(visibility=Visibility.INTERNAL)
    url = f"/heard/{asked.heard_id}/"
    assert signed_in(champions).get(url).status_code == 200
    for path in (url, f"{url}answers/{asked.pk}/", f"{url}edit/", f"{url}remove/"):
        assert signed_in(keeper).get(path).status_code == 404
    assert "Being asked" not in text(signed_in(keeper).get("/heard/"))
    assert "Being asked" not in text(signed_in(keeper).get(asked.item.get_absolute_url()))


@pytest.mark.parametrize(
    "path", ["/heard/999/", "/heard/99999999999999999999999999/", "/heard/999/edit/"]
)
def test_an_unknown_entry_is_a_404(champions, signed_in, path):
    assert signed_in(champions).get(path).status_code == 404


def test_the_page_offers_each_what_she_may(keeper, other_keeper, champions, signed_in, asked):
    url = f"/heard/{asked.heard_id}/"
    pages = {user: text(signed_in(user).get(url)) for user in (keeper, other_keeper, champions)}
    assert f"{url}answers/{asked.pk}/" in pages[keeper]
    assert f"{url}answers/{asked.pk}/" not in pages[other_keeper]
    assert f"{url}edit/" in pages[champions]
    assert f"{url}edit/" not in pages[keeper]


def test_what_was_heard_stands_on_the_page_of_the_sub_action_and_call(
    board, keeper, signed_in, asked
):
    said = {"kind": "changed", "words": "You are asked now.", "answered_by": keeper}
    call = ReplyFactory(heard=asked.heard, answered_on=timezone.localdate(), **said)
    for item, words in ((asked.item, "Waiting for an answer"), (call.item, "You are asked now.")):
        page = text(signed_in(board).get(item.get_absolute_url()))
        assert "Being asked" in page
        assert words in page


def test_a_page_about_which_nothing_was_heard_has_one_quiet_line(board, signed_in, work):
    page = text(signed_in(board).get(work.get_absolute_url()))
    assert "Nothing has been heard about this yet." in page
    assert f"/heard/add/?to={work.key}" in page


def test_the_boards_page_counts_what_waits_and_opens_a_list_of_that_length(board, signed_in, asked):
    Heard.objects.update(heard_on=timezone.localdate() - timedelta(days=41))
    for _n in range(6):
        ReplyFactory()
    ReplyFactory(heard__kind="idea")
    ReplyFactory(heard__visibility=Visibility.INTERNAL)
    client = signed_in(board)
    listening = client.get("/board/").context["board"].listening

    assert (listening.number, listening.waiting, listening.days) == (7, 7, 41)
    assert listening.newest is None
    assert listening.others == 1
    assert [entry.kind for entry in client.get(listening.others_url).context["page"]] == ["idea"]
    for address in (listening.url, listening.waiting_url):
        assert client.get(address).context["page"].paginator.count == 7


def test_my_work_shows_what_waits_for_my_answer(keeper, other_keeper, signed_in, asked):
    mine = text(signed_in(keeper).get("/my-work/"))
    assert "Waiting for your answer" in mine
    assert f"/heard/{asked.heard_id}/answers/{asked.pk}/" in mine
    assert "Waiting for your answer" not in text(signed_in(other_keeper).get("/my-work/"))
