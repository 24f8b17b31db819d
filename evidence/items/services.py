"""Writes of evidence items. What they support besides is written in `supports`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, fields
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.history import record, snapshot
from accounts.models import User
from accounts.permissions import check
from accounts.versions import Conflict, save_version
from actions.models import ProgressUpdate
from evidence.files.checking import CheckedFile
from evidence.files.store import NOT_KEPT, StoreFails
from foundations.models import FrameworkItem, Kind

from .content import Content, File
from .models import EvidenceItem, Support, own_name
from .said import Said, check_days
from .scope import check_may_change, check_supports, service_for

EDITED = [field.name for field in fields(Said)]
HELD = ["words", "consent", "number", "unit", "url", "file_name"]
# A form sent twice is the same form as long as these say the same.
SENT = ["added_by", "medium", *EDITED, *HELD, "file_size", "removed_on"]
# What history keeps of an item.
KEPT = ["medium", "service", *EDITED, *HELD]
REMOVAL = ["removed_on", "removed_by", "removed_reason"]
# These come from the form's choices or from this module.
SET_HERE = ["form_key", "added_by", "service", "file", "fundamentals"]


def add_evidence(
    *,
    by: User,
    supports: Iterable[FrameworkItem],
    content: Content,
    said: Said,
    fundamentals: Iterable[FrameworkItem] = (),
    update: ProgressUpdate | None = None,
    form_key: UUID | None = None,
    of_champions: bool = False,
    on: date | None = None,
) -> EvidenceItem:
    """Add something that shows how the promise is kept, with what it supports; returns it.

    With `of_champions` it belongs to the Champions Board staff, also when the person keeps a
    service besides.

    Whoever calls this with a file has asked whether a child could be recognised from it, and
    heard no. `on` is today unless entries of the past are brought in. A form sent twice (same
    form_key, same words) gives the item already stored; with other words it raises Conflict. Raises
    PermissionDenied, or ValidationError by the field.
    """
    items, on = list(supports), on or timezone.localdate()
    check_supports(by, items, update)
    content.check()
    check_days(said.dated_on, said.review_on, on)
    evidence = EvidenceItem(
        medium=content.medium,
        **content.columns(),
        **asdict(said),
        service=None if of_champions else service_for(by, items[0]),
        added_by=by,
        added_on=on,
    )
    if form_key:
        evidence.form_key = form_key
    # Choices and lengths as the model has them, before a file goes to the store.
    evidence.clean_fields(exclude=SET_HERE)
    upload = content.upload if isinstance(content, File) else None
    return _already_added(evidence, upload) or _store_once(
        evidence, upload, items, update, list(fundamentals)
    )


def _already_added(evidence: EvidenceItem, upload: CheckedFile | None) -> EvidenceItem | None:
    """The item that the same form has stored already, with its file. Raises Conflict when that one
    says something else, holds another file of the same name (a photo that has been cropped since),
    or has been removed.
    """
    stored = EvidenceItem.objects.filter(form_key=evidence.form_key).first()
    if stored and any(getattr(stored, name) != getattr(evidence, name) for name in SENT):
        raise Conflict(stored)
    if stored and upload and stored.has_file:
        with _said_by_the_field():
            if not stored.file.storage.exists(stored.file.name):
                stored.file.storage.put(stored.file.name, upload.content)
    return stored


def _store_once(evidence: EvidenceItem, upload: CheckedFile | None, *parts) -> EvidenceItem:
    try:
        return _store_whole(evidence, upload, *parts)
    except IntegrityError:
        # Two clicks at once: the other one's item has come between the look and the INSERT.
        if twin := _already_added(evidence, upload):
            return twin
        raise


def _store_whole(evidence: EvidenceItem, upload: CheckedFile | None, *parts) -> EvidenceItem:
    # The file first: the other way round, an item could stand whose file never arrived.
    _store_file(evidence, upload)
    is_whole = False
    try:
        with transaction.atomic():
            _store(evidence, *parts)
            is_whole = True
    except BaseException:
        # An item that was never whole is certainly not stored, and no other one names this file.
        # After that only the database knows: its answer may be lost though the item stands, so
        # the file stays too. If nobody names it, `check_files` takes it back.
        if not is_whole:
            _take_back(evidence)
        raise
    return evidence


def _store_file(evidence: EvidenceItem, upload: CheckedFile | None) -> None:
    if upload:
        # Named before it is sent, so that a row can say nothing else than what is there.
        evidence.file = own_name(evidence, upload.name)
        with _said_by_the_field():
            evidence.file.storage.put(evidence.file.name, upload.content)


def _take_back(evidence: EvidenceItem) -> None:
    if evidence.file:
        with suppress(StoreFails):  # then the weekly check does
            evidence.file.storage.delete(evidence.file.name)


@contextmanager
def _said_by_the_field() -> Iterator[None]:
    try:
        yield
    except StoreFails as error:
        raise ValidationError({"upload": NOT_KEPT}) from error


def _store(
    evidence: EvidenceItem,
    items: list[FrameworkItem],
    update: ProgressUpdate | None,
    fundamentals: list[FrameworkItem],
) -> None:
    evidence.save(force_insert=True)
    evidence.fundamentals.set(_fundamental(fundamentals))
    for item in dict.fromkeys(items):
        # An update speaks of one sub-action; what else the item supports has nothing of it.
        beside = update if update and update.sub_action.item_id == item.pk else None
        said = {"made_by": evidence.added_by, "made_on": evidence.added_on}
        Support.objects.create(evidence=evidence, item=item, update=beside, **said)
    after = _state(evidence) | {"supports": [item.label for item in items]}
    # The answer to the question about the file is kept with the name of whoever gave it.
    if evidence.file_name:
        after["anyone_recognisable"] = False
    write_line(evidence.added_by, "added", evidence, {}, after)


def _fundamental(items: list[FrameworkItem]) -> list[FrameworkItem]:
    if any(item.kind != Kind.FUNDAMENTAL for item in items):
        raise ValidationError({"fundamentals": "Choose from the five fundamentals."})
    return items


def _state(evidence: EvidenceItem) -> dict:
    names = sorted(item.heading for item in evidence.fundamentals.all())
    return snapshot(evidence, KEPT) | {"fundamentals": names}


def write_line(by: User, act: str, evidence: EvidenceItem, before: dict, after: dict) -> None:
    """Write the line of history of one change to an item: what stood before, and what stands."""
    record(by=by, act=act, thing="evidence", key=str(evidence.pk), before=before, after=after)


def stored_now(evidence: EvidenceItem) -> EvidenceItem:
    """The item read anew, for a write that decides by it. Raises ValidationError once removed."""
    stored = EvidenceItem.objects.select_related("service").get(pk=evidence.pk)
    if stored.removed_on:
        raise ValidationError("This evidence has been removed.")
    return stored


@transaction.atomic
def edit_evidence(
    *,
    by: User,
    evidence: EvidenceItem,
    seen: int,
    fundamentals: Iterable[FrameworkItem] = (),
    **values,
) -> EvidenceItem:
    """Change what is said about an item (EDITED), never what it holds: that is added anew.

    Raises PermissionDenied, ValidationError by the field, or Conflict.
    """
    check_may_change(by, evidence)
    stored = stored_now(evidence)
    before = _state(stored)
    for name in EDITED:
        setattr(stored, name, values.get(name, getattr(stored, name)))
    check_days(stored.dated_on, stored.review_on, timezone.localdate(), known=evidence.review_on)
    stored.clean_fields(exclude=SET_HERE)
    save_version(stored, seen=seen, fields=EDITED)
    stored.fundamentals.set(_fundamental(list(fundamentals)))
    write_line(by, "edited", stored, before, _state(stored))
    return stored


@transaction.atomic
def remove_evidence(*, by: User, evidence: EvidenceItem, seen: int, reason: str) -> None:
    """Take an item away with a reason; its line stays on record, its file goes as soon as that is
    certain.

    The removal stands also when the store does not answer; then the weekly check deletes the file.

    Raises PermissionDenied, ValidationError when it is removed already, or Conflict.
    """
    check_may_change(by, evidence)
    stored = stored_now(evidence)
    before = snapshot(stored, REMOVAL)
    stored.removed_on, stored.removed_by, stored.removed_reason = timezone.localdate(), by, reason
    save_version(stored, seen=seen, fields=REMOVAL)
    if stored.file:
        transaction.on_commit(lambda: let_file_go(stored), robust=True)
    write_line(by, "removed", stored, before, snapshot(stored, REMOVAL))


def let_file_go(evidence: EvidenceItem) -> None:
    """Delete the file of a removed item. Where it is stays written down until it is gone."""
    evidence.file.storage.delete(evidence.file.name)
    EvidenceItem.objects.filter(pk=evidence.pk).update(file="")


@transaction.atomic
def agree_photo(*, by: User, evidence: EvidenceItem, seen: int) -> None:
    """Say, as a second person, that nobody can be recognised in a picture, or in those of a file;
    until then it stays internal.

    Raises PermissionDenied for whoever added it, ValidationError when no second look is needed, or
    Conflict.
    """
    check(by, "agree_photo", evidence)
    if evidence.added_by_id == by.pk:
        raise PermissionDenied(
            "The second look at pictures is for somebody else than the person who added it."
        )
    stored = stored_now(evidence)
    if not stored.awaits_second_look:
        raise ValidationError("This needs no second check.")
    stored.agreed_by, stored.agreed_on = by, timezone.localdate()
    save_version(stored, seen=seen, fields=["agreed_by", "agreed_on"])
    write_line(by, "agreed to the photo", stored, {}, snapshot(stored, ["agreed_by", "agreed_on"]))
