"""An edited list is undone as one, as far as each row's own rules allow it; what somebody has
changed since stays.
"""

import json
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.history import broken_changes
from accounts.models import Change
from accounts.versions import Conflict
from accounts.words import day
from actions.models import ProgressUpdate, SubAction
from actions.services.progress import confirm
from actions.status import Status
from evidence.files.bringing.undoing import SINCE
from evidence.models import Workbook
from evidence.workbook import services
from tests.conftest import person

from .lists import WHY, bring, choose, take_out

pytestmark = [pytest.mark.django_db, pytest.mark.database]
UNDONE = "The edited list with which it came was undone."


@pytest.fixture
def brought_in(edited, keeper):
    """A list that moved a date, gave a title, and said how two are going."""
    edited.cell("1.1", "Due date", "3 June 2027")
    edited.cell("1.1", WHY, "The trainer was ill.")
    edited.say("1.1", "The trainer was ill.", "At risk")
    edited.cell("1.L1", "What will be done", "Visit every children’s house")
    edited.say("4.2", "Less of it.", "Slipping")
    return bring(edited, keeper)


def undo(found: Workbook, by, seen: int = 2) -> Workbook:
    services.undo(by=by, workbook=Workbook.objects.get(pk=found.pk), seen=seen)
    return Workbook.objects.get(pk=found.pk)


def left_of(found: Workbook) -> dict[str, str]:
    return {row["key"]: row["left"] for row in found.rows if row["left"]}


def test_everything_is_as_it_was(brought_in, dated, local, ongoing, keeper):
    undone = undo(brought_in, keeper)
    assert (left_of(undone), undone.undone_at is not None) == ({}, True)
    assert SubAction.objects.get(pk=dated.pk).due_on == date(2027, 5, 1)
    assert SubAction.objects.get(pk=dated.pk).status == Status.ON_TRACK
    assert SubAction.objects.get(pk=local.pk).item.heading == "Visit every house"
    assert SubAction.objects.get(pk=ongoing.pk).status == Status.IN_PLACE


def test_what_was_said_and_moved_stays_on_record(brought_in, keeper):
    undo(brought_in, keeper)
    withdrawn = ProgressUpdate.objects.filter(posted_by=keeper)
    assert all(update.is_withdrawn for update in withdrawn)
    assert {update.withdrawn_reason for update in withdrawn} == {UNDONE}
    lines = [line for line in Change.objects.filter(key="1.1", act="edited") if line.after]
    told = [json.loads(line.after) for line in reversed(lines)]
    assert [(one["due_on"], one["why"]) for one in told] == [
        ("2027-06-03", "The trainer was ill."),
        ("2027-05-01", UNDONE),
    ]
    assert Change.objects.first().act == "undid a list"


def test_what_somebody_changed_since_stays_and_is_named(brought_in, ongoing, keeper):
    stored = SubAction.objects.get(pk=ongoing.pk)
    confirm(by=keeper, sub_action=stored, seen=stored.version)
    SubAction.objects.filter(pk=ongoing.pk).update(version=stored.version + 1)
    undone = undo(brought_in, keeper)
    assert left_of(undone) == {"4.2": SINCE}
    assert SubAction.objects.get(pk=ongoing.pk).status == Status.SLIPPING


def test_what_went_to_another_service_stays_and_is_named(brought_in, local, other_service, keeper):
    SubAction.objects.filter(pk=local.pk).update(service=other_service)
    undone = undo(brought_in, keeper)
    assert "Only a Promise Keeper of Housing" in left_of(undone)["1.L1"]
    assert SubAction.objects.get(pk=local.pk).item.heading == "Visit every children’s house"


def test_where_nothing_can_be_undone_it_stands(brought_in, keeper):
    for row in SubAction.objects.all():
        SubAction.objects.filter(pk=row.pk).update(version=row.version + 1)
    with pytest.raises(ValidationError, match="Nothing of it can be undone"):
        undo(brought_in, keeper)
    assert Workbook.objects.get().undone_at is None


def test_what_is_not_in_is_not_undone(edited, keeper):
    found = choose(edited, keeper)
    with pytest.raises(ValidationError, match="Nothing of this list has been brought in yet"):
        undo(found, keeper, seen=1)


def test_it_is_undone_once(brought_in, keeper):
    undo(brought_in, keeper)
    with pytest.raises(ValidationError, match="and undone on"):
        undo(brought_in, keeper, seen=3)


def test_only_whoever_brought_it_in_undoes_it(brought_in, service):
    colleague = person("Catriona", "keeper", service)
    with pytest.raises(PermissionDenied, match="Only the person who chose"):
        undo(brought_in, colleague)


def test_a_page_of_before_undoes_nothing(brought_in, keeper):
    with pytest.raises(Conflict):
        undo(brought_in, keeper, seen=7)
    assert SubAction.objects.filter(status=Status.SLIPPING).exists()


def test_the_list_may_be_taken_out_and_brought_in_again(brought_in, edited, keeper):
    undo(brought_in, keeper)
    assert Workbook.objects.standing(keeper, brought_in.digest) is None


@pytest.fixture
def brought_in_later(brought_in, keeper):
    """A second list, which moved the same date once more, and said how the two are going."""
    later = take_out(SubAction.objects.all())
    later.cell("1.1", "Due date", "9 September 2027")
    later.cell("1.1", WHY, "The hall is closed.")
    later.say("1.1", "The hall is closed.", "Off track")
    later.say("4.2", "Still less of it.")
    return bring(later, keeper)


def test_of_two_lists_the_later_is_undone_first_and_then_the_earlier(
    brought_in, brought_in_later, dated, ongoing, keeper
):
    assert left_of(undo(brought_in_later, keeper)) == {}
    assert SubAction.objects.get(pk=dated.pk).due_on == date(2027, 6, 3)
    assert left_of(undo(brought_in, keeper)) == {}
    stored = SubAction.objects.get(pk=dated.pk)
    assert (stored.due_on, stored.status) == (date(2027, 5, 1), Status.ON_TRACK)
    assert SubAction.objects.get(pk=ongoing.pk).status == Status.IN_PLACE
    assert list(broken_changes()) == []


def test_the_earlier_waits_for_the_later(brought_in, brought_in_later, keeper):
    with pytest.raises(ValidationError) as refused:
        undo(brought_in, keeper)
    on = day(timezone.localdate())
    assert refused.value.messages == [
        "Nothing has been undone.",
        f"The edited list “edited.xlsx” that Kirsty brought in on {on} has changed 1.1 and 4.2 "
        "after that. Undo that first.",
    ]
    assert Workbook.objects.get(pk=brought_in.pk).undone_at is None


def test_what_somebody_changed_after_the_later_was_undone_stays(
    brought_in, brought_in_later, ongoing, keeper
):
    undo(brought_in_later, keeper)
    SubAction.objects.filter(pk=ongoing.pk).update(version=99)
    assert left_of(undo(brought_in, keeper)) == {"4.2": SINCE}


def test_what_the_later_could_not_give_back_stays_with_the_earlier(
    brought_in, brought_in_later, dated, keeper
):
    SubAction.objects.filter(pk=dated.pk).update(version=99)
    assert left_of(undo(brought_in_later, keeper)) == {"1.1": SINCE}
    assert left_of(undo(brought_in, keeper)) == {"1.1": SINCE}
