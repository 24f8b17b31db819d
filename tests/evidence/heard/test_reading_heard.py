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
    assert "Waiting for 41 days" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("answered=no", {"waiting"}),
        ("answered=yes", {"answered"}),
        ("kind=offer", {"offer"}),
        ("about=x-1", {"waiting"}),
        ("about=x-2", set()),
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
    ItemFactory(key="X-2")
    listed = signed_in(board).get(f"/heard/?{query}").context["found"]
    entries = [*listed.waiting, *listed.answered, *listed.others]
    assert {entry.heard.theme for entry in entries} == found


def test_an_empty_list_says_what_to_do_next(board, signed_in):
    client = signed_in(board)
    empty = text(client.get("/heard/"))
    assert "Nothing has been heard from groups yet." in empty
    assert '<a href="/heard/add/">Send an idea</a>' in empty
    assert "Show everything" in text(client.get("/heard/?kind=idea"))


def test_the_list_gives_both_voices_and_says_how_many_wait(board, keeper, signed_in, asked):
    today = timezone.localdate()
    Heard.objects.update(heard_on=today - timedelta(days=121))
    said = {"answered_by": keeper, "answered_on": today}
    changed = ReplyFactory(kind="changed", words="You are asked now.", **said)
    ReplyFactory(heard=changed.heard, kind="changed", words="Here too.", **said)
    ReplyFactory(kind="why-not", words="There is no money for it.", **said)
    ReplyFactory(heard__kind="idea", heard__theme="A bench")
    ReplyFactory(heard__visibility=Visibility.INTERNAL)

    answer = signed_in(board).get("/heard/")

    page, counts = text(answer), answer.context["found"].counts
    assert "2 of 3 things that groups said have an answer." in page
    assert "1 waits, for 121 days." in page
    assert "1 of 3, longest first" in page
    assert "2 of 3, newest first: 1 changed something, 1 said why not" in page
    assert "<b>What we changed.</b> You are asked now." in page
    assert "<b>Why not.</b> There is no money for it." in page
    assert "1 more answer" in page
    assert "1 idea <span>" in page
    assert (counts.every, counts.others, counts.is_late) == (4, 1, True)


@pytest.mark.parametrize(("days", "late"), [(120, False), (121, True)])
def test_a_waiting_is_too_long_once_a_report_of_that_day_would_be(
    board, signed_in, asked, settings, days, late
):
    settings.SILENT_AFTER_DAYS = 120
    Heard.objects.update(heard_on=timezone.localdate() - timedelta(days=days))
    page = text(signed_in(board).get("/heard/"))
    assert ('<p class="pt_alarm"><b>Waiting' in page) == late


def test_each_list_above_the_list_is_as_long_as_it_says(board, keeper, signed_in, asked):
    ReplyFactory(kind="changed", words="Yes.", answered_by=keeper, answered_on=timezone.localdate())
    ReplyFactory(heard__kind="idea")
    HeardFactory(kind=HeardKind.OFFER)
    client = signed_in(board)
    chips = client.get("/heard/").context["found"].chips
    assert [(chip.words, chip.number) for chip in chips] == [
        ("All", 4),
        ("Waiting", 1),
        ("Answered", 1),
        ("Ideas and offers", 2),
    ]
    for chip in chips:
        found = client.get(f"/heard/?{chip.query}").context["found"]
        listed = [*found.waiting, *found.answered, *found.others]
        assert len(listed) == chip.number, chip
        assert [one.words for one in found.chips if one.is_current] == [chip.words]


def test_who_may_answer_answers_from_the_list(keeper, other_keeper, signed_in, asked):
    address = f"/heard/{asked.heard_id}/answers/{asked.pk}/"
    assert address in text(signed_in(keeper).get("/heard/"))
    assert address not in text(signed_in(other_keeper).get("/heard/"))


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
