"""Writes of the work itself: what a sub-action is, its dates and target; local actions and
sub-actions.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.database import take_lock
from accounts.history import record, snapshot
from accounts.models import Service, User
from accounts.permissions import check
from accounts.services import check_open
from accounts.versions import hold, save_version
from foundations.models import FrameworkItem
from foundations.models import Kind as ItemKind

from ..funding import WHEN_FUNDED, check_funding
from ..models import Action, Move, SubAction
from ..status import Kind, Status
from .assigning import check_owners
from .dates import check_dates, check_interval
from .moves import join_moves, moves_since, read_promised, take_moves_back
from .occurrences import make_occurrences
from .progress import REPORT, STATE, deciding_update, take_state
from .replacing import why_closed
from .taking_back import next_number

DATES = ["start_on", "due_on", "review_on", "interval_months"]
TARGET = ["target_number", "target_unit"]
SET_BY = [
    "dates_set_by",
    "dates_set_on",
    "target_set_by",
    "target_set_on",
    "kind_confirmed_by",
    "kind_confirmed_on",
]
FUNDED = ["funding", *WHEN_FUNDED]
EDITED = ["kind", "expected_difference", *DATES, *TARGET, *FUNDED]
# One local action is added at a time.
LOCK = 7_210_334
PEOPLE = ["owners", "collaborators"]
RECORDED = [*EDITED, *PEOPLE, *STATE, "kind_confirmed_by", "kind_confirmed_on"]


@transaction.atomic
def edit_sub_action(
    *,
    by: User,
    sub_action: SubAction,
    seen: int,
    title: str | None = None,
    why: str = "",
    undoes: dict | None = None,
    **values,
) -> SubAction:
    """Change what a sub-action is: kind, dates, target, expected difference, how it is paid
    for, owners, collaborators.

    Saving confirms the kind. Another kind may have other words: then the status is that of the
    newest update that stands if it fits, or reporting starts again. A title is for local
    sub-actions only. What was promised before is moved only with a reason (`why`). Where an edit is
    undone, `undoes` says who had set what before it, and nothing of it counts as moved any more.
    Raises PermissionDenied, ValidationError or Conflict.
    """
    check(by, "edit_work", sub_action)
    join_moves()
    _check_open(values.get("collaborators", ()), of=sub_action)
    stored = SubAction.objects.select_related("item").get(pk=sub_action.pk)
    before, promised = _edited_state(stored), read_promised(stored)
    _take_values(stored, values)
    check_dates(stored)
    check_interval(stored)
    check_funding(stored)
    check_owners(stored.service, list(values.get("owners", [])))
    _note_who_set(stored, before, by)
    for name, value in (undoes or {}).items():
        setattr(stored, name, value)
    moves = moves_since(promised, stored, by, why)
    # Before the version is saved, so that one statement stores the kind with the status that fits.
    if before["kind"] != stored.kind:
        _fit_status(stored)
    save_version(stored, seen=seen, fields=EDITED + SET_BY + REPORT)
    take_moves_back(moves) if undoes is not None else Move.objects.bulk_create(moves)
    _set_people(stored, values)
    _rename(stored.item, title)
    make_occurrences(stored)
    record(
        by=by,
        act="edited",
        thing="sub-action",
        key=stored.key,
        before=before,
        after=_edited_state(stored) | ({"why": why} if moves else {}),
    )
    return stored


def _check_open(services: Iterable[Service], of: SubAction) -> None:
    # Who collaborates already may have been closed since.
    come = {*services} - {*of.collaborators.all()} if services else ()
    for service in sorted(come, key=lambda one: one.pk):
        check_open(service)


def _edited_state(sub_action: SubAction) -> dict:
    return snapshot(sub_action, RECORDED) | {"title": sub_action.item.title}


def _take_values(sub_action: SubAction, values: dict) -> None:
    for name in EDITED:
        setattr(sub_action, name, values.get(name, getattr(sub_action, name)))


def _note_who_set(sub_action: SubAction, before: dict, by: User) -> None:
    today, after = timezone.localdate(), snapshot(sub_action, EDITED)
    if any(before[name] != after[name] for name in DATES):
        sub_action.dates_set_by, sub_action.dates_set_on = by, today
    if any(before[name] != after[name] for name in TARGET):
        sub_action.target_set_by, sub_action.target_set_on = by, today
    # The kind was our proposal; whoever saves the form for the first time has seen it and let it
    # stand, which confirms it.
    if sub_action.kind_confirmed_on is None or before["kind"] != sub_action.kind:
        sub_action.kind_confirmed_by, sub_action.kind_confirmed_on = by, today


def _fit_status(sub_action: SubAction) -> None:
    # Where no update has a word of the new kind, reporting starts again; updates stay on record.
    latest = deciding_update(sub_action)
    if sub_action.status != (latest.status if latest else Status.NOT_REPORTED):
        take_state(sub_action, latest)


def _set_people(sub_action: SubAction, values: dict) -> None:
    for name in PEOPLE:
        if name in values:
            getattr(sub_action, name).set(values[name])


def _rename(item: FrameworkItem, title: str | None) -> None:
    if title is None or title == item.heading:
        return
    # Published wording is the source's; the correction beside it is how it would read otherwise.
    if not item.local:
        raise ValidationError("The wording of the source cannot be changed.")
    item.heading = title
    item.save(update_fields=["heading"])


@transaction.atomic
def confirm_source_date(*, by: User, sub_action: SubAction, seen: int) -> SubAction:
    """Take the source's last day as the council's own due or review date; the kind stays as it is.

    Raises PermissionDenied, ValidationError when the source has no date or the council has set one,
    or Conflict.
    """
    check(by, "edit_work", sub_action)
    stored = SubAction.objects.select_related("item__published_target").get(pk=sub_action.pk)
    _check_awaits_source_date(stored)
    before, published = snapshot(stored, DATES), stored.published_target
    setattr(stored, "due_on" if stored.kind == Kind.DATED else "review_on", published.last_day)
    stored.start_on = stored.start_on or published.first_day
    check_dates(stored)
    stored.dates_set_by, stored.dates_set_on = by, timezone.localdate()
    save_version(stored, seen=seen, fields=[*DATES, "dates_set_by", "dates_set_on"])
    make_occurrences(stored)
    about = {"thing": "sub-action", "key": stored.key}
    after = snapshot(stored, DATES)
    record(by=by, act="took the source's date", **about, before=before, after=after)
    return stored


def _check_awaits_source_date(sub_action: SubAction) -> None:
    """Raises ValidationError unless the source states a last day and the council has set none."""
    published = sub_action.published_target
    if published is None or published.last_day is None:
        raise ValidationError("The source states no date for this sub-action.")
    if sub_action.due_on or sub_action.review_on:
        raise ValidationError(
            "The council has set a date of its own already. Edit the sub-action to change it."
        )


@transaction.atomic
def add_action(*, by: User, service: Service, title: str, expected_difference: str = "") -> Action:
    """Add a local action of the Keeper's own service; its key is L and the next number.

    Raises PermissionDenied, or ValidationError for another's service or a title that is there
    already.
    """
    check(by, "add_work")
    _check_keeps(by, service)
    # Two people who add at once wait for each other here, so that each gets a number of her own.
    take_lock(LOCK)
    check_open(service)
    _check_title_is_new(ItemKind.ACTION, title)
    items = FrameworkItem.objects.filter(kind=ItemKind.ACTION, local=True)
    number = next_number(items, "action", "L")
    item = _local_item(ItemKind.ACTION, f"L{number}", number, title)
    action = Action.objects.create(
        item=item, service=service, expected_difference=expected_difference
    )
    after = {"title": title, "service": str(service), "expected_difference": expected_difference}
    record(by=by, act="added", thing="action", key=item.key, before={}, after=after)
    return action


@transaction.atomic
def edit_action(
    *, by: User, action: Action, seen: int, expected_difference: str, title: str | None = None
) -> None:
    """Change an action's expected difference, and a local action's title. Raises PermissionDenied,
    Conflict.
    """
    check(by, "edit_work", action)
    stored = Action.objects.select_related("item").get(pk=action.pk)
    before = {"title": stored.item.title, "expected_difference": stored.expected_difference}
    stored.expected_difference = expected_difference
    save_version(stored, seen=seen, fields=["expected_difference"])
    _rename(stored.item, title)
    after = {"title": stored.item.title, "expected_difference": expected_difference}
    record(by=by, act="edited", thing="action", key=stored.key, before=before, after=after)


@transaction.atomic
def add_sub_action(
    *,
    by: User,
    action: Action,
    service: Service,
    title: str,
    kind: str,
    is_owner: bool = True,
    **values,
) -> SubAction:
    """Add a local sub-action of the Keeper's own service to any action. Whoever adds it is its
    owner unless `is_owner` says otherwise, or `owners` are named.

    Its key is the action's, a point, and the next number (after an L where the action is
    published). Raises PermissionDenied, or ValidationError for another's service, an owner who does
    not keep it, dates that contradict each other, or a title that is there already.
    """
    check(by, "add_work")
    _check_keeps(by, service)
    check_open(service)
    # As above: two who add to one action wait for each other, and each gets a number of her own.
    hold(action, "item", "replaced_by__item")
    if reason := why_closed(action):
        raise ValidationError(reason)
    _check_title_is_new(ItemKind.SUB_ACTION, title, parent=action.item)
    # The L keeps the number free that a later edition of the source may give.
    mark = "" if action.item.local else "L"
    items = FrameworkItem.objects.filter(parent=action.item, local=True)
    number = next_number(items, "sub-action", f"{action.key}.{mark}")
    last = action.sub_actions.aggregate(last=Max("item__order"))["last"] or 0
    item = _local_item(
        ItemKind.SUB_ACTION, f"{action.key}.{mark}{number}", last + 1, title, parent=action.item
    )
    sub_action = SubAction(item=item, action=action, service=service, kind=kind)
    _take_values(sub_action, values)
    check_dates(sub_action)
    check_interval(sub_action)
    check_funding(sub_action)
    check_owners(service, list(values.get("owners", [])))
    _note_who_set(sub_action, snapshot(SubAction(kind=kind), EDITED), by)
    sub_action.save()
    _set_people(sub_action, {"owners": [by] if is_owner else []} | values)
    make_occurrences(sub_action)
    after = snapshot(sub_action, RECORDED) | {"title": title, "service": str(service)}
    record(by=by, act="added", thing="sub-action", key=item.key, before={}, after=after)
    return sub_action


def _check_keeps(by: User, service: Service) -> None:
    if not by.keeps(service):
        raise ValidationError({"service": "Choose a service that you keep."})


def _check_title_is_new(kind: str, title: str, parent: FrameworkItem | None = None) -> None:
    # A form sent twice adds nothing twice; there is no key of the form to know it by.
    twin = FrameworkItem.objects.filter(kind=kind, local=True, parent=parent, heading=title).first()
    if twin:
        raise ValidationError(
            {"title": f"{twin.get_kind_display()} {twin.key} has this title already."}
        )


def _local_item(
    kind: str, key: str, order: int, title: str, parent: FrameworkItem | None = None
) -> FrameworkItem:
    # A row beside the published items, so that links and evidence can point at local work too.
    return FrameworkItem.objects.create(
        kind=kind, key=key, order=order, heading=title, parent=parent, local=True
    )
