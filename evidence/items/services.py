"""Writes of evidence items and of what they support."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, fields
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.history import record, snapshot
from accounts.models import Service, User
from accounts.permissions import check
from accounts.versions import Conflict, save_version
from actions.models import ProgressUpdate
from evidence.files.checking import CheckedFile
from foundations.models import FrameworkItem, Kind

from .content import Content, File
from .models import EvidenceItem, Support
from .said import Said, check_days
from .scope import check_may_change, check_may_support, clearable_by, may_change, work_of

EDITED = [field.name for field in fields(Said)]
CONTENT = ["words", "consent", "number", "unit", "url", "file_name"]
SENT = ["added_by", "medium", *EDITED, *CONTENT, "file_size", "removed_on"]
KEPT = ["medium", "service", *EDITED, *CONTENT]
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
    evidence.clean_fields(exclude=SET_HERE)
    upload = content.upload if isinstance(content, File) else None
    return already_added(evidence) or store_once(
        evidence, upload, items, update, list(fundamentals)
    )


def check_supports(by: User, items: list[FrameworkItem], update: ProgressUpdate | None) -> None:
    """Raises PermissionDenied for work that others keep, ValidationError for nothing or an update
    on other work.
    """
    if not items:
        raise ValidationError("Say what it supports.")
    for item in items:
        check_may_support(by, item)
    if update is not None:
        check_update(by, items, update)


def check_update(by: User, items: list[FrameworkItem], update: ProgressUpdate) -> None:
    """Raises ValidationError unless the update stands, is one that this person may read, and is on
    one of the items.
    """
    readable = (
        ProgressUpdate.objects.current()
        .visible_to(by)
        .filter(sub_action__item__in=items, pk=update.pk)
    )
    if not readable.exists():
        raise ValidationError({"update": "Choose one of the updates on this sub-action."})


def service_for(by: User, item: FrameworkItem) -> Service | None:
    """Whose the evidence is: the service that keeps the work, else the Keeper's first; none for the
    Champions Board.
    """
    work = work_of(item)
    if work is not None and by.keeps(work.service_id):
        return work.service
    return next(iter(by.services), None)


def already_added(evidence: EvidenceItem) -> EvidenceItem | None:
    """The item that the same form has stored already. Raises Conflict when that one says something
    else, holds another file of the same name (a photo that has been cropped since), or has been
    removed.
    """
    stored = EvidenceItem.objects.filter(form_key=evidence.form_key).first()
    if stored and any(getattr(stored, name) != getattr(evidence, name) for name in SENT):
        raise Conflict(stored)
    return stored


def store_once(evidence: EvidenceItem, upload: CheckedFile | None, *parts) -> EvidenceItem:
    """Store an item, or give the one that the same form stored a moment ago."""
    try:
        with file_of(evidence, upload):
            return store(evidence, *parts)
    except IntegrityError:
        if twin := already_added(evidence):
            return twin
        raise


@contextmanager
def file_of(evidence: EvidenceItem, upload: CheckedFile | None) -> Iterator[None]:
    """Put the file away first, and take it back when its item is not stored after all."""
    if upload is None:
        yield
        return
    evidence.file.save(upload.name, upload.content, save=False)
    try:
        yield
    except BaseException:
        evidence.file.delete(save=False)
        raise


@transaction.atomic
def store(
    evidence: EvidenceItem,
    items: list[FrameworkItem],
    update: ProgressUpdate | None,
    fundamentals: list[FrameworkItem],
) -> EvidenceItem:
    evidence.save(force_insert=True)
    evidence.fundamentals.set(of_kind_fundamental(fundamentals))
    for item in dict.fromkeys(items):
        beside = update if update and update.sub_action.item_id == item.pk else None
        said = {"made_by": evidence.added_by, "made_on": evidence.added_on}
        Support.objects.create(evidence=evidence, item=item, update=beside, **said)
    after = state(evidence) | {"supports": [item.label for item in items]}
    if evidence.file_name:
        after["anyone_recognisable"] = False
    write_line(evidence.added_by, "added", evidence, {}, after)
    return evidence


def of_kind_fundamental(items: list[FrameworkItem]) -> list[FrameworkItem]:
    """The items, if all are fundamentals. Raises ValidationError."""
    if any(item.kind != Kind.FUNDAMENTAL for item in items):
        raise ValidationError({"fundamentals": "Choose from the five fundamentals."})
    return items


def state(evidence: EvidenceItem) -> dict:
    """What history keeps of an item."""
    names = sorted(item.heading for item in evidence.fundamentals.all())
    return snapshot(evidence, KEPT) | {"fundamentals": names}


def write_line(by: User, act: str, evidence: EvidenceItem, before: dict, after: dict) -> None:
    record(by=by, act=act, thing="evidence", key=str(evidence.pk), before=before, after=after)


def standing(evidence: EvidenceItem) -> EvidenceItem:
    """The item as it is stored now. Raises ValidationError when it has been removed."""
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
    stored = standing(evidence)
    before = state(stored)
    for name in EDITED:
        setattr(stored, name, values.get(name, getattr(stored, name)))
    check_days(stored.dated_on, stored.review_on, timezone.localdate(), known=evidence.review_on)
    stored.clean_fields(exclude=SET_HERE)
    save_version(stored, seen=seen, fields=EDITED)
    stored.fundamentals.set(of_kind_fundamental(list(fundamentals)))
    write_line(by, "edited", stored, before, state(stored))
    return stored


@transaction.atomic
def remove_evidence(*, by: User, evidence: EvidenceItem, seen: int, reason: str) -> None:
    """Take an item away with a reason; its line stays on record, its file goes as soon as that is
    certain.

    The removal stands also when the store does not answer; then the weekly check deletes the file.

    Raises PermissionDenied, ValidationError when it is removed already, or Conflict.
    """
    check_may_change(by, evidence)
    stored = standing(evidence)
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
    """Say, as a second person, that nobody can be recognised in a photo; until then it stays
    internal.

    Raises PermissionDenied for whoever added it, ValidationError when no second look is needed, or
    Conflict.
    """
    check(by, "agree_photo", evidence)
    if evidence.added_by_id == by.pk:
        raise PermissionDenied(
            "The second look at a photo is for somebody else than the person who added it."
        )
    stored = standing(evidence)
    if not stored.awaits_second_look:
        raise ValidationError("This needs no second look.")
    stored.agreed_by, stored.agreed_on = by, timezone.localdate()
    save_version(stored, seen=seen, fields=["agreed_by", "agreed_on"])
    write_line(by, "agreed to the photo", stored, {}, snapshot(stored, ["agreed_by", "agreed_on"]))


@transaction.atomic
def add_support(
    *,
    by: User,
    evidence: EvidenceItem,
    item: FrameworkItem,
    reason: str,
    update: ProgressUpdate | None = None,
) -> Support:
    """Say that an item supports one more thing, and why.

    Raises PermissionDenied for work that others keep, ValidationError when that has been said
    already.
    """
    check_supports(by, [item], update)
    # Two people who say the same at once wait for each other here.
    EvidenceItem.objects.select_for_update().get(pk=evidence.pk)
    stored = standing(evidence)
    if stored.supports.current().filter(item=item, update=update).exists():
        raise ValidationError({"item": f"It supports {item.label} already."})
    support = Support.objects.create(
        evidence=stored, item=item, update=update, made_by=by, reason=reason
    )
    write_line(by, "said what it supports", stored, {}, {"supports": item.label, "reason": reason})
    return support


@transaction.atomic
def remove_support(*, by: User, support: Support, reason: str) -> None:
    """Take back that an item supports a thing, with a reason; the line stays on record.

    The Keeper of that thing may, and whoever may change the item. Raises PermissionDenied, or
    ValidationError when it has been taken back already, or when a self-assessment that takes
    nothing any more cites it.
    """
    check_may_take_back(by, support)
    if support.assessment:
        support.assessment.check_takes_answers()
    taken = Support.objects.filter(pk=support.pk, removed_on=None)
    if not taken.update(removed_on=timezone.localdate(), removed_by=by, removed_reason=reason):
        raise ValidationError("That has been taken back already.")
    before = {"supports": support.item.label}
    write_line(
        by, "took back what it supports", support.evidence, before, {"removed_reason": reason}
    )


def check_may_take_back(by: User, support: Support) -> None:
    """Raises PermissionDenied unless this person may take back that an item supports a thing:
    whoever said so, whose evidence it is, or who keeps the thing.
    """
    check(by, "add_evidence")
    said_so = support.made_by_id == by.pk
    if not (
        said_so
        or may_change(by, support.evidence)
        or clearable_by(by).filter(pk=support.item_id).exists()
    ):
        raise PermissionDenied(
            "Only whoever said that this evidence supports it, the service that added the evidence, or the service "
            "that keeps the work may take this back."
        )
