"""Writes of registers: looked at, answered, tried, brought in as one, and undone as one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.database import take_lock
from accounts.history import record
from accounts.models import User
from accounts.permissions import check
from accounts.versions import hold, save_version
from actions.models import Action
from actions.services.taking_back import take_back_action
from evidence.files.bringing.files import Sheet
from evidence.files.bringing.layout import Layout, digest_of
from evidence.files.bringing.rows import Fault
from evidence.files.bringing.trying import Refused, tried, why_not
from evidence.files.bringing.undoing import GONE, SINCE, remember, undo_all

from .models import Register, RegisterRow
from .plan import Plan
from .writing import CHANGED_SINCE, write_all

# One person brings in, or undoes, one after the other.
LOCK = 7_210_340
NOT_HERS = "Only the person who chose a register may bring it in or undo it."


def laid_out_before(digests: Iterable[str]) -> dict[str, Layout]:
    """How sheets with these headings were laid out that were brought in, by their digest."""
    found = Register.objects.with_headings(digests)
    return {one.headings: Layout.from_json(one.layout) for one in found}


def _words_before(headings: str) -> dict[str, str]:
    """What words were said to mean in sheets with these headings."""
    found = Register.objects.with_headings([headings]).last()
    answers = found.answers if found else {}
    return {name: value for name, value in answers.items() if name.startswith("word_")}


def _answers_before(by: User, sheet: Sheet, headings: str) -> dict[str, str]:
    """What she has answered about the register that she looked at before, where it has the same
    headings: of a corrected file what each row becomes is another row's.
    """
    before = Register.objects.only_looked_at(by).filter(headings=headings).first()
    answers = before.answers if before else {}
    is_same = before and before.digest == sheet.digest
    return {name: said for name, said in answers.items() if is_same or name[:4] != "row_"}


@transaction.atomic
def store_checked(*, by: User, sheet: Sheet, kept: str, layout: Layout) -> Register:
    """Keep a register that was looked at until it is brought in; the one that this person kept
    before goes. `kept` leads to the sheet itself, which is kept aside.

    Raises PermissionDenied, or ValidationError where she has brought in this very file.
    """
    check(by, "add_work")
    take_lock(LOCK, by.pk)
    if earlier := Register.objects.standing(by, sheet.digest):
        raise ValidationError(f"{earlier.sentence} Nothing is added a second time.")
    headings = digest_of(layout.headings(sheet))
    about = {"headings": headings, "layout": layout.as_json()}
    about["answers"] = _words_before(headings) | _answers_before(by, sheet, headings)
    Register.objects.only_looked_at(by).delete()
    return Register.objects.create(
        file_name=sheet.name, digest=sheet.digest, kept=kept, made_by=by, **about
    )


@transaction.atomic
def answer(*, by: User, register: Register, seen: int, answers: dict[str, str]) -> None:
    """Keep what was answered about a register. Raises PermissionDenied for another's,
    ValidationError where it is in already, or Conflict.
    """
    _hold_hers(by, register)
    _refuse_twice(by, register)
    register.answers = answers
    save_version(register, seen=seen, fields=["answers"])


@transaction.atomic
def rehearse(*, by: User, register: Register, plan: Plan) -> list[Fault]:
    """What the services say against these rows; nothing is stored."""
    written, said = tried(partial(write_all, by, register, plan), CHANGED_SINCE)
    transaction.set_rollback(True)
    if written:
        return written[2]
    return [Fault(0, "", "", reason) for reasons in said.values() for reason in reasons]


@transaction.atomic
def bring_in(*, by: User, register: Register, seen: int, plan: Plan) -> None:
    """Write what the rows of a register set and say, all or none.

    Raises PermissionDenied, ValidationError where it is in already or nothing of it is new,
    Refused, or Conflict.
    """
    _hold_hers(by, register)
    _refuse_twice(by, register)
    if not plan.coming:
        raise ValidationError("Nothing in this register differs from what is here.")
    if not plan.is_ready:
        raise ValidationError("Something of this register is not answered yet, or not right.")
    written, register.actions, faults = write_all(by, register, plan)
    if faults:
        raise Refused(faults)
    rows = [row for row, _undoable in written]
    register.brought_in_at, register.kept = timezone.now(), ""
    save_version(register, seen=seen, fields=["brought_in_at", "kept", "actions"])
    RegisterRow.objects.bulk_create(rows)
    remember(register, [undoable for _row, undoable in written])
    after = {
        "file_name": register.file_name,
        "sub_actions": [row.key for row in rows if not row.is_new],
        "added": [*register.actions, *(row.key for row in rows if row.is_new)],
    }
    _record("brought in a register", by, register, {}, after)


def _refuse_twice(by: User, register: Register) -> None:
    if register.brought_in_at or Register.objects.standing(by, register.digest):
        raise ValidationError("This register is brought in already. Nothing has been done twice.")


def _hold_hers(by: User, register: Register) -> None:
    """Hold a register that this person chose. Raises PermissionDenied for another's."""
    check(by, "add_work")
    check_is_hers(by, register)
    take_lock(LOCK, by.pk)
    hold(register, "made_by")


def check_is_hers(by: User, register: Register) -> None:
    """Raises PermissionDenied unless this person chose the register."""
    if register.made_by_id != by.pk:
        raise PermissionDenied(NOT_HERS)


def _record(act: str, by: User, found: Register, before: dict, after: dict) -> None:
    record(by=by, act=act, thing="register", key=str(found.pk), before=before, after=after)


@transaction.atomic
def undo(*, by: User, register: Register, seen: int) -> None:
    """Take back what a register brought in, as `undo_all()` says, and the local actions that it
    added. A row is left as it is where somebody has changed it since, something hangs on it, or its
    own rules refuse it; then it keeps why.

    Raises PermissionDenied for another's, ValidationError where it is not in or cannot be undone,
    or Conflict.
    """
    _hold_hers(by, register)
    if register.brought_in_at is None or register.undone_at:
        raise ValidationError(f"{register.sentence} Nothing has changed now.")
    said = undo_all(by=by, brought=register)
    rows = list(register.rows.all())
    before = {"sub_actions": [row.key for row in rows], "added": register.actions}
    for row in rows:
        row.left = said.get(row.key, GONE)
    left = [row for row in rows if row.left]
    RegisterRow.objects.bulk_update(rows, ["left"])
    register.actions = _take_actions_back(by, register.actions)
    register.undone_at = timezone.now()
    save_version(register, seen=seen, fields=["undone_at", "actions"])
    after = {"sub_actions": [row.key for row in left], "added": register.actions}
    _record("undid a register", by, register, before, after)


def _take_actions_back(by: User, keys: list[str]) -> list[str]:
    """Take back these local actions; returns the keys of those that stay, since something hangs on
    them by now.
    """
    found = Action.objects.filter(item__key__in=keys).select_related("item", "service")
    return [
        action.key
        for action in found.order_by("pk")
        # A local action is written once: another version is somebody else's.
        if why_not(partial(take_back_action, by=by, action=action, seen=1), SINCE)
    ]
