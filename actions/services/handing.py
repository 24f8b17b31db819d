"""Writes of handing over: what one person owns goes to others in one act, and for a day back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.database import one_at_a_time
from accounts.history import record, snapshot
from accounts.models import Mail, User
from accounts.permissions import check, may
from accounts.versions import Conflict, hold, save_version
from foundations.names import first_words

from ..handing import owned_by, rows_of
from ..models import HandedOver, HandOver, SubAction
from .assigning import check_owners

TAKEN_BACK_WITHIN = timedelta(days=1)
TITLE_LENGTH = 110
NOT_YOURS = "Only the person who owns this work, or an administrator, may hand it over."
NOT_YOUR_ACT = "Only the person who handed this over, or an administrator, may take it back."
NO_HEIR = "Choose who takes over the work of {}."
TOO_LATE = "A handing over can be taken back for a day only. Hand the work over to {} instead."
# The subject and the sentence of each mail, to whoever gave and to whoever took.
GAVE = "Promise Tracker: work handed over", "this work belongs to a colleague now:"
TOOK = "Promise Tracker: work handed to you", "this work belongs to you now:"
HAS_BACK = "Promise Tracker: work handed back to you", "this work belongs to you again:"
GAVE_BACK = "Promise Tracker: work handed back", "this work went back to the colleague who had it:"


def check_may_hand_over(by: User, person: User) -> None:
    """Raises PermissionDenied, with the reason, unless it is her own work, or she assigns it."""
    check(by, "hand_over")
    if by.pk != person.pk and not may(by, "assign_work"):
        raise PermissionDenied(NOT_YOURS)


@one_at_a_time
def hand_over(
    *, by: User, person: User, seen: Mapping[str, int], heirs: Mapping[int, User]
) -> HandOver:
    """Give sub-actions that a person owns to others, all of them or none: `seen` has the version
    seen of each by its key, `heirs` who takes over the work of a service, by the service's id. Who
    owns one besides stays. Those whose work it was and is get a mail with the titles.

    Raises PermissionDenied; ValidationError where it is not hers (any more), or nobody takes it
    over who is a Promise Keeper of its service today; or Conflict.
    """
    check_may_hand_over(by, person)
    rows = _hold_rows(SubAction.objects.filter(item__key__in=seen))
    _check_rows(by, person, rows, seen)
    _check_heirs(person, rows, heirs)
    act = HandOver.objects.create(person=person, made_by=by)
    given = [_given(act, row, heirs[row.service_id]) for row in rows]
    HandedOver.objects.bulk_create(given)
    _mail(act, given, GAVE, TOOK)
    for one in given:
        _change_owners(by, one.sub_action, one.heir, person, "handed over")
    return act


def _hold_rows(wanted: QuerySet) -> list[SubAction]:
    rows = wanted.select_for_update(of=("self",), no_key=True).select_related("item", "service")
    return list(rows.order_by("pk"))


def _check_rows(by: User, person: User, rows: list[SubAction], seen: Mapping[str, int]) -> None:
    for row in rows:
        if row.version != seen[row.key]:
            raise Conflict(row)
    owned = {*owned_by(person, by).filter(item__key__in=seen).values_list("item__key", flat=True)}
    keys = sorted({*seen} - owned)
    if keys or not rows:
        raise ValidationError(
            {"rows": f"Not {person}’s to hand over: {', '.join(keys) or 'nothing was chosen'}."}
        )


def _check_heirs(person: User, rows: list[SubAction], heirs: Mapping[int, User]) -> None:
    for service in {row.service_id: row.service for row in rows}.values():
        heir = heirs.get(service.pk)
        if heir is None or heir == person:
            raise ValidationError(NO_HEIR.format(service))
        check_owners(service, [heir])


def _given(act: HandOver, row: SubAction, heir: User) -> HandedOver:
    was_owner = row.owners.filter(pk=heir.pk).exists()
    return HandedOver(hand_over=act, sub_action=row, heir=heir, was_owner=was_owner)


def _change_owners(
    by: User, row: SubAction, comes: User | None, goes: User | None, act: str
) -> None:
    before = snapshot(row, ["owners"])
    save_version(row, seen=row.version, fields=[])
    row.owners.add(*filter(None, [comes]))
    row.owners.remove(*filter(None, [goes]))
    after = snapshot(row, ["owners"])
    record(by=by, act=act, thing="sub-action", key=row.key, before=before, after=after)


def reasons_not_to_take_back(act: HandOver, given: Iterable[HandedOver]) -> list[str]:
    """The sentences that say why a handing over cannot be taken back; none if it can. `given` is
    what it was about, as it stands now (`rows_of`).
    """
    if act.taken_back_at:
        return ["This was taken back already."]
    if timezone.now() - act.made_at > TAKEN_BACK_WITHIN:
        return [TOO_LATE.format(act.person)]
    found = [_why_it_stays(act.person, one) for one in given]
    return list(dict.fromkeys(filter(None, found)))


def _why_it_stays(person: User, one: HandedOver) -> str:
    row, owners = one.sub_action, set(one.sub_action.owners.all())
    if one.heir not in owners or person in owners:
        return f"{row} has been given other owners since then."
    if not person.keeps(row.service_id):
        return f"{person} is no Promise Keeper of {row.service or 'a service'} today."
    return ""


def may_take_back(user: User, act: HandOver) -> bool:
    """Whether this person handed it over herself, or assigns work."""
    return may(user, "hand_over") and (act.made_by_id == user.pk or may(user, "assign_work"))


@one_at_a_time
def take_back(*, by: User, act: HandOver) -> None:
    """Give everything back that was handed over in one act; done twice, nothing more happens.

    Raises PermissionDenied, or ValidationError with every reason why it cannot be; then nothing
    goes back.
    """
    if not may_take_back(by, act):
        raise PermissionDenied(NOT_YOUR_ACT)
    hold(act, "person")
    if act.taken_back_at:
        return
    _hold_rows(SubAction.objects.filter(pk__in=act.rows.values("sub_action")))
    given = rows_of(act)
    if reasons := reasons_not_to_take_back(act, given):
        raise ValidationError(reasons)
    act.taken_back_at = timezone.now()
    act.save(update_fields=["taken_back_at"])
    _mail(act, given, HAS_BACK, GAVE_BACK)
    for one in given:
        goes = None if one.was_owner else one.heir
        _change_owners(by, one.sub_action, act.person, goes, "took back what was handed over")


def _mail(
    act: HandOver, given: list[HandedOver], giver: tuple[str, str], taker: tuple[str, str]
) -> None:
    """Tell whoever gave and each who took; nobody whose account is deactivated."""
    rows = [one.sub_action for one in given]
    mails = [_mail_to(act.person, rows, giver, act.get_absolute_url())] if rows else []
    for heir in dict.fromkeys(one.heir for one in given):
        own = [one.sub_action for one in given if one.heir == heir]
        mails.append(_mail_to(heir, own, taker, reverse("my-work")))
    Mail.objects.bulk_create(mail for mail in mails if mail)


def _mail_to(to: User, rows: list[SubAction], said: tuple[str, str], page: str) -> Mail | None:
    if not to.is_active:
        return None
    subject, sentence = said
    context = {
        "sentence": sentence,
        "titles": [first_words(row.item.title, TITLE_LENGTH) for row in rows],
        "page": settings.SITE_URL + page,
        "council_name": settings.COUNCIL_NAME,
    }
    body = render_to_string("actions/handed_over_mail.txt", context)
    return Mail(to=to.email, subject=subject, body=body)
