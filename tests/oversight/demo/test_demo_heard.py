"""What the demo council heard, and what it measures."""

import pytest
from django.utils import timezone

from accounts.models import User
from evidence.measures.course import course
from evidence.models import Heard, HeardKind, Measure, Reply

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("council"), pytest.mark.database]


def test_some_entries_are_answered_one_with_why_not_and_two_have_waited_long():
    assert set(Heard.objects.values_list("kind", flat=True)) == set(HeardKind)
    assert Reply.objects.filter(kind="changed").count() >= 4
    assert Reply.objects.filter(kind="why-not").count() == 1
    waited = [entry.waited.days for entry in Heard.objects.waiting(timezone.localdate())]
    assert sum(days > 60 for days in waited) == 2


def test_an_answer_comes_after_what_was_said_and_one_entry_is_evidence():
    for reply in Reply.objects.exclude(answered_on=None).select_related("heard"):
        assert reply.heard.heard_on < reply.answered_on < timezone.localdate()
    assert Heard.objects.exclude(evidence=None).get().evidence.kind == "voice"


def test_the_keeper_of_the_cast_is_asked_for_answers():
    keeper = User.objects.get(email="keeper@demo.test")
    assert Reply.objects.owed_by(keeper).filter(item__key="4.1").exists()


def test_measures_have_targets_and_actuals_one_of_them_not_known():
    found = [course(measure, timezone.localdate()) for measure in Measure.objects.with_series()]
    assert len(found) == 3
    assert all(one.newest and one.next_target for one in found)
    assert [one.measure.item.key for one in found if any(row.unknown for row in one.actuals)] == [
        "10.3"
    ]
    assert [one.measure.item.key for one in found if one.measure.baseline_unknown] == ["C3"]
