"""Each body's part of a joint sub-action: who names and ends it, and who says how it goes."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Change
from accounts.services import edit_service
from accounts.versions import Conflict
from actions.models import Share, SubAction
from actions.services import shares
from actions.services.replacing import replace
from actions.services.taking_back import take_back_sub_action
from actions.status import Kind, Status
from foundations.services.rounds import close_round, undo_closing
from tests.factories import RoundFactory, ServiceFactory, ShareFactory, SubActionFactory

WORDS = "Train the school nurses."
SAID = "Four of six are trained."


def name(by, sub_action, service, **values):
    said = {"words": WORDS} | values
    return shares.name_share(by=by, sub_action=sub_action, service=service, **said)


def say(by, share, status=Status.ON_TRACK, words=SAID):
    stands = Share.objects.get(pk=share.pk)
    return shares.say_of_share(by=by, share=stands, seen=stands.version, status=status, words=words)


@pytest.fixture
def share(sub_action, other_service, keeper):
    return ShareFactory(sub_action=sub_action, service=other_service, named_by=keeper, words=WORDS)


def test_the_keeper_of_the_whole_names_what_another_service_is_to_do(
    keeper, sub_action, other_service, today
):
    named = name(keeper, sub_action, other_service)

    assert (named.named_by, named.named_on, named.status) == (keeper, today, "not-reported")
    line = Change.objects.latest("pk")
    assert (line.act, line.thing, line.key) == (
        "named a body’s part",
        "sub-action",
        sub_action.key,
    )
    assert WORDS in line.after
    assert "Housing" in line.after


def test_nobody_else_names_one(other_keeper, board, administrator, sub_action, other_service):
    for person in (other_keeper, board, administrator):
        with pytest.raises(PermissionDenied):
            name(person, sub_action, other_service)


def test_another_service_has_one_open_part_at_most(keeper, sub_action, share, other_service):
    with pytest.raises(ValidationError, match="has a part already"):
        name(keeper, sub_action, other_service)
    with pytest.raises(ValidationError, match="what it does itself"):
        name(keeper, sub_action, sub_action.service)
    assert Share.objects.get() == share


def test_a_closed_service_is_given_none(keeper, administrator, sub_action, other_service, today):
    values = {"name": "Housing", "kind": "council", "closed_on": today}
    edit_service(by=administrator, service=other_service, seen=1, **values)
    with pytest.raises(ValidationError) as refused:
        name(keeper, sub_action, other_service)
    assert [*refused.value.error_dict] == ["service"]


def test_what_is_replaced_has_no_parts(keeper, other_keeper, sub_action, share):
    another = SubActionFactory(service=sub_action.service)
    seen = {"seen": sub_action.version, "reason": "It is one."}
    replace(by=keeper, sub_action=sub_action, replacement=another, **seen)
    replaced = SubAction.objects.get(pk=sub_action.pk)
    with pytest.raises(ValidationError, match="Another sub-action"):
        name(keeper, replaced, ServiceFactory())
    with pytest.raises(ValidationError, match="Another sub-action"):
        say(other_keeper, share)


def test_the_body_says_how_its_part_goes(other_keeper, share, today):
    word = say(other_keeper, share)

    assert (word.status, word.words, word.said_by) == (Status.ON_TRACK, SAID, other_keeper)
    kept = Share.objects.for_page(today).get()
    assert (kept.status, kept.confirmed_on, kept.confirmed_by) == (
        Status.ON_TRACK,
        today,
        other_keeper,
    )
    assert kept.said == SAID
    line = Change.objects.latest("pk")
    assert line.act == "said how a part goes"
    assert SAID in line.after


def test_nobody_speaks_for_another_body(keeper, board, champions, administrator, share):
    for person in (keeper, board, champions, administrator):
        with pytest.raises(PermissionDenied):
            say(person, share)
        with pytest.raises(PermissionDenied):
            shares.confirm_share(by=person, share=share, seen=1)


def test_its_words_are_those_of_the_work(other_keeper, share):
    for status in (Status.BEING_KEPT, Status.NOT_REPORTED, "splendid"):
        with pytest.raises(ValidationError) as refused:
            say(other_keeper, share, status)
        assert [*refused.value.error_dict] == ["status"]
    assert Share.objects.get().status == Status.NOT_REPORTED


def test_two_who_speak_at_once_do_not_write_over_each_other(other_keeper, share):
    late = Share.objects.get()
    say(other_keeper, share)
    values = {"status": Status.AT_RISK, "words": "One has left."}
    with pytest.raises(Conflict):
        shares.say_of_share(by=other_keeper, share=late, seen=1, **values)
    assert Share.objects.get().said_words.count() == 1


def test_still_true_resets_the_day_and_keeps_the_words(other_keeper, share, today):
    with pytest.raises(ValidationError, match="nothing to confirm"):
        shares.confirm_share(by=other_keeper, share=share, seen=1)
    say(other_keeper, share)
    earlier = today - timedelta(days=200)
    Share.objects.update(confirmed_on=earlier)

    for _time in range(2):
        stands = Share.objects.get()
        shares.confirm_share(by=other_keeper, share=stands, seen=stands.version)

    kept = Share.objects.for_page(today).get()
    assert (kept.confirmed_on, kept.status, kept.said) == (today, Status.ON_TRACK, SAID)
    # Pressed twice: once said.
    assert kept.said_words.count() == 2


def test_a_word_of_another_kind_is_said_anew(other_keeper, share):
    say(other_keeper, share)
    SubAction.objects.filter(pk=share.sub_action_id).update(kind=Kind.ONGOING)
    stands = Share.objects.get()
    with pytest.raises(ValidationError, match="of another kind"):
        shares.confirm_share(by=other_keeper, share=stands, seen=stands.version)
    say(other_keeper, share, Status.IN_PLACE)


def end(by, share, reason="The council does it itself."):
    stands = Share.objects.get(pk=share.pk)
    shares.end_share(by=by, share=stands, seen=stands.version, reason=reason)


def test_the_keeper_of_the_whole_ends_it_with_a_reason(keeper, other_keeper, share, today):
    say(other_keeper, share)
    with pytest.raises(PermissionDenied):
        end(other_keeper, share)
    end(keeper, share)

    kept = Share.objects.get()
    assert (kept.ended_on, kept.ended_by, kept.end_counts_from) == (today, keeper, None)
    assert Change.objects.latest("pk").act == "ended a body’s part"
    with pytest.raises(Conflict):
        end(keeper, share)
    with pytest.raises(ValidationError, match="was ended"):
        say(other_keeper, share)
    # Another part may be named then.
    assert name(keeper, SubAction.objects.get(pk=share.sub_action_id), share.service)


def counting(on) -> bool:
    return Share.objects.counting(on).exists()


def test_an_ended_part_counts_until_the_next_closing(
    keeper, other_keeper, administrator, share, today
):
    closed = today - timedelta(days=30)
    RoundFactory(first_day=closed, last_day=closed, closed_on=closed, closed_by=administrator)
    say(other_keeper, share, Status.OFF_TRACK)
    end(keeper, share)
    assert counting(today + timedelta(days=500))

    asking = RoundFactory(first_day=today, last_day=today, asks_progress=True)
    close_round(by=administrator, round=asking, seen=asking.version)
    assert [counting(today + timedelta(days=days)) for days in (0, 1)] == [True, False]

    asking.refresh_from_db()
    undo_closing(by=administrator, round=asking, seen=asking.version, why="Too early.")
    assert counting(today + timedelta(days=1))


def test_where_no_round_was_ever_closed_it_counts_for_the_days_of_silence(
    keeper, other_keeper, share, today
):
    say(other_keeper, share)
    end(keeper, share)
    assert [counting(today + timedelta(days=days)) for days in (120, 121)] == [True, False]


def test_a_slip_counts_at_once_no_more(keeper, share, today):
    end(keeper, share, "The wrong service.")
    assert not counting(today)


def test_what_has_a_part_is_not_taken_back(keeper, sub_action, share):
    sub_action.item.local = True
    sub_action.item.save()
    with pytest.raises(ValidationError, match="parts of bodies"):
        take_back_sub_action(by=keeper, sub_action=sub_action, seen=1)
