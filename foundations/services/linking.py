"""Writes of links: adding one, and what Promise Keepers say about those that stand."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.history import record, snapshot
from accounts.models import User
from accounts.permissions import check
from accounts.versions import Conflict, save_version
from accounts.words import day

from ..joining import LEADS_TO, MAY_BECOME
from ..models import FrameworkItem, Kind, Link, LinkState

MADE = ["state", "made_by", "made_on", "reason"]
DECIDED = ["decided_by", "decided_on", "decision_reason"]
SET_ASIDE = (LinkState.REJECTED, LinkState.REMOVED)


@transaction.atomic
def add_link(*, by: User, from_item: FrameworkItem, to_item: FrameworkItem, reason: str) -> Link:
    """Say that one text answers or touches another; a link that was rejected or removed stands
    again.

    The same form sent twice gives the link already stored. Raises PermissionDenied, ValidationError
    for two texts that no link may join or that one joins already, or Conflict when it was changed
    meanwhile.
    """
    check(by, "link_texts")
    _check_ends(from_item, to_item)
    made = {
        "state": LinkState.ADDED,
        "made_by": by,
        "made_on": timezone.localdate(),
        "reason": reason,
    }
    link, is_new = Link.objects.get_or_create(from_item=from_item, to_item=to_item, defaults=made)
    if is_new:
        _record_change(by, "added a link", link, before={})
    elif link.state in SET_ASIDE:
        # One row a pair for good: what was said of it before stays in its history.
        undecided = {"decided_by": None, "decided_on": None, "decision_reason": ""}
        _store(by, "added a link again", link, link.version, made | undecided)
    elif (link.state, link.made_by, link.reason) != (LinkState.ADDED, by, reason):
        raise ValidationError(
            f"These two are linked already: {_how_it_stands(link)}", code="standing"
        )
    return link


def _check_ends(from_item: FrameworkItem, to_item: FrameworkItem) -> None:
    if to_item.kind not in LEADS_TO.get(Kind(from_item.kind), ()):
        raise ValidationError(f"No link can lead from {from_item.label} to {to_item.label}.")


def confirm_link(*, by: User, link: Link, seen: int, reason: str) -> Link:
    """Say that the link is right, so that it counts; for somebody else than whoever added it.
    Raises as `_decide` does.
    """
    return _decide(by, "confirmed a link", link, seen, LinkState.CONFIRMED, reason)


def reject_link(*, by: User, link: Link, seen: int, reason: str) -> Link:
    """Say that the link is wrong; it no longer counts, and stays with its trace. Raises as
    `_decide` does.
    """
    return _decide(by, "rejected a link", link, seen, LinkState.REJECTED, reason)


def remove_link(*, by: User, link: Link, seen: int, reason: str) -> Link:
    """Take away a link that someone added or confirmed; it stays with its trace. Raises as
    `_decide` does.
    """
    return _decide(by, "removed a link", link, seen, LinkState.REMOVED, reason)


def is_for_others(by: User, link: Link, state: LinkState) -> bool:
    """Whether somebody else than this person has to say it: nobody confirms what she has added."""
    return state == LinkState.CONFIRMED and link.made_by_id == by.pk


def check_may_decide(by: User, link: Link, state: LinkState) -> None:
    """Raises PermissionDenied unless this person may give the link that state."""
    check(by, "link_texts")
    if is_for_others(by, link, state):
        raise PermissionDenied("You added this link yourself: it is for somebody else to confirm.")


@transaction.atomic
def _decide(by: User, act: str, link: Link, seen: int, state: LinkState, reason: str) -> Link:
    """Give a link another state; the same decision sent twice changes nothing more.

    Raises PermissionDenied, Conflict when someone else decided meanwhile, or ValidationError for
    what the link cannot become.
    """
    check_may_decide(by, link, state)
    # A second click on the same button is no conflict.
    if (link.state, link.decided_by, link.decision_reason) == (state, by, reason):
        return link
    if link.version != seen:
        raise Conflict(link)
    if state not in MAY_BECOME[LinkState(link.state)]:
        raise ValidationError(f"That cannot be done to this link: {_how_it_stands(link)}")
    decision = {"decided_by": by, "decided_on": timezone.localdate(), "decision_reason": reason}
    _store(by, act, link, seen, {"state": state} | decision)
    return link


def _store(by: User, act: str, link: Link, seen: int, values: dict) -> None:
    """Store new values of a link that is still at the version seen, with its history. Raises
    Conflict.
    """
    before = snapshot(link, MADE + DECIDED)
    for name, value in values.items():
        setattr(link, name, value)
    save_version(link, seen=seen, fields=list(values))
    _record_change(by, act, link, before)


def _record_change(by: User, act: str, link: Link, before: dict) -> None:
    record(
        by=by,
        act=act,
        thing="link",
        key=link.name,
        before=before,
        after=snapshot(link, MADE + DECIDED),
    )


def _how_it_stands(link: Link) -> str:
    who = link.decided_by or link.made_by
    if who is None:
        return "the wording of the sources suggests it."
    on = link.decided_on or link.made_on
    return f"{LinkState(link.state).label.split()[0].lower()} by {who} on {day(on)}."
