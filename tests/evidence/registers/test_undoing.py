"""A register is undone as one, as far as each row's own rules allow it; what somebody has changed
since, or added to, stays and says so.
"""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.history import broken_changes
from accounts.models import Change
from actions.models import Action, ProgressUpdate, SubAction
from actions.services.progress import confirm
from actions.status import Status
from evidence.models import Undoable
from evidence.registers import services
from oversight.history.comparing import records_ahead
from tests.factories import LinkFactory

from .registers import bring, register, row, stored, undo

pytestmark = [pytest.mark.django_db, pytest.mark.database]
HEADINGS = ("What", "Priority", "RAG", "By when", "Notes", "Last updated", "Lead")
CONTENT = [
    ["Recruit more foster carers", "", "Red", "1 June 2099", "So.", "3 March 2026", "Kirsty"],
    ["A kitchen", "Food", "Green", "1 May 2099", "Begun.", "3 March 2026", ""],
    ["A garden", "Food", "", "1 May 2099", "", "", ""],
]


@pytest.fixture
def made(plan, keeper):
    return bring(register(*CONTENT, headings=HEADINGS), keeper)


def left_of(found) -> dict[str, str]:
    return {one.key: one.left for one in found.rows.all() if one.left}


def test_all_is_as_it_was(made, keeper):
    before = SubAction.objects.filter(item__local=False).count()
    found = undo(made)
    work = stored("4.1")
    assert (work.due_on, work.status, work.reported_on) == (
        date(2099, 5, 1),
        Status.NOT_REPORTED,
        None,
    )
    assert not work.owners.exists()
    assert not SubAction.objects.filter(item__local=True).exists()
    assert not Action.objects.filter(item__local=True).exists()
    assert SubAction.objects.count() == before
    (update,) = ProgressUpdate.objects.exclude(sub_action__item__key="4.2")
    assert update.withdrawn_reason == "The register with which it came was undone."
    assert (found.actions, left_of(found)) == ([], {})
    assert [one.sub_action for one in found.rows.all()] == [work, None, None]
    assert Change.objects.latest("pk").act == "undid a register"


def test_the_history_proves_itself_and_agrees_with_what_is_here(made, keeper):
    assert (list(broken_changes()), records_ahead()) == ([], [])
    undo(made)
    assert (list(broken_changes()), records_ahead()) == ([], [])


def test_what_somebody_changed_since_stays_and_says_so(made, keeper):
    kitchen = stored("L1.1")
    confirm(by=keeper, sub_action=kitchen, seen=kitchen.version)
    found = undo(made)
    assert left_of(found) == {"L1.1": "somebody has changed it since, so it stays as it is"}
    assert [one.key for one in SubAction.objects.filter(item__local=True)] == ["L1.1"]
    assert found.actions == ["L1"]
    assert stored("L1.1").status == Status.ON_TRACK


def test_what_something_hangs_on_stays_and_says_so(made, keeper):
    LinkFactory(from_item=stored("L1.2").item)
    assert left_of(undo(made)) == {"L1.2": "Something hangs on it by now: links"}
    assert SubAction.objects.filter(item__key="L1.2").exists()


def test_of_what_nothing_is_known_any_more_it_is_said(made):
    Undoable.objects.filter(sub_action__item__key="L1.2").delete()
    assert left_of(undo(made)) == {"L1.2": "it cannot be undone any more"}


def test_where_nothing_can_be_undone_it_stays_in(made, keeper):
    SubAction.objects.update(version=99)
    with pytest.raises(ValidationError) as refused:
        services.undo(by=keeper, register=made, seen=made.version)
    assert refused.value.messages[0] == "Nothing of it can be undone."
    assert "L1.1: somebody has changed it since" in " ".join(refused.value.messages)
    made.refresh_from_db()
    assert made.undone_at is None
    assert stored("4.1").status == Status.OFF_TRACK


def test_it_is_undone_once_and_by_whoever_brought_it_in(made, keeper, other_keeper):
    with pytest.raises(PermissionDenied, match="Only the person who chose"):
        services.undo(by=other_keeper, register=made, seen=made.version)
    found = undo(made)
    with pytest.raises(ValidationError, match="and undone on"):
        services.undo(by=keeper, register=found, seen=found.version)


def test_the_same_file_comes_in_again_under_keys_of_its_own(made, plan, keeper):
    undo(made)
    again = bring(register(*CONTENT, headings=HEADINGS), keeper)
    assert [one.key for one in again.rows.all()] == ["4.1", "L2.1", "L2.2"]


def test_a_row_of_the_register_alone_is_taken_back_with_its_days(plan, keeper):
    content = register(row("A room", by_when="1 May 2099"))
    undo(bring(content, keeper, action="4"))
    assert not SubAction.objects.filter(item__local=True).exists()


def test_of_two_registers_the_later_is_undone_first_and_then_the_earlier(plan, keeper):
    title, day = "Recruit more foster carers", {"by_when": "1 June 2099", "where": "Too few."}
    about = {"updated": "1 March 2026"}
    first = bring(
        register(row(title, "Green", **about), row("A", "Red", **about)), keeper, action="4"
    )
    about = {"updated": "1 April 2026"}
    corrected = register(row(title, "Red", **day, **about), row("A", "Green", **about))
    second = bring(corrected, keeper, name="Corrected.xlsx")
    assert [one.is_new for one in second.rows.all()] == [False, False]
    assert left_of(undo(second)) == {}
    assert left_of(undo(first)) == {}
    found = stored("4.1")
    assert (found.status, found.due_on) == (Status.NOT_REPORTED, date(2099, 5, 1))
    assert not SubAction.objects.filter(item__local=True).exists()


def test_what_somebody_says_between_two_registers_keeps_the_earlier_from_being_undone(plan, keeper):
    first = bring(register(row("A", "Red", updated="1 March 2026")), keeper, action="4")
    confirm(by=keeper, sub_action=stored("4.L1"), seen=stored("4.L1").version)
    today = f"{timezone.localdate():%d/%m/%Y}"
    second = bring(register(row("A", "Green", updated=today)), keeper, name="Corrected.xlsx")
    undo(second)
    with pytest.raises(ValidationError, match="somebody has changed it since"):
        undo(first)
