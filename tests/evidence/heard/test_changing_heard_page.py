"""What was heard is answered, corrected, sent on and removed on its pages."""

import pytest
from django.utils import timezone

from evidence.models import EvidenceItem, Heard, Reply
from tests.evidence.heard.pages import PRIVATE, entry_form, text
from tests.factories import HeardFactory, ItemFactory, ReplyFactory

pytestmark = pytest.mark.django_db


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
    assert "This is evidence from people with care experience" in text(client.get(url))
