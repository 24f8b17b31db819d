"""What a group says: kept as it was said, followed by another or taken back, never edited."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.models import Change
from accounts.together import read_one
from accounts.versions import Conflict
from actions.models import SubAction
from foundations.services.rounds import close_round
from oversight.felt import services as felt
from oversight.felt.standing import reading_felt
from oversight.models import Felt
from tests.factories import FeltFactory, RoundFactory, SubActionFactory

from .conftest import WORDS, say


@pytest.mark.parametrize("said", ["yes", "partly", "no", "cannot-tell"])
def test_a_group_says_it_in_its_own_words(champions, chosen, today, said):
    kept = say(champions, chosen, said=said)

    assert (kept.said, kept.people, kept.words, kept.recorded_by) == (said, 6, WORDS, champions)
    line = Change.objects.latest("pk")
    assert (line.act, line.thing, line.key) == (
        "recorded what a group says",
        "felt",
        chosen.item.key,
    )


def test_whoever_would_rather_not_says_nothing_else(champions, chosen, today):
    kept = say(champions, chosen, said="rather-not", told=False)

    assert (kept.people, kept.talked_on, kept.words) == (None, None, "")
    assert read_one(reading_felt(today)) == {}
    assert WORDS not in Change.objects.latest("pk").after


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"people": 4}, "people", "those around them could tell who said what"),
        ({"people": None}, "people", "Say how many"),
        ({"talked_on": None}, "talked_on", "Say on which day"),
        ({"talked_on": date(2001, 1, 1)}, "talked_on", "long before “Spring”"),
        ({"words": ""}, "words", "Write what the group said"),
        ({"told": False}, "told", "Tell the group first that this will be public"),
        ({"said": "maybe"}, "said", "Choose what the group says"),
    ],
)
def test_what_is_missing_or_does_not_fit_is_said_by_its_field(
    champions, chosen, given, field, sentence
):
    with pytest.raises(ValidationError, match=sentence) as refused:
        say(champions, chosen, **given)
    assert [*refused.value.error_dict] == [field]
    assert not Felt.objects.exists()


def test_a_day_in_the_future_is_refused_and_today_is_not(champions, chosen, today):
    with pytest.raises(ValidationError, match="in the future"):
        say(champions, chosen, talked_on=today + timedelta(days=1))
    assert say(champions, chosen, talked_on=today).talked_on == today


def test_a_talk_shortly_before_the_round_counts(champions, chosen, asking):
    first = asking.first_day - felt.NEAR
    with pytest.raises(ValidationError, match="Give a day from"):
        say(champions, chosen, talked_on=first - timedelta(days=1))
    assert say(champions, chosen, talked_on=first)


def test_nobody_else_records(keeper, board, chosen):
    for person in (keeper, board):
        with pytest.raises(PermissionDenied):
            say(person, chosen)


def test_a_correction_follows_and_leaves_the_first_on_record(champions, chosen, today):
    first = say(champions, chosen)
    say(champions, chosen, said="no")

    assert {one.said for one in Felt.objects.all()} == {"partly", "no"}
    assert read_one(reading_felt(today))[chosen.item_id].said == "no"
    first.refresh_from_db()
    assert (first.said, first.words) == ("partly", WORDS)


def test_two_who_record_at_once_hear_of_each_other(champions, chosen):
    say(champions, chosen)
    with pytest.raises(Conflict):
        say(champions, chosen, said="no", seen=1)
    assert Felt.objects.get().said == "partly"


def test_the_same_form_is_stored_once_and_with_other_words_not_at_all(champions, chosen):
    key = uuid.uuid4()
    first = say(champions, chosen, form_key=key)
    assert say(champions, chosen, form_key=key, seen=1) == first
    with pytest.raises(Conflict):
        say(champions, chosen, form_key=key, words="Something else.")
    assert Felt.objects.get() == first


def test_a_form_that_was_sent_before_is_answered_as_then_although_the_round_is_closed(
    champions, administrator, asking, chosen
):
    key = uuid.uuid4()
    first = say(champions, chosen, form_key=key)
    close_round(by=administrator, round=asking, seen=1)
    assert say(champions, chosen, form_key=key, seen=1) == first


def test_what_is_taken_back_is_gone_with_all_that_it_corrected(champions, chosen, today):
    say(champions, chosen)
    say(champions, chosen, said="no")
    felt.take_back(by=champions, chosen=chosen, seen=3)

    assert read_one(reading_felt(today)) == {}
    assert {one.taken_back_by for one in Felt.objects.all()} == {champions}
    assert Change.objects.latest("pk").act == "took back what a group said"
    with pytest.raises(ValidationError, match="No word of the group stands"):
        felt.take_back(by=champions, chosen=chosen, seen=4)
    assert say(champions, chosen, said="yes").said == "yes"


def test_a_closed_round_stays_as_it_is(champions, administrator, asking, chosen):
    say(champions, chosen)
    close_round(by=administrator, round=asking, seen=1)
    for act in (
        lambda: say(champions, chosen, said="no"),
        lambda: felt.take_back(by=champions, chosen=chosen, seen=2),
        lambda: felt.put_back(by=champions, chosen=chosen, seen=2),
    ):
        with pytest.raises(ValidationError, match="“Spring” is closed"):
            act()
    assert Felt.objects.get().said == "partly"


def test_what_was_put_back_or_replaced_meanwhile_takes_no_word(champions, asking, today):
    row, other = SubActionFactory(), SubActionFactory()
    chosen = felt.choose(by=champions, round=asking, item=row.item)
    felt.put_back(by=champions, chosen=chosen, seen=1)
    with pytest.raises(ValidationError, match="put back meanwhile"):
        say(champions, chosen)
    chosen = felt.choose(by=champions, round=asking, item=row.item)
    replaced = {"replaced_by": other, "replaced_on": today, "replaced_reason": "Merged."}
    SubAction.objects.filter(pk=row.pk).update(**replaced)
    with pytest.raises(ValidationError, match="ask about that one"):
        say(champions, chosen)


def test_it_changes_neither_status_nor_version_of_the_work(champions, asking):
    row = SubActionFactory()
    before = SubAction.objects.filter(pk=row.pk).values().get()
    say(champions, felt.choose(by=champions, round=asking, item=row.item), said="no")
    assert SubAction.objects.filter(pk=row.pk).values().get() == before


def test_the_database_keeps_no_small_group(chosen):
    for wrong in ({"people": 4}, {"words": ""}, {"said": "rather-not"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            FeltFactory(chosen=chosen, **wrong)


def test_what_stood_on_a_day_is_read_without_a_model(champions, chosen, today):
    """The newest word of each thing that was told by then, of whatever round, in one statement."""
    days = [today - timedelta(days=number) for number in (40, 20, 5)]
    older = RoundFactory(first_day=days[0], last_day=days[1], asks_assessment=False)
    first = FeltFactory(chosen__round=older, chosen__item=chosen.item, recorded_on=days[0])
    FeltFactory(chosen=first.chosen, said="yes", recorded_on=days[1])
    gone = {"taken_back_on": today, "taken_back_by": champions}
    FeltFactory(chosen=chosen, said="partly", recorded_on=days[2], **gone)
    found = [read_one(reading_felt(day)).get(chosen.item_id) for day in [*days, today]]

    assert [one.said for one in found] == ["no", "yes", "partly", "yes"]
    assert (found[0].word, found[0].round_key, found[0].key) == ("No", older.key, chosen.item.key)
    assert read_one(reading_felt(days[0] - timedelta(days=1))) == {}
