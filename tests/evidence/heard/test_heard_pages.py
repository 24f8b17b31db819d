"""The pages of what was heard, as a browser sees them."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from actions.status import Visibility
from evidence.models import EvidenceItem, Heard, HeardKind, Reply
from tests.actions.conftest import said
from tests.factories import HeardFactory, ItemFactory, ReplyFactory, SubActionFactory

pytestmark = pytest.mark.django_db
PRIVATE = "Ring 01292 123456"


@pytest.fixture
def work(service):
    return SubActionFactory(service=service, item__parent=ItemFactory(kind="action"))


@pytest.fixture
def asked(work, champions):
    return ReplyFactory(item=work.item, heard__logged_by=champions, heard__theme="Being asked")


def entry_form(*items, **changes) -> dict:
    """What a browser sends when an entry is logged; None leaves a field out."""
    sent = {
        "kind": "heard",
        "theme": "Being asked",
        "words": "Ask us before you decide.",
        "consent": "gist",
        "heard_on": timezone.localdate().strftime("%d/%m/%Y"),
        "items": [item.pk for item in items],
        "visibility": "board",
        "form_key": str(uuid.uuid4()),
    }
    return {name: value for name, value in (sent | changes).items() if value is not None}


def text(response) -> str:
    return response.content.decode()


# Adding


def test_champions_board_staff_log_what_a_group_said(champions, signed_in, work):
    answer = signed_in(champions).post("/heard/add/", entry_form(work.item, consent="spoken"))

    heard = Heard.objects.get()
    assert answer["Location"] == f"/heard/{heard.pk}/"
    assert (heard.kind, heard.consent, heard.logged_by) == ("heard", "spoken", champions)
    assert [reply.item for reply in heard.replies.all()] == [work.item]
    assert "Those who can act are asked to answer." in said(answer)[0]


def test_the_gist_has_no_consent(champions, signed_in, work):
    signed_in(champions).post("/heard/add/", entry_form(work.item))
    assert Heard.objects.get().consent == ""


def test_everyone_else_is_offered_an_idea_or_an_offer_only(board, signed_in, work):
    client = signed_in(board)
    assert "What a group said" not in text(client.get("/heard/add/"))
    answer = client.post("/heard/add/", entry_form(work.item))
    assert answer.status_code == 200
    assert "kind" in answer.context["form"].errors
    client.post("/heard/add/", entry_form(work.item, kind="idea", consent=None))
    assert Heard.objects.get().kind == HeardKind.IDEA


def test_an_offer_goes_to_the_champions_board_staff(board, signed_in):
    answer = signed_in(board).post("/heard/add/", entry_form(kind="offer", consent=None))
    assert "The Champions Board staff will read it." in said(answer)[0]
    assert not Reply.objects.exists()


def test_from_the_page_of_a_thing_that_thing_is_ticked(champions, signed_in, work):
    field = signed_in(champions).get(f"/heard/add/?to={work.key}").context["form"]["items"]
    assert field.value() == [work.item.pk]


def test_choices_stand_in_groups_and_one_under_nothing_has_its_own(champions, signed_in, work):
    foundation = ItemFactory(kind="foundation", heading="Care")
    ItemFactory(key="C1", parent=foundation, heading="Respect")
    ItemFactory(key="C99")
    page = text(signed_in(champions).get("/heard/add/"))
    for name in (f"Action {work.item.parent.key}", "Calls: Care", "C1 Respect", "Others", "C99"):
        assert name in page


@pytest.mark.parametrize("field", ["theme", "words"])
def test_identifiers_are_refused_and_kept_in_the_box(champions, signed_in, work, field):
    answer = signed_in(champions).post("/heard/add/", entry_form(work.item, **{field: PRIVATE}))
    assert "telephone number" in str(answer.context["form"].errors[field])
    assert PRIVATE in text(answer)
    assert not Heard.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"theme": ""},
        {"theme": "x" * 151},
        {"words": "a\x00b"},
        {"consent": "shouted"},
        {"heard_on": "31/02/2026"},
        {"heard_on": "01/01/2999"},
        {"items": []},
        {"items": ["9" * 300]},
        {"items": ["no"]},
        {"visibility": "secret"},
        {"form_key": "none"},
    ],
)
def test_bad_input_is_answered_by_a_sentence_and_stores_nothing(
    champions, signed_in, work, changes
):
    answer = signed_in(champions).post("/heard/add/", entry_form(work.item, **changes))
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not Heard.objects.exists()


def test_a_form_sent_twice_stores_once_and_other_words_can_be_sent_again(
    champions, signed_in, work
):
    client, sent = signed_in(champions), entry_form(work.item)
    for _time in range(2):
        assert client.post("/heard/add/", sent).status_code == 302
    answer = client.post("/heard/add/", sent | {"words": "Something else."})
    assert "sent before" in text(answer)
    client.post(
        "/heard/add/",
        sent | {"words": "Something else.", "form_key": answer.context["form"]["form_key"].value()},
    )
    assert Heard.objects.count() == 2


# Reading


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


# Answering


def test_a_keeper_answers_and_improves_the_answer(keeper, signed_in, asked):
    client, url = signed_in(keeper), f"/heard/{asked.heard_id}/answers/{asked.pk}/"
    answer = client.post(url, {"version": 1, "kind": "why-not", "words": "Not yet."})
    assert answer["Location"] == f"/heard/{asked.heard_id}/"
    assert client.get(url).context["form"]["words"].value() == "Not yet."
    client.post(url, {"version": 2, "kind": "changed", "words": "It is done."})
    assert "It is done." in text(client.get(f"/heard/{asked.heard_id}/"))


@pytest.mark.parametrize(
    "changes", [{"words": PRIVATE}, {"words": ""}, {"kind": "perhaps"}, {"version": "x"}]
)
def test_a_bad_answer_stores_nothing(keeper, signed_in, asked, changes):
    sent = {"version": 1, "kind": "changed", "words": "It is done."} | changes
    answer = signed_in(keeper).post(f"/heard/{asked.heard_id}/answers/{asked.pk}/", sent)
    assert answer.context["form"].errors
    assert not Reply.objects.get().is_answered


def test_of_two_answers_at_once_both_texts_are_shown(keeper, signed_in, asked):
    client, url = signed_in(keeper), f"/heard/{asked.heard_id}/answers/{asked.pk}/"
    client.post(url, {"version": 1, "kind": "changed", "words": "The first."})
    answer = client.post(url, {"version": 1, "kind": "changed", "words": "The second."})
    assert answer.status_code == 409
    assert "The first." in text(answer)
    assert "The second." in text(answer)
    assert client.post(url, {"version": 1, "kind": "changed", "words": "The first."})[
        "Location"
    ] == (f"/heard/{asked.heard_id}/")


def test_an_answer_to_something_else_is_a_404(keeper, signed_in, asked):
    other = HeardFactory()
    assert signed_in(keeper).get(f"/heard/{other.pk}/answers/{asked.pk}/").status_code == 404


# Changing


def test_an_entry_is_corrected(champions, signed_in, asked):
    call = ItemFactory(parent=ItemFactory(kind="foundation"))
    sent = entry_form(call, theme="Being heard", consent="written", version=1)
    answer = signed_in(champions).post(f"/heard/{asked.heard_id}/edit/", sent)
    assert answer["Location"] == f"/heard/{asked.heard_id}/"
    heard = Heard.objects.get()
    assert (heard.theme, heard.consent, heard.kind) == ("Being heard", "written", "heard")
    assert [reply.item for reply in heard.replies.all()] == [call]


def test_a_correction_that_was_overtaken_shows_both(champions, signed_in, asked):
    client, url = signed_in(champions), f"/heard/{asked.heard_id}/edit/"
    client.post(url, entry_form(asked.item, theme="The first", version=1))
    answer = client.post(url, entry_form(asked.item, theme="The second", version=1))
    assert answer.status_code == 409
    assert [(row["yours"], row["saved"]) for row in answer.context["rows"]] == [
        ("The second", "The first")
    ]
    assert client.post(url, entry_form(asked.item, theme="The first", version=1)).status_code == 302


def test_an_idea_is_corrected_by_its_author_without_a_question_of_consent(board, signed_in, work):
    heard = ReplyFactory(item=work.item, heard__kind="idea", heard__logged_by=board).heard
    form = signed_in(board).get(f"/heard/{heard.pk}/edit/").context["form"]
    assert "consent" not in form.fields
    signed_in(board).post(
        f"/heard/{heard.pk}/edit/", entry_form(work.item, theme="Better", version=1)
    )
    assert Heard.objects.get().theme == "Better"


@pytest.mark.parametrize("act", ["edit", "remove", "send"])
def test_others_do_not_change_it(keeper, signed_in, asked, act):
    assert signed_in(keeper).get(f"/heard/{asked.heard_id}/{act}/").status_code == 403


def test_a_removed_entry_says_so_and_shows_nothing_else(champions, signed_in, asked):
    client, url = signed_in(champions), f"/heard/{asked.heard_id}/"
    assert client.post(f"{url}remove/", {"version": 9, "reason": "Twice."}).status_code == 409
    assert client.post(f"{url}remove/", {"version": 1, "reason": "Twice."})["Location"] == "/heard/"
    page = text(client.get(url))
    assert "This entry was removed on" in page
    assert asked.heard.words not in page
    assert client.get(f"{url}edit/").status_code == 404


def test_it_is_sent_to_another(champions, signed_in, asked):
    client, call = signed_in(champions), ItemFactory(parent=ItemFactory(kind="foundation"))
    url = f"/heard/{asked.heard_id}/send/"
    assert client.post(url, {"item": ""}).context["form"].errors
    assert client.post(url, {"item": asked.item.pk}).context["form"].errors
    client.post(url, {"item": call.pk})
    assert asked.heard.replies.count() == 2


def test_one_click_makes_an_answered_entry_evidence(champions, keeper, signed_in, asked):
    client, url = signed_in(champions), f"/heard/{asked.heard_id}/"
    button = f"{url}evidence/"
    assert button not in text(client.get(url))
    client.post(button, {"version": 1})
    assert not EvidenceItem.objects.exists()
    Reply.objects.update(
        kind="changed", words="Yes.", answered_by=keeper, answered_on=timezone.localdate()
    )
    assert button in text(client.get(url))
    client.post(button, {"version": 1})
    assert EvidenceItem.objects.get().kind == "voice"
    assert "This is evidence of voice" in text(client.get(url))


# The Board's page and My work


def test_the_boards_page_counts_what_waits_and_opens_a_list_of_that_length(board, signed_in, asked):
    Heard.objects.update(heard_on=timezone.localdate() - timedelta(days=41))
    for _n in range(6):
        ReplyFactory()
    ReplyFactory(heard__kind="idea")
    ReplyFactory(heard__visibility=Visibility.INTERNAL)
    client = signed_in(board)
    listening = client.get("/board/").context["listening"]

    assert (listening.count, listening.others) == (7, 1)
    assert listening.oldest[0] == asked.heard
    assert len(listening.oldest) == 5
    assert (
        "7 things that groups said wait for an answer; the oldest has waited 41 days."
        in listening.sentence
    )
    assert client.get(listening.url).context["page"].paginator.count == 7
    assert client.get(listening.others_url).context["page"].paginator.count == 8


def test_with_nothing_waiting_the_boards_page_says_so(board, signed_in):
    assert "Nothing that a group said waits for an answer." in text(signed_in(board).get("/board/"))


def test_my_work_shows_what_waits_for_my_answer(keeper, other_keeper, signed_in, asked):
    mine = text(signed_in(keeper).get("/my-work/"))
    assert "Waiting for your answer" in mine
    assert f"/heard/{asked.heard_id}/answers/{asked.pk}/" in mine
    assert "Waiting for your answer" not in text(signed_in(other_keeper).get("/my-work/"))
