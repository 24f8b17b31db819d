"""Which voice bears out "being kept": of the last twelve months, read by the Board, and added by
somebody who is not judged by it. The refusal names what is missing.
"""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import Role, User
from accounts.words import day
from actions.models import SubAction
from actions.status import Kind, Status
from evidence.items import services as items
from evidence.items.content import File
from evidence.items.mix import read_mix
from evidence.items.supports import add_support
from evidence.items.voice import heard_lately, not_yet_heard, year_before
from evidence.models import EvidenceItem
from tests.conftest import person
from tests.evidence.items.adding import photo
from tests.evidence.items.keeping import REFUSED, post, voice
from tests.factories import AppointmentFactory, SubActionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def only() -> str:
    return f"The only voice since {day(year_before(timezone.localdate()))} is your own service’s"


def refusal(keeper, commitment) -> str:
    """Why "being kept" is refused, after what is always said."""
    with pytest.raises(ValidationError) as refused:
        post(keeper, commitment)
    (sentence,) = refused.value.message_dict["status"]
    return sentence.removeprefix(f"{REFUSED} ").removesuffix(" Until then choose “In place”.")


def test_each_thing_that_is_missing_is_named(keeper, champions, commitment):
    today = timezone.localdate()
    ask = "ask the Champions Board to add what they heard"
    assert refusal(keeper, commitment) == f"None is attached yet: {ask}."

    old = today - timedelta(days=400)
    voice(champions, commitment.item, dated_on=old)
    assert refusal(keeper, commitment) == f"The newest is of {day(old)}: {ask} since."

    voice(keeper, commitment.item)
    assert refusal(keeper, commitment) == f"{only()}: {ask}."

    # Of what she may not see she is not told either.
    voice(champions, commitment.item, visibility="internal")
    picture = voice(champions, commitment.item, content=File(photo()))
    assert refusal(keeper, commitment) == f"{only()}: {ask}."

    items.agree_photo(by=person("Cora", Role.CHAMPIONS), evidence=picture, seen=1)
    assert post(keeper, commitment).status == Status.BEING_KEPT


def test_her_own_service_is_judged_in_whatever_role_she_adds_it(keeper, service, commitment):
    AppointmentFactory(user=keeper, role=Role.CHAMPIONS)
    both = User.objects.get(pk=keeper.pk)
    own = voice(both, commitment.item, of_champions=True)
    assert own.service is None
    assert refusal(keeper, commitment).startswith(only())

    # Nor does it begin to count because time goes on.
    keeper.appointments.filter(role=Role.KEEPER).update(ends_on=timezone.localdate())
    EvidenceItem.objects.update(added_on=timezone.localdate() - timedelta(days=1))
    keeper.appointments.update(starts_on=date(2020, 1, 1))
    assert not heard_lately(timezone.localdate()).exists()


def test_whoever_has_moved_here_together_with_the_work_is_judged_by_what_she_added_before(
    keeper, other_keeper, champions, elsewhere, service
):
    on = timezone.localdate()
    voice(other_keeper, elsewhere.item)
    SubAction.objects.filter(pk=elsewhere.pk).update(service=service, kind=Kind.ONGOING)
    assert heard_lately(on).exists()

    AppointmentFactory(user=other_keeper, role=Role.KEEPER, service=service)

    assert not heard_lately(on).exists()
    assert refusal(keeper, elsewhere).startswith(only())

    # What she heard while she was of the Champions Board staff was nobody's own.
    earlier = voice(champions, elsewhere.item)
    EvidenceItem.objects.filter(pk=earlier.pk).update(added_on=on - timedelta(days=1))
    AppointmentFactory(user=champions, role=Role.KEEPER, service=service, starts_on=on)
    assert post(keeper, elsewhere).status == Status.BEING_KEPT


def test_an_owner_is_judged_wherever_she_belongs(keeper, champions, commitment):
    voice(champions, commitment.item)
    commitment.owners.add(champions)
    assert refusal(keeper, commitment).startswith(only())
    commitment.owners.clear()
    assert post(keeper, commitment).status == Status.BEING_KEPT


def test_what_another_service_heard_counts_and_one_thing_heard_may_serve_many(
    keeper, other_keeper, commitment, elsewhere, service
):
    said = voice(other_keeper, elsewhere.item)
    others = [commitment, *SubActionFactory.create_batch(2, service=service, kind=Kind.ONGOING)]
    for row in others:
        assert refusal(keeper, row).startswith("None is attached yet")
        add_support(by=keeper, evidence=said, item=row.item, reason="They spoke of this too.")
        assert post(keeper, row).status == Status.BEING_KEPT
    counted = {row["work"] for row in heard_lately(timezone.localdate())}
    assert counted == {row.pk for row in others}


def test_work_without_a_service_counts_what_anybody_else_added(champions):
    nobodys = SubActionFactory(service=None)
    voice(champions, nobodys.item)
    assert heard_lately(timezone.localdate()).get()["work"] == nobodys.pk


def test_a_photo_that_awaits_its_second_look_says_nothing_yet(board, champions, commitment):
    on = timezone.localdate()
    picture = voice(champions, commitment.item, content=File(photo()))
    unheard = not_yet_heard(SubAction.objects.filter(pk=commitment.pk), on)
    mix = read_mix(commitment.item, board, on)
    assert (mix.heard, unheard.exists()) == (False, True)
    # Only who may see it learns that it is somebody's voice.
    assert mix.gap == "Of what you may read, nothing is from people with care experience yet."
    seen = read_mix(commitment.item, champions, on)
    assert seen.gap.endswith("not yet been heard on this: its pictures wait for a second look.")

    items.agree_photo(by=person("Cora", Role.CHAMPIONS), evidence=picture, seen=1)

    mix = read_mix(commitment.item, board, on)
    assert (mix.heard, unheard.exists(), mix.gap) == (True, False, "")
