"""What the groups are made of: each sub-action has its part, and each part its list."""

from datetime import timedelta

import pytest
from django.utils import timezone

from actions.models import SubAction
from actions.status import Kind, Status
from evidence.agreed import parts, sets
from evidence.agreed.parts import (
    Part,
    WhenHeard,
    group_lists,
    heard_when,
    in_list,
    part_of,
    with_parts,
)
from tests.factories import (
    EvidenceFactory,
    ItemFactory,
    ShareFactory,
    SubActionFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def rows(today):
    """A sub-action of each part, by its name, and one in hand that is of none."""

    def said(status, **values):
        return SubActionFactory(
            status=status, **{"reported_on": today, "confirmed_on": today} | values
        )

    yesterday = today - timedelta(days=1)
    decided = {"decided_by": "The Committee", "decided_on": today}
    fine = said(Status.ON_TRACK, due_on=today)

    def of_a_body(status, whole=Status.ON_TRACK, **values):
        spoke = {"status": status, "confirmed_on": today, "confirmed_by": UserFactory()}
        row = said(whole, **values)
        ShareFactory(sub_action=row, **spoke if status else {})
        return row

    return {
        "": fine,
        Part.CLAIMED: said(Status.COMPLETE, completed_on=today),
        Part.LAPSED: said(Status.BEING_KEPT, kind=Kind.ONGOING),
        Part.AT_RISK: said(Status.AT_RISK, due_on=today),
        Part.WORSE: said(Status.AT_RISK, due_on=yesterday),
        Part.NEVER: SubActionFactory(),
        Part.SILENT: said(Status.ON_TRACK, confirmed_on=today - timedelta(days=500)),
        Part.UNREVIEWED: said(Status.IN_PLACE, kind=Kind.ONGOING, review_on=yesterday),
        Part.BODY_BADLY: of_a_body(Status.AT_RISK, due_on=today),
        Part.BODY_SILENT: of_a_body("", due_on=today),
        Part.BODY_UNKEPT: of_a_body(Status.ON_TRACK, Status.COMPLETE, completed_on=today),
        Part.STOPPED: said(Status.STOPPED, **decided),
        Part.REPLACED: SubActionFactory(
            replaced_by=fine, replaced_on=today, replaced_reason="It is one."
        ),
    }


def test_each_has_its_part_and_each_part_its_list(rows, today, monkeypatch):
    kept = [rows[Part.LAPSED].pk, rows[Part.BODY_UNKEPT].pk]
    agreed = SubAction.objects.filter(pk__in=kept).values("pk")
    for module in (parts, sets):
        monkeypatch.setattr(module, "agreed", lambda: agreed)

    every = SubAction.objects.all()
    found = {row["id"]: part_of(row, today) for row in with_parts(every, today).values()}
    assert found == {row.pk: part for part, row in rows.items()}
    for part in Part:
        assert list(in_list(every, part, today)) == [rows[part]]


def test_the_other_lists(rows, today):
    every = SubAction.objects.all()
    numbers = {key: in_list(every, key, today).count() for key, _words in group_lists()}

    assert numbers["all"] == 11
    assert numbers["none"] == 2
    assert numbers["undated"] == 3  # what is claimed
    assert numbers["no-date"] == 5
    assert (numbers["not-going-well"], numbers["not-known"]) == (3, 4)


def test_a_late_one_without_a_date_in_its_group_is_neither_lost_nor_counted_twice(today):
    SubActionFactory(status=Status.AT_RISK, reported_on=today, kind=Kind.RECURRING)
    every = SubAction.objects.all()
    assert [in_list(every, key, today).count() for key in (Part.AT_RISK, Part.WORSE)] == [1, 0]


def test_when_people_were_heard_on_it_or_on_a_criterion(today):
    lately, before, never, part = SubActionFactory.create_batch(4)
    criterion = ItemFactory(kind="criterion", parent=part.item)
    for item, days in ((lately.item, 3), (before.item, 500), (criterion, 3)):
        EvidenceFactory(kind="voice", supports=[item], dated_on=today - timedelta(days=days))
    EvidenceFactory(kind="data", supports=[never.item], dated_on=today)

    every = SubAction.objects.order_by("pk")
    assert list(heard_when(every, WhenHeard.LATELY, today)) == [lately, part]
    assert list(heard_when(every, WhenHeard.BEFORE, today)) == [before]
    assert list(heard_when(every, WhenHeard.NOT_YET, today)) == [never]
