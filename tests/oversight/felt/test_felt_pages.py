"""The pages on which Champions Board staff choose, and record what a group says."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Assurance
from evidence.models import HeardKind
from foundations.services.rounds import close_round
from oversight.felt import services as felt
from oversight.models import Chosen, Felt
from tests.accounts.conftest import text_of
from tests.conftest import html_of
from tests.factories import ClaimedFactory, HeardFactory, ReplyFactory, SubActionFactory

from .conftest import WORDS, say, say_form

FELT = "/felt/"


@pytest.fixture
def client(signed_in, champions):
    return signed_in(champions)


def page(chosen) -> str:
    return reverse("say-felt", args=[chosen.pk])


def test_without_a_round_the_page_says_so(client, calls):
    assert "No round asks for progress at this moment" in text_of(client.get(FELT))
    answer = client.post(FELT, {"item": calls[0].pk})
    assert "so groups are asked about nothing" in text_of(answer)
    assert not Chosen.objects.exists()


def test_it_offers_claims_what_was_heard_lately_and_silence_each_with_its_reason(client, asking):
    claim, heard, silent = ClaimedFactory(), SubActionFactory(), SubActionFactory()
    ReplyFactory(item=heard.item, heard=HeardFactory(kind=HeardKind.HEARD))
    ReplyFactory(item=claim.item, heard=HeardFactory(kind=HeardKind.IDEA))
    said = text_of(client.get(FELT))

    for row, reason in (
        (claim, "nobody else has agreed yet"),
        (heard, "A group said something about it on"),
        (silent, "Nothing heard yet"),
    ):
        assert reason in said.partition(row.key)[2].partition("Choose")[0], row.key


def test_what_was_felt_is_not_silent_any_more(client, champions, asking):
    row = SubActionFactory()
    chosen = felt.choose(by=champions, round=asking, item=row.item)
    say(champions, chosen)
    felt.take_back(by=champions, chosen=chosen, seen=2)
    felt.put_back(by=champions, chosen=chosen, seen=3)
    assert "Nothing heard since" in text_of(client.get(FELT))


def test_one_is_chosen_by_its_button_and_found_by_its_key(client, asking, calls):
    client.post(FELT, {"item": calls[0].pk})
    client.post(FELT, {"item": f"{calls[1].key} and its words"})
    answer = client.get(FELT)
    assert Chosen.objects.count() == 1  # below 60 the list is chosen from, not typed into
    assert "0 of 1 recorded" in text_of(answer)


@pytest.mark.parametrize("typed", ["", "99.99", "a\0b", "7" * 30, "x" * 20_000])
def test_what_is_not_on_the_list_is_refused_by_its_field(client, asking, calls, typed):
    answer = client.post(FELT, {"item": typed})
    assert answer.status_code == 200
    assert "Choose a sub-action or call from the list." in text_of(answer)


def test_a_sixth_is_refused_in_a_sentence(client, champions, asking, calls):
    for call in calls[:5]:
        felt.choose(by=champions, round=asking, item=call)
    answer = client.post(FELT, {"item": calls[5].pk})
    assert "5 are chosen in this round already" in text_of(answer)
    assert Chosen.objects.of_round(asking).count() == 5


def test_a_word_is_recorded_and_the_page_counts_on(client, champions, asking, calls, chosen):
    felt.choose(by=champions, round=asking, item=calls[1])
    assert "tell the group: what you say here will be public" in text_of(client.get(page(chosen)))

    answer = client.post(page(chosen), say_form(), follow=True)

    assert f"“Partly” is kept for {chosen.item.label}: 1 of 2 recorded." in text_of(answer)
    assert f"Felt: partly. “{WORDS}”" in text_of(answer)


def test_whoever_would_rather_not_needs_to_fill_in_nothing(client, chosen):
    nothing = dict.fromkeys(["told", "words", "people", "talked_on"], "")
    answer = client.post(page(chosen), say_form(said="rather-not", **nothing), follow=True)
    assert "The group would rather not. Nobody else is told." in text_of(answer)
    assert Felt.objects.get().words == ""


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"people": "4"}, "Talk with 5 or more young people."),
        ({"people": "some"}, "Give a whole number"),
        ({"people": "9" * 12}, ""),
        ({"talked_on": "31/12/2099"}, "This day is in the future."),
        ({"talked_on": "yesterday-ish"}, ""),
        ({"words": "x" * 20_000}, "Shorten “In the group’s own words” by 19,000 characters."),
        ({"words": "Call me on 07700 900123."}, ""),
        ({"told": ""}, "Tell the group first that this will be public"),
        ({"said": ""}, "Choose what the group says."),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_that_was_typed_is_lost(
    client, chosen, changes, sentence
):
    answer = client.post(page(chosen), say_form(**changes))

    assert answer.status_code == 200
    assert sentence in text_of(answer)
    assert answer.context["form"].errors
    typed = say_form(**changes)
    for name in ("words", "people", "talked_on"):
        assert typed[name] in html_of(answer), name
    assert not Felt.objects.exists()


def test_all_that_is_wrong_is_said_at_once(client, chosen):
    long = "We said it. " * 1_700
    sent = say_form(words=long, people="3", talked_on="")
    del sent["told"]
    said = text_of(answer := client.post(page(chosen), sent))
    assert "Shorten “In the group’s own words” by 19,399 characters." in said
    for sentence in ("Talk with 5 or more", "Say on which day", "Tell the group first"):
        assert sentence in said
    assert long.strip() in answer.content.decode()
    # Whoever would rather not is asked for nothing, however the rest is filled in.
    errors = client.post(page(chosen), {**sent, "said": "rather-not"}).context["form"].errors
    assert list(errors) == ["words"]


def test_a_name_in_the_words_is_asked_about(client, chosen):
    sent = say_form(words="Kayleigh, aged 9, says it is better.")
    answer = client.post(page(chosen), sent)
    assert answer.status_code == 200
    assert "Kayleigh" in html_of(answer)
    assert not Felt.objects.exists()
    assert not Assurance.objects.exists()


def test_a_second_who_records_reads_the_first_and_loses_nothing(client, champions, chosen):
    say(champions, chosen, said="no")
    answer = client.post(page(chosen), say_form(words="Another talk."))

    assert answer.status_code == 409
    said = text_of(answer)
    assert "Somebody else recorded something about this a moment ago" in said
    assert "What stands now: No" in said
    assert "Another talk." in html_of(answer)
    again = say_form(words="Another talk.", version=2)
    assert client.post(page(chosen), again).status_code == 302
    assert Felt.objects.count() == 2


def test_a_round_that_was_closed_meanwhile_keeps_what_was_typed(
    client, administrator, asking, chosen
):
    close_round(by=administrator, round=asking, seen=1)
    answer = client.post(page(chosen), say_form())
    assert "“Spring” is closed" in text_of(answer)
    assert WORDS in html_of(answer)
    assert "“Spring” is closed" in text_of(client.get(page(chosen), follow=True))


def test_a_correction_begins_with_what_stands(client, champions, chosen):
    say(champions, chosen)
    answer = client.get(page(chosen))
    assert WORDS in html_of(answer)
    assert "this one stays on record" in text_of(answer)


def test_a_word_is_taken_back_and_a_choice_put_back(client, champions, chosen):
    say(champions, chosen)
    back, away = (reverse(name, args=[chosen.pk]) for name in ("take-back-felt", "put-back-felt"))
    assert "Take that back first" in text_of(client.post(away, {"version": 2}, follow=True))
    assert "is taken back" in text_of(client.post(back, {"version": 2}, follow=True))
    assert "Groups are not asked" in text_of(client.post(away, {"version": 3}, follow=True))
    assert client.get(page(chosen)).status_code == 404


def test_earlier_rounds_are_not_on_the_page(client, champions, administrator, asking, chosen):
    say(champions, chosen)
    close_round(by=administrator, round=asking, seen=1)
    assert WORDS not in text_of(client.get(FELT))
    assert timezone.localdate() - timedelta(days=1) == Felt.objects.get().talked_on
