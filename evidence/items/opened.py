"""Who has opened which evidence: nobody agrees to what she has not looked at."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from django.db import OperationalError
from django.http import HttpRequest
from django.utils import timezone

from accounts.deadline import at_most
from accounts.models import User
from accounts.permissions import may

from .models import EvidenceItem, Opened

# For the note, in seconds: the page does not wait long for it.
PATIENCE = 2


def note_opened(*, by: User, evidence: EvidenceItem, on: date | None = None) -> None:
    """Keep that a person has opened an item, once; of those only who may agree to claims.

    `on` is today unless entries of the past are brought in.
    """
    # Of others it would tell what they read, and serve nothing.
    if may(by, "agree_claim"):
        day = {"opened_on": on or timezone.localdate()}
        Opened.objects.get_or_create(evidence=evidence, person=by, defaults=day)


def opened_by(request: HttpRequest, evidence: EvidenceItem) -> None:
    """The same for a page or a file that was asked for; asking for its head opens nothing."""
    if request.method == "GET" and evidence.removed_on is None:
        # It can be read also where nothing can be written; then it is to be opened again.
        with suppress(OperationalError), at_most(PATIENCE):
            note_opened(by=request.user, evidence=evidence)
