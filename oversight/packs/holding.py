"""Who makes a pack, and how far it is.

Whoever makes one holds it by a key of its own until a lease ends, which each step renews. Once that
has lapsed another may take it, once; so a process that dies leaves nothing waiting for ever.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from accounts.history import wait_for_history
from accounts.versions import hold
from foundations.models import Edition

from ..rounds.models import Snapshot
from .models import Kind, Pack, PackFile, State, own_name

LEASE = timedelta(minutes=4)
MOST_TRIES = 2
GAVE_UP = (
    "It was begun twice, and both times whoever made it stopped before the end. Ask for it again; "
    "if that helps nothing, tell whoever runs this installation."
)


class Lost(Exception):
    """Somebody else has taken the pack meanwhile, or it is not to be made any more."""


@transaction.atomic
def take(number: int, now: datetime) -> Pack | None:
    """Take the pack of this number to make it; None where nobody may: it is ended, somebody is at
    it, or it was tried twice, which ends it.
    """
    pack = Pack.objects.filter(pk=number).first()
    if pack is None:
        return None
    hold(pack, "edition__round")
    if not pack.is_open or (pack.state == State.MAKING and not pack.has_lapsed(now)):
        return None
    if pack.tries >= MOST_TRIES:
        end(pack, State.FAILED, GAVE_UP)
        return None
    pack.state, pack.tries, pack.holder = State.MAKING, pack.tries + 1, uuid4()
    pack.done, pack.doing, pack.lease_until = 0, "", now + LEASE
    pack.save()
    return pack


def go_on(pack: Pack, done: int, doing: str) -> None:
    """Say how far a pack is, and that whoever makes it is alive. Raises Lost."""
    held = Pack.objects.filter(pk=pack.pk, holder=pack.holder, state=State.MAKING)
    if not held.update(done=done, doing=doing, lease_until=timezone.now() + LEASE):
        raise Lost


def keep_file(pack: Pack, kind: Kind, content: bytes) -> None:
    """Keep a file of a pack that is being made. Raises StoreFails, or Lost."""
    one = _named(pack, kind, content)
    one.file.storage.save(one.file.name, ContentFile(content))
    # Whoever has taken the pack meanwhile has let go of what was there, and not of this.
    if not PackFile.objects.filter(pk=one.pk).exists():
        one.file.storage.delete(one.file.name)
        raise Lost


@transaction.atomic
def _named(pack: Pack, kind: Kind, content: bytes) -> PackFile:
    """The row of a file before the file: of a process that dies in between, whoever lets files go
    finds the name.
    """
    _hold_own(pack)
    one = PackFile(pack=pack, kind=kind, size=len(content))
    one.sha256 = hashlib.sha256(content).hexdigest()
    one.file = own_name(one, kind)
    one.save()
    return one


@transaction.atomic
def finish(pack: Pack, made_of: str, reason: str) -> bool:
    """Offer a pack all of whose files are kept; `reason` is why one of them is lacking. Returns
    whether it may leave: not when a passage was taken out meanwhile. Raises Lost.
    """
    # Nobody takes a passage out until this is stored: then it is found and withdrawn.
    wait_for_history()
    _hold_own(pack)
    if digest_of(pack.edition) != made_of:
        return False
    pack.made_at, pack.made_of = timezone.now(), made_of
    end(pack, State.READY, reason)
    return True


@transaction.atomic
def fail(pack: Pack, reason: str) -> None:
    """Say why a pack could not be made. Raises Lost."""
    _hold_own(pack)
    end(pack, State.FAILED, reason)


def _hold_own(pack: Pack) -> None:
    holder = pack.holder
    hold(pack, "edition__round")
    if pack.holder != holder or pack.state != State.MAKING:
        raise Lost


def end(pack: Pack, state: State, reason: str) -> None:
    """Nobody makes a pack that is held any more: it is ready, or there is a reason why not."""
    pack.state, pack.reason, pack.doing = state, reason, ""
    pack.holder = pack.lease_until = None
    pack.save()


def digest_of(edition: Edition) -> str:
    """What tells whether a round still keeps what a pack was made of."""
    kept = Snapshot.objects.values_list("frozen", "texts", named=True).get(edition=edition)
    # The name of the round stands on every page.
    name = Edition.objects.values_list("round__name", flat=True).get(pk=edition.pk)
    said = json.dumps([kept.frozen, kept.texts, name], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def let_files_go(pack: Pack) -> None:
    """Delete the files of a pack that nobody may have any more. Raises StoreFails."""
    for one in pack.files.all():
        # One that is away already is what is wanted.
        with suppress(FileNotFoundError):
            one.file.storage.delete(one.file.name)
        one.delete()
