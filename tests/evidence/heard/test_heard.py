"""What was heard: who logs it, where it goes, who reads it, and how it is corrected and removed."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.timezone import localdate

from accounts.models import Change
from accounts.versions import Conflict
from actions.status import Visibility
from evidence.heard.services import edit_heard, log_heard, remove_heard, send_to
from evidence.models import Heard, HeardKind, Reply
from foundations.models import Kind as ItemKind
from tests.factories import HeardFactory, ItemFactory, ReplyFactory, SubActionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def work(service):
    return SubActionFactory(service=service).item


def log(by, items=(), kind=HeardKind.HEARD, **values):
    said = {"theme": "Being asked", "words": "Ask us before you decide.", "heard_on": localdate()}
    said["five_or_more"] = True
    return log_heard(by=by, kind=kind, items=items, **(said | values))


def texts_of(heard, **changes) -> dict:
    kept = {
        name: getattr(heard, name)
        for name in ("theme", "words", "consent", "heard_on", "visibility", "five_or_more")
    }
    return kept | {"items": [reply.item for reply in heard.replies.all()]} | changes


# Logging


def test_what_a_group_said_goes_to_each_sub_action_and_call(champions, work):
    call = ItemFactory()
    heard = log(champions, [work, call], consent="spoken")

    assert [reply.item for reply in heard.replies.all()] == [work, call]
    assert not any(reply.is_answered for reply in heard.replies.all())
    assert (heard.logged_by, heard.consent) == (champions, "spoken")
    line = Change.objects.of("heard", str(heard.pk)).get()
    assert line.act == "logged"
    assert work.key in line.after


def test_only_champions_board_staff_log_what_a_group_said(keeper, board, administrator, work):
    for user in (keeper, board, administrator):
        with pytest.raises(PermissionDenied, match="Champions Board staff"):
            log(user, [work])
    assert not Heard.objects.exists()


@pytest.mark.parametrize("who", ["keeper", "board", "champions", "administrator"])
def test_everyone_with_a_role_sends_an_idea(who, request, work):
    user = request.getfixturevalue(who)
    assert log(user, [work], kind=HeardKind.IDEA).logged_by == user


def test_someone_without_a_role_sends_nothing(stranger, work):
    with pytest.raises(PermissionDenied):
        log(stranger, [work], kind=HeardKind.IDEA)


def test_an_offer_needs_nobody_to_answer_and_the_others_do(board, champions):
    assert not log(board, kind=HeardKind.OFFER).replies.exists()
    for user, kind in ((champions, HeardKind.HEARD), (board, HeardKind.IDEA)):
        with pytest.raises(ValidationError, match="Choose at least one"):
            log(user, kind=kind)


def test_only_sub_actions_and_calls_are_asked(champions):
    with pytest.raises(ValidationError, match="Only sub-actions and calls"):
        log(champions, [ItemFactory(kind=ItemKind.THEME)])


def test_nothing_was_heard_on_a_day_to_come(champions, work):
    with pytest.raises(ValidationError, match="in the future"):
        log(champions, [work], heard_on=localdate() + timedelta(days=1))
    assert log(champions, [work], heard_on=localdate()).heard_on == localdate()


def test_only_a_groups_own_words_have_consent(board, work):
    assert log(board, [work], kind=HeardKind.IDEA, consent="spoken").consent == ""


def test_a_form_sent_twice_is_stored_once(champions, work):
    key = uuid.uuid4()
    assert log(champions, [work], form_key=key) == log(champions, [work], form_key=key)
    assert (Heard.objects.count(), Reply.objects.count()) == (1, 1)


def test_other_words_under_the_same_form_are_not_lost_in_silence(champions, board, work):
    key = uuid.uuid4()
    log(champions, [work], form_key=key)
    with pytest.raises(ValidationError, match="sent before"):
        log(champions, [work], form_key=key, words="Something else.")
    with pytest.raises(ValidationError, match="sent before"):
        log(board, [work], kind=HeardKind.IDEA, form_key=key)


def test_others_to_be_asked_under_the_same_form_are_not_lost_in_silence(champions, work):
    key, other = uuid.uuid4(), ItemFactory()
    heard = log(champions, [work], form_key=key)
    with pytest.raises(ValidationError, match="sent before"):
        log(champions, [work, other], form_key=key)
    send_to(by=champions, heard=heard, item=other)
    assert log(champions, [work], form_key=key) == heard


def test_the_same_form_after_its_entry_was_removed_is_not_stored_in_silence(champions, work):
    key = uuid.uuid4()
    remove_heard(
        by=champions, heard=log(champions, [work], form_key=key), seen=1, reason="Not this one"
    )
    with pytest.raises(ValidationError, match="sent before"):
        log(champions, [work], form_key=key)


# Reading


def test_internal_entries_are_for_the_champions_board_staff_and_who_logged_them(
    board, keeper, champions
):
    mine = HeardFactory(logged_by=board, visibility=Visibility.INTERNAL)
    for user, readable in ((champions, True), (board, True), (keeper, False)):
        assert Heard.objects.visible_to(user).filter(pk=mine.pk).exists() == readable


@pytest.mark.parametrize("visibility", [Visibility.BOARD, Visibility.PUBLIC])
def test_the_others_are_for_every_role(keeper, visibility):
    assert HeardFactory(visibility=visibility) in Heard.objects.visible_to(keeper)


def test_what_waits_stands_with_its_age_the_oldest_first(champions):
    today = localdate()
    old, new = (
        ReplyFactory(heard__heard_on=today - timedelta(days=days)).heard for days in (41, 3)
    )
    answered = ReplyFactory(
        kind="changed", words="Yes.", answered_by=champions, answered_on=today
    ).heard
    removed = ReplyFactory(heard__removed_on=today).heard
    HeardFactory(kind=HeardKind.OFFER)

    waiting = list(Heard.objects.waiting(today))
    assert waiting == [old, new]
    assert [entry.waited.days for entry in waiting] == [41, 3]
    assert answered not in waiting
    assert removed not in waiting


def test_an_entry_waits_until_the_last_one_asked_has_answered(champions):
    reply = ReplyFactory(
        kind="changed", words="Yes.", answered_by=champions, answered_on=localdate()
    )
    assert not Heard.objects.waiting(localdate()).exists()
    ReplyFactory(heard=reply.heard)
    assert reply.heard in Heard.objects.waiting(localdate())


def test_the_list_begins_with_what_has_waited_longest_then_the_newest(champions):
    days = [date(2026, 1, 5), date(2026, 3, 5)]
    long, short = (ReplyFactory(heard__heard_on=day).heard for day in days)
    old, new = (HeardFactory(kind=HeardKind.OFFER, heard_on=day) for day in days)
    assert list(Heard.objects.for_list(date(2026, 4, 1))) == [long, short, new, old]


def test_entries_are_found_by_the_foundation_of_the_call_or_of_the_work_that_answers_it(db):
    foundation = ItemFactory(kind=ItemKind.FOUNDATION, key="voice")
    found = ReplyFactory(item__parent=foundation).heard
    ReplyFactory(item__parent=ItemFactory(kind=ItemKind.FOUNDATION, key="care"))
    assert list(Heard.objects.about_foundation("voice")) == [found]


# Correcting


def test_it_can_be_corrected_and_sent_elsewhere_until_somebody_answers(champions, work):
    heard, call = log(champions, [work]), ItemFactory()
    edit_heard(
        by=champions, heard=heard, seen=1, **texts_of(heard, words="Ask us twice.", items=[call])
    )

    heard.refresh_from_db()
    assert (heard.words, heard.version) == ("Ask us twice.", 2)
    assert [reply.item for reply in heard.replies.all()] == [call]
    line = Change.objects.of("heard", str(heard.pk)).first()
    assert "Ask us before you decide." in line.before
    assert work.key in line.before
    assert call.key in line.after


def test_whoever_logged_it_may_correct_it_and_others_may_not(board, keeper, champions, work):
    heard = log(board, [work], kind=HeardKind.IDEA)
    with pytest.raises(PermissionDenied, match="Only whoever logged this"):
        edit_heard(by=keeper, heard=heard, seen=1, **texts_of(heard, theme="Mine"))
    edit_heard(by=board, heard=heard, seen=1, **texts_of(heard, theme="Better"))
    edit_heard(by=champions, heard=heard, seen=2, **texts_of(heard, theme="Best"))
    assert Heard.objects.get().theme == "Best"


def test_once_answered_it_is_no_longer_edited(champions, work):
    heard = log(champions, [work])
    heard.replies.update(
        kind="changed", words="Yes.", answered_by=champions, answered_on=localdate()
    )
    with pytest.raises(ValidationError, match="can no longer be edited"):
        edit_heard(by=champions, heard=heard, seen=1, **texts_of(heard, theme="Other"))


def test_a_correction_of_an_old_version_is_a_conflict_and_changes_nothing(champions, work):
    heard = log(champions, [work])
    edit_heard(by=champions, heard=heard, seen=1, **texts_of(heard, theme="First"))
    with pytest.raises(Conflict):
        edit_heard(
            by=champions,
            heard=heard,
            seen=1,
            **texts_of(heard, theme="Second", items=[ItemFactory()]),
        )
    assert Heard.objects.get().theme == "First"
    assert Reply.objects.get().item == work


def test_it_cannot_be_corrected_into_one_that_nobody_answers(champions, work):
    heard = log(champions, [work])
    with pytest.raises(ValidationError, match="Choose at least one"):
        edit_heard(by=champions, heard=heard, seen=1, **texts_of(heard, items=[]))


# Sending on


def test_champions_board_staff_send_it_to_another_once(champions, board, work):
    heard, call = log(board, [work], kind=HeardKind.IDEA), ItemFactory()
    assert send_to(by=champions, heard=heard, item=call) == send_to(
        by=champions, heard=heard, item=call
    )
    assert heard.replies.count() == 2
    assert Change.objects.filter(act="sent on").count() == 1


def test_others_do_not_send_it_on(board, work):
    heard = log(board, [work], kind=HeardKind.IDEA)
    with pytest.raises(PermissionDenied):
        send_to(by=board, heard=heard, item=ItemFactory())


# Removing


def test_a_removed_entry_is_on_no_page_and_keeps_its_line(champions, work):
    heard = log(champions, [work])
    remove_heard(by=champions, heard=heard, seen=1, reason="It names a street.")

    assert not Heard.objects.current().exists()
    assert not Heard.objects.waiting(localdate()).exists()
    assert not Reply.objects.unanswered().exists()
    assert not Reply.objects.about(work).exists()
    assert "It names a street." in Change.objects.of("heard", str(heard.pk)).first().after


def test_nobody_else_removes_it_nor_twice(keeper, champions, work):
    heard = log(champions, [work])
    with pytest.raises(PermissionDenied):
        remove_heard(by=keeper, heard=heard, seen=1, reason="No.")
    remove_heard(by=champions, heard=heard, seen=1, reason="Logged twice.")
    with pytest.raises(ValidationError, match="has been removed"):
        remove_heard(by=champions, heard=heard, seen=2, reason="Again.")
    with pytest.raises(ValidationError, match="has been removed"):
        send_to(by=champions, heard=heard, item=ItemFactory())
