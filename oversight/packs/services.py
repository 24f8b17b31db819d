"""Writes of packs: who asks for one, and what withdraws it."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.utils import timezone

from accounts.history import record
from accounts.models import User
from accounts.permissions import check
from accounts.versions import hold
from foundations.models import Edition

from .holding import end
from .models import Form, Kind, Pack, State
from .tasks import put_in_line

OUT_OF_DATE = "Words that were in it were taken out of what the round keeps."


@transaction.atomic
def ask_for_pack(*, by: User, edition: Edition, form: Form) -> Pack:
    """Ask for a form of the pack of an edition. Of several who ask while it is made all get that
    one, and so they do once all its files are there. Raises PermissionDenied.
    """
    check(by, "make_packs")
    # Whoever asks at the same moment waits here, and finds what the first has asked for.
    hold(edition)
    newest = Pack.objects.newest_of(edition, form)
    if newest is None or not (newest.is_open or _is_whole(newest)):
        return _begin(by, edition, form, newest)
    if newest.has_lapsed(timezone.now()):
        put_in_line(newest.pk)
    return newest


def _is_whole(pack: Pack) -> bool:
    return pack.is_ready and pack.files.count() == len(Kind)


def _begin(by: User, edition: Edition, form: Form, before: Pack | None) -> Pack:
    number = before.number + 1 if before else 1
    pack = Pack.objects.create(edition=edition, form=form, number=number, asked_by=by)
    about = {"form": form, "round": str(edition.round), "edition": edition.number, "number": number}
    record(by=by, act="asked for", thing="pack", key=str(pack.pk), before={}, after=about)
    put_in_line(pack.pk)
    return pack


def withdraw(pack: Pack) -> None:
    """Offer a ready pack no more; its files go, and it is made anew, once this is certain. Within
    the transaction of the removal, which nobody else's history interrupts.
    """
    hold(pack, "edition__round")
    if not pack.is_ready:
        return
    end(pack, State.WITHDRAWN, OUT_OF_DATE)
    transaction.on_commit(partial(_make_anew, pack), robust=True)


@transaction.atomic
def _make_anew(withdrawn: Pack) -> None:
    edition = Edition.objects.get(pk=withdrawn.edition_id)
    hold(edition)
    newest = Pack.objects.newest_of(edition, withdrawn.form)
    if newest.state == State.WITHDRAWN:
        _begin(withdrawn.asked_by, edition, Form(withdrawn.form), newest)
