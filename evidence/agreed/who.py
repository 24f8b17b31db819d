"""Who may say of a claim that the evidence shows it: somebody else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Role, Service, User
from accounts.permissions import check, may
from accounts.prepared import prepared
from accounts.together import Reading, read_one

from .claims import Claim
from .models import Agreement

# Whoever holds several roles speaks as the first of them; a Promise Keeper for her service.
BODIES = (Role.BOARD, Role.CHAMPIONS)
NOBODY = (
    "Nobody is left who may agree: everybody else keeps this work or works on it too. An "
    "administrator can invite a Promise Keeper of another service, Champions Board staff or an "
    "Oversight Board member."
)


def may_answer(user: User, claim: Claim) -> bool:
    """Whether this person may agree to a claim or say what is missing."""
    return may(user, "agree_claim") and not refusal_to(user, claim)


def check_may_answer(by: User, claim: Claim) -> None:
    """Raises PermissionDenied with the reason unless this person may."""
    check(by, "agree_claim")
    if reason := refusal_to(by, claim):
        raise PermissionDenied(reason)


def refusal_to(user: User, claim: Claim) -> str:
    """Why somebody else than this person has to look at a claim, whatever other role she holds;
    empty where nothing speaks against her.
    """
    row = claim.sub_action
    if user.pk in claim.said_by:
        return "You have claimed this yourself. Somebody else has to look at the evidence."
    if user.pk in {owner.pk for owner in row.owners.all()}:
        return "You own this work. Somebody else has to look at the evidence."
    keeping = {one.pk: one for one in _keeping(claim)}
    if own := _first(user, keeping):
        return f"You keep {own}, whose claim this is. Somebody else has to look at the evidence."
    if own := _first_then(user, keeping, claim.update.posted_on):
        return f"You kept {own} when this was claimed. Somebody else has to look at the evidence."
    if shared := _first(user, {one.pk: one for one in row.collaborators.all()}):
        return f"{shared} works on this too. Somebody else has to look at the evidence."
    if not _voices(user):
        return f"{user.services[0]} is closed, so nobody speaks for it any more."
    return ""


def _keeping(claim: Claim) -> Iterable[Service]:
    # Whoever claims it, and those who work beside her, wherever she does.
    yield from claim.services
    yield from claim.update.posted_by.services
    if claim.sub_action.service:
        yield claim.sub_action.service


def _first(user: User, services: dict[int, Service]) -> Service | None:
    return next((services[kept.pk] for kept in user.services if kept.pk in services), None)


def _first_then(user: User, services: dict[int, Service], on: date) -> Service | None:
    if not services:
        return None
    # Whoever has moved on since was one of them when they claimed it.
    held = (one.service_id for one in user.appointments.all() if one.is_current(on))
    return next((services[pk] for pk in held if pk in services), None)


def speaks_as(user: User) -> tuple[Role, Service | None]:
    """As what a person who may answer a claim does so today: a service, or else a body."""
    return _voices(user)[0]


def may_take_back(user: User, given: Agreement) -> bool:
    """Whether this person said it, and speaks still as what she spoke then: nobody takes back what
    was said for a service that she has left.
    """
    speaks = user.keeps(given.service_id) if given.service_id else given.role in user.roles
    return may(user, "agree_claim") and given.made_by_id == user.pk and speaks


def _voices(user: User) -> list[tuple[Role, Service | None]]:
    today = timezone.localdate()
    open_ones = [one for one in user.services if not one.is_closed(today)]
    bodies = [(role, None) for role in BODIES if role in user.roles]
    return [(Role.KEEPER, service) for service in open_ones] + bodies


def read_people() -> list[User]:
    """Everybody who may agree to claims at all, with their roles, in two statements."""
    return read_one(reading_people())


def reading_people() -> Reading:
    """The same, as a part of a page."""
    found = yield _people(timezone.localdate())
    return [person for person in found if may(person, "agree_claim")]


@prepared
def _people(on: date) -> QuerySet:
    return User.objects.active().with_roles(on).prefetch_related("appointments")


def is_anybody_left(claim: Claim, people: Iterable[User]) -> bool:
    """Whether one of these people may answer a claim."""
    return any(not refusal_to(person, claim) for person in people)
