"""What those who can act answer: who may, again and better, and how it becomes evidence of
voice.
"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.models import Change, Role, User
from accounts.versions import Conflict
from actions.status import Visibility
from evidence.heard.services import make_evidence, remove_heard
from evidence.heard.services import reply as answer
from evidence.items.services import remove_evidence
from evidence.models import EvidenceItem, HeardKind, Reply
from foundations.models import Kind as ItemKind
from foundations.models import LinkState
from tests.conftest import person
from tests.factories import (
    AppointmentFactory,
    HeardFactory,
    ItemFactory,
    LinkFactory,
    ReplyFactory,
    ServiceFactory,
    SubActionFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def work(service):
    return SubActionFactory(service=service)


@pytest.fixture
def asked(work):
    """What a group said, sent to a sub-action of the Keeper's own service."""
    return ReplyFactory(item=work.item, heard__consent="spoken")


def say(by, reply, seen=None, kind="changed", words="We ask you first now."):
    reply.refresh_from_db()
    return answer(by=by, reply=reply, seen=seen or reply.version, kind=kind, words=words)


def may(user, reply) -> bool:
    return Reply.objects.answerable_by(user).filter(pk=reply.pk).exists()


def answer_call(service, **link):
    """A call, and a sub-action of the service that answers it."""
    call = ItemFactory()
    LinkFactory(from_item=SubActionFactory(service=service).item, to_item=call, **link)
    return call


# Who may answer


def test_for_a_sub_action_the_keepers_of_its_service(asked, keeper, other_keeper):
    assert may(keeper, asked)
    assert not may(other_keeper, asked)


def test_for_a_sub_action_without_a_service_every_keeper(keeper, other_keeper):
    reply = ReplyFactory(item=SubActionFactory(service=None).item)
    assert may(keeper, reply)
    assert may(other_keeper, reply)


def test_for_work_of_a_closed_service_every_keeper(asked, service, keeper, other_keeper):
    service.closed_on = timezone.localdate()
    service.save()
    assert may(other_keeper, asked)


def test_for_a_call_the_keepers_of_the_services_whose_work_answers_it(
    service, keeper, other_keeper
):
    reply = ReplyFactory(item=answer_call(service))
    assert may(keeper, reply)
    assert not may(other_keeper, reply)


def test_work_answers_a_call_by_a_criterion_or_through_its_action_too(
    service, keeper, other_keeper
):
    work, (first, second) = SubActionFactory(service=service), ItemFactory.create_batch(2)
    LinkFactory(from_item=ItemFactory(kind=ItemKind.CRITERION, parent=work.item), to_item=first)
    LinkFactory(from_item=work.action.item, to_item=second)
    for call in (first, second):
        reply = ReplyFactory(item=call)
        assert may(keeper, reply)
        assert not may(other_keeper, reply)


@pytest.mark.parametrize("link", [{"confidence": "low"}, {"state": LinkState.REJECTED}])
def test_for_a_call_that_nothing_answers_every_keeper(service, other_keeper, link):
    assert may(other_keeper, ReplyFactory(item=answer_call(service, **link)))


def test_a_call_that_only_work_without_a_service_answers_is_every_keepers(keeper):
    assert may(keeper, ReplyFactory(item=answer_call(None)))


@pytest.mark.parametrize("who", ["board", "champions", "administrator", "stranger"])
def test_nobody_but_keepers_answers(who, request, asked):
    user = request.getfixturevalue(who)
    assert not may(user, asked)
    with pytest.raises(PermissionDenied):
        say(user, asked)


def test_what_one_may_not_read_one_does_not_answer(work, keeper):
    assert may(keeper, ReplyFactory(item=work.item))
    assert not may(keeper, ReplyFactory(item=work.item, heard__visibility=Visibility.INTERNAL))


# Answering


def test_an_answer_stands_with_name_and_day(asked, keeper):
    say(keeper, asked, kind="why-not", words="We may not by law.")

    asked.refresh_from_db()
    assert (asked.kind, asked.words) == ("why-not", "We may not by law.")
    assert (asked.answered_by, asked.answered_on) == (keeper, timezone.localdate())
    line = Change.objects.of("heard", str(asked.heard_id)).get()
    assert (line.act, line.actor_email) == ("answered", keeper.email)
    assert asked.item.key in line.after


def test_the_keeper_of_another_service_is_refused_by_the_service_too(asked, other_keeper):
    with pytest.raises(PermissionDenied, match="Only the Promise Keepers who answer for"):
        say(other_keeper, asked)
    assert not Reply.objects.get().is_answered


def test_an_answer_is_improved_and_the_former_stays_in_history(asked, keeper):
    say(keeper, asked, kind="why-not", words="Not yet.")
    say(keeper, asked, words="It is done.")

    assert Reply.objects.get().words == "It is done."
    line = Change.objects.of("heard", str(asked.heard_id)).first()
    assert line.act == "answered again"
    assert "Not yet." in line.before


def test_of_two_answers_at_once_the_second_is_a_conflict(asked, keeper):
    say(keeper, asked, seen=1)
    with pytest.raises(Conflict):
        say(keeper, asked, seen=1, words="Written meanwhile.")
    assert Reply.objects.get().words == "We ask you first now."


def test_a_removed_entry_is_not_answered(asked, keeper, champions):
    remove_heard(by=champions, heard=asked.heard, seen=1, reason="Logged twice.")
    with pytest.raises(ValidationError, match="has been removed"):
        say(keeper, asked)


# What is owed


