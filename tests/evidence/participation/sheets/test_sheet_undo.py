"""An import is undone as one: exactly its sessions go, and the file may come in again (promise
T12).
"""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Change
from evidence.models import Audience, RemovalReason, Session, SessionImport
from evidence.participation.reasons import Heads
from evidence.participation.services import edit_session, remove_session
from evidence.participation.sheets import services as imports
from tests.evidence.participation.sheets.sample_sheets import MANY, line, log, said, store_checked
from tests.factories import SubActionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def brought_in(champions, service, other_service):
    """An import of three sessions."""
    for key in ("1.1", "1.3"):
        SubActionFactory(item__key=key)
    imports.bring_in(by=champions, sheet=store_checked(champions, *MANY), seen=1)
    return SessionImport.objects.get()


@pytest.fixture
def press(signed_in, champions):
    """Press the button on its page; gives the page that follows."""

    def post(found):
        return signed_in(champions).post(
            f"{found.get_absolute_url()}undo/", {"version": 2}, follow=True
        )

    return post


def test_undoing_removes_exactly_its_sessions(brought_in, press, champions, service):
    kept = log(champions, service)
    page = press(brought_in)

    assert "This import was undone on" in said(page)
    assert list(Session.objects.current()) == [kept]
    assert Audience.objects.current().total() == 12
    removed = Session.objects.exclude(pk=kept.pk)
    assert set(removed.values_list("removed_reason", "removed_by")) == {
        ("import-undone", champions.pk)
    }


def test_history_tells_of_the_undoing(brought_in, press):
    press(brought_in)
    change = Change.objects.first()
    assert (change.act, change.thing) == ("undid an import", "import")
    assert ('"sessions": 3' in change.before, '"sessions": 0' in change.after) == (True, True)


def test_what_was_corrected_since_is_said_before_and_goes_too(
    brought_in, signed_in, press, champions, service
):
    corrected = Session.objects.filter(audiences__service=service).first()
    facts = {
        "held_on": date(2025, 3, 9),
        "kind": "other",
        "lived_experience": "neither",
        "lived_number": 0,
    }
    heads = [Heads("workforce", 5, service)]
    edit_session(by=champions, session=corrected, seen=1, **facts, audiences=heads, sub_actions=[])

    page = said(signed_in(champions).get(brought_in.get_absolute_url()))
    assert "1 of them was corrected since; this one is removed too." in page
    press(brought_in)
    assert not Session.objects.current().exists()


def test_what_was_removed_by_hand_keeps_its_reason(brought_in, champions):
    gone = Session.objects.first()
    remove_session(by=champions, session=gone, seen=1, reason=RemovalReason.NOT_HELD)

    assert imports.undo(by=champions, sheet=brought_in, seen=2) == 2
    gone.refresh_from_db()
    assert gone.removed_reason == RemovalReason.NOT_HELD


def test_an_undone_file_can_be_brought_in_again(brought_in, champions):
    with pytest.raises(ValidationError, match="This file was brought in on"):
        store_checked(champions, *MANY)
    imports.undo(by=champions, sheet=brought_in, seen=2)

    again = store_checked(champions, *MANY)
    assert imports.bring_in(by=champions, sheet=again, seen=1) == 3
    assert Session.objects.current().count() == 3


def test_undoing_twice_changes_nothing_more(brought_in, press):
    press(brought_in)
    page = press(brought_in)
    assert "This import was undone on" in said(page)
    assert Change.objects.filter(act="undid an import").count() == 1


def test_what_is_only_checked_cannot_be_undone(champions, service):
    with pytest.raises(ValidationError, match="Nothing of it has been brought in yet"):
        imports.undo(by=champions, sheet=store_checked(champions, line()), seen=1)


def test_others_may_not_undo_it_and_are_offered_no_button(brought_in, signed_in, keeper, champions):
    page = brought_in.get_absolute_url()
    assert "Undo this import" not in said(signed_in(keeper).get(page))
    assert "Undo this import" in said(signed_in(champions).get(page))
    with pytest.raises(PermissionDenied):
        imports.undo(by=keeper, sheet=brought_in, seen=2)
    assert Session.objects.current().count() == 3
