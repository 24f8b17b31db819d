"""On what people were heard, by one set: the same as the definition gives, piece by piece."""

import random
from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.models import Appointment, Role
from actions.models import SubAction
from actions.status import Visibility
from evidence.items.voice import heard_lately, last_heard, not_yet_heard, voices, year_before
from evidence.models import EvidenceKind, Support
from foundations.models import Kind
from tests.factories import (
    AppointmentFactory,
    EvidenceFactory,
    ItemFactory,
    ServiceFactory,
    SubActionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def work_of(support: Support) -> SubAction | None:
    """The sub-action that the item stands for, or is a criterion of."""
    for item in (support.item, support.item.parent):
        if work := item and SubAction.objects.filter(item=item).first():
            return work
    return None


def is_voice(support: Support) -> bool:
    """It stands, everybody may read it, and it is of what people said."""
    evidence = support.evidence
    stands = support.removed_on is None and evidence.removed_on is None
    return stands and evidence.is_for_board and evidence.kind == EvidenceKind.VOICE


def is_judged(support: Support, work: SubAction) -> bool:
    """Who added it is judged by the work: owns it or kept its service on that day, or the service
    that added it is its own, or she came from there and keeps its service since.
    """
    evidence = support.evidence
    keeping = Appointment.objects.filter(
        role=Role.KEEPER, user=evidence.added_by, service=work.service, service__isnull=False
    )
    ends = [one for one in keeping if not one.ends_on or one.ends_on > evidence.added_on]
    kept_then = any(one.starts_on <= evidence.added_on for one in ends)
    own = work.service and evidence.service == work.service
    came = evidence.service is not None and ends
    return bool(own or evidence.added_by in work.owners.all() or kept_then or came)


@pytest.fixture(params=[1, 2, 3])
def chance(request) -> random.Random:
    return random.Random(request.param)  # noqa: S311 - made-up evidence, the same at each run


@pytest.fixture
def heard(chance) -> list[Support]:
    """Evidence at random on 14 sub-actions, their criteria and other items, by five people who
    keep services at random.
    """
    today = timezone.localdate()
    services = [ServiceFactory() for _ in range(3)]
    people = [UserFactory() for _ in range(5)]

    def before(days: int = 600) -> date:
        return today - timedelta(chance.randint(0, days))

    for person in people:
        held = {"role": Role.KEEPER, "service": chance.choice(services)}
        ends_on = chance.choice([None, before(100)])
        AppointmentFactory(user=person, starts_on=before(400), ends_on=ends_on, **held)
    works = [SubActionFactory(service=chance.choice([*services, None])) for _ in range(14)]
    for work in works:
        work.owners.set(chance.sample(people, chance.randint(0, 1)))
    parts = [ItemFactory(kind=Kind.CRITERION, parent=chance.choice(works).item) for _ in range(6)]
    items = [*(work.item for work in works), *parts, ItemFactory(kind=Kind.CALL)]
    for _ in range(30):
        EvidenceFactory(
            supports=chance.sample(items, chance.randint(1, 2)),
            kind=chance.choice([EvidenceKind.VOICE] * 4 + [EvidenceKind.DATA]),
            visibility=chance.choice([*Visibility, Visibility.BOARD]),
            pictures=chance.choice([0, 0, 0, 1]),
            agreed_on=chance.choice([None, today]),
            removed_on=chance.choice([None] * 6 + [today]),
            dated_on=before(),
            added_on=before(),
            added_by=chance.choice(people),
            service=chance.choice([*services, None]),
        )
    for support in chance.sample([*Support.objects.all()], 3):
        Support.objects.filter(pk=support.pk).update(removed_on=today)
    return list(Support.objects.select_related("evidence", "item__parent"))


def pairs_of(supports: list[Support]) -> set[tuple[Support, SubAction]]:
    works = ((support, work_of(support)) for support in supports if is_voice(support))
    return {(support, work) for support, work in works if work}


def test_voices_and_what_nobody_was_heard_on(heard):
    pairs = pairs_of(heard)
    assert {(row.pk, row.work) for row in voices()} == {(row.pk, work.pk) for row, work in pairs}
    unheard = set(SubAction.objects.all()) - {work for _row, work in pairs}
    assert set(not_yet_heard(SubAction.objects.all(), timezone.localdate())) == unheard
    assert pairs
    assert unheard


def test_what_was_heard_lately_and_when_last(heard):
    today = timezone.localdate()
    counted = [(row.evidence, work) for row, work in pairs_of(heard) if not is_judged(row, work)]
    lately = [work.pk for one, work in counted if one.dated_on >= year_before(today)]
    assert set(heard_lately(today).values_list("work", flat=True)) == set(lately)
    days = {work.item_id: [] for _one, work in counted}
    for one, work in counted:
        days[work.item_id].append(one.dated_on)
    assert last_heard(today) == {item: max(own) for item, own in days.items()}
    assert lately
