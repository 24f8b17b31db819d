"""Writes of services: the teams, schools, partners and providers that own work."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import slugify

from ..database import one_at_a_time
from ..history import record, snapshot, wait_for_history
from ..models import Service, User
from ..versions import hold, save_version

SERVICE = ["name", "kind", "closed_on"]
# These would be addresses of other pages.
NO_KEYS = {"", "add"}


@one_at_a_time
def add_service(*, by: User | None, name: str, kind: str) -> Service:
    """Add a service; its address is made of its name. Raises ValidationError when the name is taken
    or makes none.
    """
    key = slugify(name)[:60].strip("-")
    if key in NO_KEYS:
        raise ValidationError({"name": "Give a name with letters in it, such as Education."})
    # Names that differ in signs only would share an address.
    if Service.objects.filter(key=key).exists():
        raise ValidationError(
            {"name": "There is a service of this name, or of one very like it, already."}
        )
    _check_name_is_free(name)
    service = Service.objects.create(key=key, name=name, kind=kind)
    record(
        by=by,
        act="added",
        thing="service",
        key=service.key,
        before={},
        after=snapshot(service, SERVICE),
    )
    return service


def _check_name_is_free(name: str, of: Service | None = None) -> None:
    if Service.objects.filter(name__iexact=name).exclude(pk=of and of.pk).exists():
        raise ValidationError({"name": "There is a service of this name already."})


@one_at_a_time
def edit_service(
    *, by: User, service: Service, seen: int, name: str, kind: str, closed_on: date | None
) -> None:
    """Change or close a service; its address stays.

    Raises ValidationError when the name is taken, and Conflict when someone else saved meanwhile.
    """
    _check_name_is_free(name, of=service)
    # Whoever gives it work just now is waited for.
    hold(service)
    before = snapshot(service, SERVICE)
    # Another name locks the row for all that names it, which PostgreSQL looks at when it stores
    # what they have written: behind their line of history, so ours comes first.
    wait_for_history()
    service.name, service.kind, service.closed_on = name, kind, closed_on
    save_version(service, seen=seen, fields=SERVICE)
    after = snapshot(service, SERVICE)
    record(by=by, act="edited", thing="service", key=service.key, before=before, after=after)


def check_open(service: Service | None) -> None:
    """Let nobody close a service that is given work, until this transaction ends; before the work
    is held. Raises ValidationError where it is closed already. No service is always open.
    """
    if service is None:
        return
    hold(service)
    if service.is_closed(timezone.localdate()):
        raise ValidationError(f"{service} is closed. Choose a service that still takes work.")