def test_a_keeper_owes_what_she_may_answer_the_oldest_first(work, keeper, other_keeper):
    today = timezone.localdate()
    new, old = (
        ReplyFactory(item=work.item, heard__heard_on=today - timedelta(days=days))
        for days in (2, 60)
    )
    ReplyFactory(item=SubActionFactory(service=ServiceFactory()).item)
    assert list(Reply.objects.owed_by(keeper)) == [old, new]
    assert not Reply.objects.owed_by(other_keeper).exists()
    say(keeper, old)
    assert list(Reply.objects.owed_by(keeper)) == [new]


def test_whoever_has_moved_to_another_service_owes_nothing_of_the_former(
    asked, keeper, other_service
):
    assert Reply.objects.owed_by(keeper).exists()
    assert not Reply.objects.owed_by(person("Mo", Role.KEEPER, other_service)).exists()


# Evidence of voice


def test_an_answered_entry_becomes_evidence_of_voice_for_all_it_went_to(asked, keeper, champions):
    second = ReplyFactory(heard=asked.heard)
    for reply in (asked, second):
        say(keeper, reply)
    asked.heard.heard_on -= timedelta(days=9)
    asked.heard.save()
    evidence = make_evidence(by=champions, heard=asked.heard, seen=1)

    stored = EvidenceItem.objects.get()
    assert stored == evidence == asked.heard.evidence
    assert (stored.kind, stored.medium, stored.consent) == ("voice", "quote", "spoken")
    assert (stored.title, stored.words) == (asked.heard.theme, asked.heard.words)
    assert (stored.dated_on, stored.visibility) == (asked.heard.heard_on, asked.heard.visibility)
    assert {support.item for support in stored.supports.all()} == {asked.item, second.item}


def test_internal_words_stay_with_the_champions_board_also_when_a_keeper_makes_them_evidence(
    asked, keeper, other_keeper, champions
):
    say(keeper, asked)
    AppointmentFactory(user=champions, role=Role.KEEPER, service=other_keeper.services[0])
    asked.heard.visibility = Visibility.INTERNAL
    asked.heard.save()
    made = make_evidence(by=User.objects.get(pk=champions.pk), heard=asked.heard, seen=1)
    assert made.service is None
    assert not EvidenceItem.objects.visible_to(other_keeper).exists()


def test_evidence_that_was_made_internal_since_is_not_named_beside_the_entry(
    asked, keeper, champions, board, signed_in
):
    say(keeper, asked)
    made = make_evidence(by=champions, heard=asked.heard, seen=1)
    EvidenceItem.objects.update(title="A name of its own", visibility=Visibility.INTERNAL)
    seen = {
        user: signed_in(user).get(asked.heard.get_absolute_url()).content.decode()
        for user in (champions, board)
    }
    assert made.get_absolute_url() in seen[champions]
    assert made.get_absolute_url() not in seen[board]
    assert "A name of its own" not in seen[board]
    assert (
        "This is evidence from people with care experience, internal to those who added it."
        in seen[board]
    )


def test_a_gist_becomes_a_note(work, keeper, champions):
    reply = ReplyFactory(item=work.item)
    say(keeper, reply)
    evidence = make_evidence(by=champions, heard=reply.heard, seen=1)
    assert (evidence.medium, evidence.consent) == ("note", "")


def test_it_becomes_evidence_once(asked, keeper, champions):
    say(keeper, asked)
    make_evidence(by=champions, heard=asked.heard, seen=1)
    with pytest.raises(ValidationError, match="It is evidence already"):
        make_evidence(by=champions, heard=asked.heard, seen=2)
    assert EvidenceItem.objects.count() == 1


def test_it_may_become_evidence_again_once_that_was_removed(asked, keeper, champions):
    say(keeper, asked)
    first = make_evidence(by=champions, heard=asked.heard, seen=1)
    remove_evidence(by=champions, evidence=first, seen=1, reason="A slip.")
    asked.heard.refresh_from_db()
    again = make_evidence(by=champions, heard=asked.heard, seen=asked.heard.version)
    assert again.pk != first.pk
    assert asked.heard.evidence == again


def test_what_waits_for_an_answer_is_no_evidence_yet(asked, keeper, champions):
    say(keeper, asked)
    ReplyFactory(heard=asked.heard)
    with pytest.raises(ValidationError, match="have not all answered"):
        make_evidence(by=champions, heard=asked.heard, seen=1)
    assert not EvidenceItem.objects.exists()


@pytest.mark.parametrize("kind", [HeardKind.IDEA, HeardKind.OFFER])
def test_an_idea_of_someone_who_signs_in_is_not_the_voice_of_a_group(work, keeper, champions, kind):
    reply = ReplyFactory(item=work.item, heard=HeardFactory(kind=kind))
    say(keeper, reply)
    with pytest.raises(ValidationError, match="Only what a group"):
        make_evidence(by=champions, heard=reply.heard, seen=1)


def test_only_champions_board_staff_make_it_evidence(asked, keeper):
    say(keeper, asked)
    with pytest.raises(PermissionDenied):
        make_evidence(by=keeper, heard=asked.heard, seen=1)


def test_what_stands_as_evidence_is_removed_there_first(asked, keeper, champions):
    say(keeper, asked)
    evidence = make_evidence(by=champions, heard=asked.heard, seen=1)
    with pytest.raises(ValidationError, match="This is evidence too"):
        remove_heard(by=champions, heard=asked.heard, seen=2, reason="It names a street.")
    remove_evidence(by=champions, evidence=evidence, seen=1, reason="It names a street.")
    asked.heard.refresh_from_db()
    remove_heard(by=champions, heard=asked.heard, seen=2, reason="It names a street.")
    assert asked.heard.removed_on
