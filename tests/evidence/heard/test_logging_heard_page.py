"""What was heard is logged on a page that offers each what she may log."""

import pytest

from evidence.models import Heard, HeardKind, Reply
from tests.actions.conftest import said
from tests.evidence.heard.pages import PRIVATE, entry_form, text
from tests.factories import ItemFactory

pytestmark = pytest.mark.django_db


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
