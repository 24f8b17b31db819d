"""Evidence is edited and removed by its own service or whoever added it; its file goes with it, its
line stays.
"""

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.utils import timezone

from accounts.models import Change, Role
from accounts.versions import Conflict
from evidence.items import services as items
from tests.conftest import person
from tests.evidence.items.adding import add, add_photo, stored_files
from tests.factories import ItemFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def edit(by, evidence, **values):
    return items.edit_evidence(by=by, evidence=evidence, **({"seen": evidence.version} | values))


def remove(by, evidence, **values):
    items.remove_evidence(
        by=by, evidence=evidence, **({"seen": evidence.version, "reason": "It was wrong."} | values)
    )


@pytest.fixture
def evidence(keeper, sub_action):
    return add(keeper, sub_action.item)


@pytest.fixture
def colleague(service):
    return person("Catriona", Role.KEEPER, service)


@pytest.fixture
def theirs(champions, sub_action):
    """What the Champions Board staff added to a Keeper's work."""
    return add(champions, sub_action.item)


def test_a_colleague_may_edit_and_history_says_what(colleague, evidence):
    listening = ItemFactory(kind="fundamental", heading="Listening")
    edited = edit(
        colleague, evidence, title="How sessions run", kind="voice", fundamentals=[listening]
    )
    assert (edited.title, edited.kind, edited.shows, edited.version) == (
        "How sessions run",
        "voice",
        "Young adults lead it.",
        2,
    )
    line = Change.objects.filter(thing="evidence", act="edited").get()
    assert (line.before, line.after) == (
        '{"fundamentals": [], "kind": "practice", "title": "How a session runs"}',
        '{"fundamentals": ["Listening"], "kind": "voice", "title": "How sessions run"}',
    )


@pytest.mark.parametrize("change", [edit, remove])
def test_neither_another_service_may_nor_the_adder_once_she_has_moved(
    keeper, other_keeper, other_service, evidence, change
):
    with pytest.raises(PermissionDenied, match="Only Education may change this evidence"):
        change(other_keeper, evidence)
    keeper.appointments.update(service=other_service)
    del keeper.current_appointments
    with pytest.raises(PermissionDenied, match="Only Education may change this evidence"):
        change(keeper, evidence)


@pytest.mark.parametrize("change", [edit, remove])
def test_what_the_champions_board_added_is_theirs(champions, keeper, theirs, evidence, change):
    with pytest.raises(PermissionDenied, match="Only Champions Board staff"):
        change(keeper, theirs)
    with pytest.raises(PermissionDenied):
        change(champions, evidence)
    change(person("Cara", Role.CHAMPIONS), theirs)


def test_whoever_lost_the_role_may_not(keeper, evidence):
    keeper.appointments.update(role=Role.BOARD, service=None)
    del keeper.current_appointments
    with pytest.raises(PermissionDenied):
        edit(keeper, evidence, title="Mine")


@pytest.mark.parametrize(
    ("field", "value"),
    [("kind", "rumour"), ("title", ""), ("dated_on", date(2999, 1, 1))],
)
def test_bad_values_are_refused_by_the_field(keeper, evidence, field, value):
    with pytest.raises(ValidationError) as refused:
        edit(keeper, evidence, **{field: value})
    assert field in refused.value.message_dict
    assert not Change.objects.filter(act="edited").exists()


def test_a_review_date_that_has_passed_may_stay_but_not_be_given(keeper, sub_action, time_machine):
    time_machine.move_to(datetime(2027, 3, 1, 9, tzinfo=UTC))
    day = date(2027, 3, 10)
    evidence = add(keeper, sub_action.item, review_on=day)
    time_machine.move_to(datetime(2027, 3, 20, 9, tzinfo=UTC))
    assert edit(keeper, evidence, title="Looked at", review_on=day).title == "Looked at"
    evidence.refresh_from_db()
    with pytest.raises(ValidationError):
        edit(keeper, evidence, review_on=day + timedelta(days=1))


def test_an_old_version_is_a_conflict(keeper, evidence):
    edit(keeper, evidence, title="First")
    for change in (edit, remove):
        with pytest.raises(Conflict):
            change(keeper, evidence, seen=1)
    evidence.refresh_from_db()
    assert (evidence.title, evidence.removed_on) == ("First", None)


# Removing


def test_a_removed_item_supports_nothing_and_its_line_stays(keeper, evidence):
    remove(keeper, evidence)
    evidence.refresh_from_db()
    assert (evidence.removed_by, evidence.removed_on, evidence.removed_reason) == (
        keeper,
        timezone.localdate(),
        "It was wrong.",
    )
    assert not evidence.supports.current().exists()
    assert evidence.supports.count() == 1
    assert '"removed_reason": "It was wrong."' in Change.objects.get(act="removed").after


@pytest.mark.parametrize("change", [edit, remove])
def test_what_is_removed_is_not_changed_again(keeper, evidence, change):
    remove(keeper, evidence)
    with pytest.raises(ValidationError, match="has been removed"):
        change(keeper, evidence, seen=2)


def test_its_file_goes_once_the_removal_is_certain(
    keeper, sub_action, django_capture_on_commit_callbacks
):
    evidence = add_photo(keeper, sub_action.item)
    name = evidence.file.name
    with django_capture_on_commit_callbacks(execute=True):
        remove(keeper, evidence)
        assert name in stored_files()
    assert name not in stored_files()
    evidence.refresh_from_db()
    assert (evidence.file.name, evidence.file_name) == ("", "flip chart.png")


def test_its_file_stays_when_the_removal_fails(
    keeper, sub_action, django_capture_on_commit_callbacks
):
    evidence = add_photo(keeper, sub_action.item)
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(Conflict):
        remove(keeper, evidence, seen=9)
    assert evidence.file.name in stored_files()


def test_a_file_that_the_store_does_not_delete_goes_with_the_next_weekly_check(
    keeper, sub_action, django_capture_on_commit_callbacks, monkeypatch
):
    evidence = add_photo(keeper, sub_action.item)
    name, store = evidence.file.name, type(evidence.file.storage)

    def refuse(self, name):
        raise OSError("No answer.")

    with monkeypatch.context() as patched:
        patched.setattr(store, "delete", refuse)
        with django_capture_on_commit_callbacks(execute=True):
            remove(keeper, evidence)
    evidence.refresh_from_db()
    assert evidence.removed_on
    assert name in stored_files()

    call_command("check_links", stdout=StringIO())
    assert name not in stored_files()
    evidence.refresh_from_db()
    assert evidence.file.name == ""
