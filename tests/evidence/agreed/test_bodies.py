"""A joint sub-action is in the group of the worst of its parts, and its sentence names the body."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.words import day
from actions.groups import Group
from actions.models import Share, SubAction
from actions.services.shares import end_share
from actions.services.work import edit_sub_action
from actions.status import Kind, Status
from tests.factories import ServiceFactory, ShareFactory, UserFactory

from .groups import found, number, said

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def today():
    return timezone.localdate()


def part(row, status="", body="Police", **values):
    """The part of a body, which has said so today; without a status it has said nothing yet."""
    spoke = {"confirmed_on": timezone.localdate(), "confirmed_by": UserFactory()}
    given = {"status": status} | spoke | values if status else values
    return ShareFactory(sub_action=row, service=ServiceFactory(name=body), **given)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.AT_RISK, "said to be at risk"),
        (Status.OFF_TRACK, "said to be off track"),
        (Status.STOPPED, "stopped"),
        (Status.NOT_STARTED, "not started, and no first day is set"),
    ],
)
def test_a_part_that_goes_badly_decides(today, status, words):
    row = said(Status.ON_TRACK)
    part(row, Status.ON_TRACK, "Health board")
    part(row, status)
    assert found(row, today) == (Group.NOT_GOING_WELL, f"Part of Police: {words}.")


@pytest.mark.parametrize(("days", "group"), [(0, Group.NOT_GOING_WELL), (1, Group.IN_HAND)])
def test_a_part_may_begin_with_the_first_day_of_the_whole(today, days, group):
    row = said(Status.ON_TRACK, start_on=today + timedelta(days=days))
    part(row, Status.NOT_STARTED)
    counted, why = found(row, today)
    assert counted == group
    if not days:
        assert why == f"Part of Police: not started; the first day was {day(today)}."


def test_a_whole_that_is_complete_does_not_make_up_for_a_part_that_is_late(today):
    yesterday = today - timedelta(days=1)
    row = said(Status.COMPLETE, due_on=yesterday)
    part(row, Status.ON_TRACK)
    late = f"Part of Police: not complete; it was promised for {day(yesterday)}."
    assert found(row, today) == (Group.NOT_GOING_WELL, late)

    SubAction.objects.update(status=Status.ON_TRACK, completed_on=None)
    # That the whole is late says it of all its parts.
    assert found(row, today) == (Group.NOT_GOING_WELL, f"Late: promised for {day(yesterday)}.")


def test_a_part_of_which_nothing_was_said_is_not_known(today):
    row = said(Status.ON_TRACK)
    part(row)
    words = "Part of Police: nothing has been said of it yet."
    assert found(row, today) == (Group.NOT_KNOWN, words)


@pytest.mark.parametrize(("days", "group"), [(120, Group.IN_HAND), (121, Group.NOT_KNOWN)])
def test_a_good_word_has_to_be_said_again(today, days, group):
    row, said_on = said(Status.ON_TRACK), today - timedelta(days=days)
    part(row, Status.ON_TRACK, confirmed_on=said_on)
    counted, why = found(row, today)
    assert counted == group
    if group == Group.NOT_KNOWN:
        assert why == f"Part of Police: not reported since {day(said_on)}."


def test_what_is_rare_is_asked_as_rarely_of_each_body(today):
    row = said(Status.ON_TRACK, kind=Kind.RECURRING, interval_months=12)
    part(row, Status.ON_TRACK, confirmed_on=today - timedelta(days=300))
    assert found(row, today)[0] == Group.IN_HAND


def test_it_is_kept_only_when_each_part_is(agree, today):
    row = said(Status.COMPLETE)
    agree(row)
    done, left = part(row, Status.COMPLETE, "Health board"), part(row, Status.ON_TRACK)
    words = "Reported as complete and agreed; the part of Police is not."
    assert found(row, today) == (Group.IN_HAND, words)

    Share.objects.filter(pk=done.pk).update(status=Status.ON_TRACK)
    words = "Reported as complete and agreed; the parts of Health board and Police are not."
    assert found(row, today) == (Group.IN_HAND, words)

    Share.objects.update(status=Status.COMPLETE)
    assert found(row, today) == (Group.KEPT, "Complete, and agreed.")
    assert left.status == Status.ON_TRACK


def test_parts_that_are_kept_do_not_make_the_whole_so(today):
    row = said(Status.COMPLETE)
    part(row, Status.COMPLETE)
    assert found(row, today) == (Group.IN_HAND, "Reported as complete, not yet agreed.")


def test_what_goes_badly_itself_names_its_parts_too(today):
    row = said(Status.AT_RISK)
    part(row, Status.OFF_TRACK)
    words = "Said to be at risk. Part of Police: said to be off track."
    assert found(row, today) == (Group.NOT_GOING_WELL, words)


def test_a_part_that_goes_badly_is_told_before_silence(today):
    row = said(Status.ON_TRACK, confirmed_on=today - timedelta(days=500))
    part(row, Status.OFF_TRACK)
    part(row, body="Health board")
    words = "Part of Police: said to be off track."
    assert found(row, today) == (Group.NOT_GOING_WELL, words)


def test_what_is_replaced_stays_in_no_group(today):
    replaced = {"replaced_on": today, "replaced_reason": "It is one."}
    row = said(Status.ON_TRACK, replaced_by=said(Status.ON_TRACK), **replaced)
    part(row, Status.OFF_TRACK)
    assert found(row, today)[0] is None


def test_nobody_raises_it_by_ending_a_part(keeper, service, today):
    row = said(Status.ON_TRACK, service=service)
    share = part(row, Status.OFF_TRACK)
    end_share(by=keeper, share=share, seen=1, reason="The council does it itself.")
    words = "Part of Police, which has ended: said to be off track."
    assert found(row, today) == (Group.NOT_GOING_WELL, words)
    # Where no round of progress was ever closed, what is ended waits for so long.
    SubAction.objects.update(confirmed_on=today + timedelta(days=121))
    assert found(row, today + timedelta(days=121))[0] == Group.IN_HAND


def test_what_was_not_held_every_time_says_so_beside_the_parts(agree, today):
    row = said(Status.COMPLETE, kind=Kind.RECURRING, interval_months=3)
    agree(row)
    days = {"first_day": today - timedelta(days=60), "last_day": today - timedelta(days=40)}
    row.occurrences.create(**days)
    later = today - timedelta(days=30)
    held = {"last_day": today - timedelta(days=10), "kept_on": later}
    row.occurrences.create(first_day=later, **held)
    part(row, Status.ON_TRACK)
    words = (
        "Complete, but not held every time in the last twelve months; the part of Police is not."
    )
    assert found(row, today) == (Group.IN_HAND, words)
    assert (number("lapsed", today), number("body-not-kept", today)) == (1, 0)


def test_a_word_of_the_kind_before_does_not_keep_the_whole(agree, today):
    row = said(Status.BEING_KEPT)
    agree(row)
    police = part(row, Status.COMPLETE)
    words = "said to be complete, which is no word for what the sub-action is now"
    assert found(row, today) == (Group.NOT_KNOWN, f"Part of Police: {words}.")
    assert number("body-not-known", today) == 1

    # What goes badly is not forgotten by making the work something else.
    Share.objects.filter(pk=police.pk).update(status=Status.OFF_TRACK)
    assert found(row, today) == (Group.NOT_GOING_WELL, "Part of Police: said to be off track.")


def test_while_a_change_of_kind_waits_the_words_of_both_count(keeper, service, today):
    row = said(Status.ON_TRACK, service=service)
    part(row, Status.COMPLETE)
    part(row, Status.IN_PLACE, "Health board")
    words = "Part of Health board: said to be in place, which is no word for what the sub-action is"
    assert found(row, today) == (Group.NOT_KNOWN, f"{words} now.")

    edit_sub_action(by=keeper, sub_action=row, seen=1, kind=Kind.ONGOING, why="It goes on.")
    assert found(row, today)[0] == Group.IN_HAND
    # Then it counts, and only the words of what it now is.
    spoken = {"reported_on": today, "confirmed_on": today + timedelta(days=121)}
    SubAction.objects.update(status=Status.IN_PLACE, **spoken)
    Share.objects.update(confirmed_on=today + timedelta(days=121))
    words = "Part of Police: said to be complete, which is no word for what the sub-action is now."
    assert found(row, today + timedelta(days=121)) == (Group.NOT_KNOWN, words)


def test_an_ended_part_is_told_from_the_one_that_follows_it(agree, today):
    row = said(Status.COMPLETE)
    agree(row)
    police = part(row, Status.ON_TRACK)
    ended = {"ended_on": today, "ended_by": police.named_by, "ended_reason": "It is another."}
    Share.objects.filter(pk=police.pk).update(**ended)
    following = ShareFactory(sub_action=row, service=police.service)
    assert found(row, today)[1] == "Part of Police: nothing has been said of it yet."

    Share.objects.filter(pk=following.pk).update(
        status=Status.ON_TRACK, confirmed_on=today, confirmed_by=police.named_by
    )
    assert found(row, today)[1] == "Reported as complete and agreed; the part of Police is not."
    Share.objects.filter(pk=police.pk).update(status=Status.AT_RISK)
    assert found(row, today)[1] == "Part of Police, which has ended: said to be at risk."
