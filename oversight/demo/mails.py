"""The mails of the demonstration, which leave for a folder: a page shows the newest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

SHOWN = 50
# What Django writes after each mail of a file.
END = re.compile(rb"^-{79}$", re.MULTILINE)


@require_safe
@never_cache
def mails(request: HttpRequest) -> HttpResponse:
    """The newest mails in the folder, whoever they are to: all is made up here."""
    if not settings.DEMO:
        raise Http404("Only the demonstration shows its e-mails.")
    found = [
        {
            "to": one["to"],
            "subject": one["subject"],
            "moment": one["date"].datetime.replace(tzinfo=UTC),
            "body": one.get_content(),
        }
        for one in mails_in(Path(settings.DEMO_MAILS))
    ]
    return render(request, "oversight/demo/mails.html", {"mails": found})


def mails_in(folder: Path) -> list[EmailMessage]:
    """The newest mails that Django has written into files of a folder, the last first."""
    # Their names begin with the moment.
    files = sorted(folder.glob("*.log"), reverse=True)[:SHOWN]
    return [mail for file in files for mail in reversed([*_mails_of(file)])][:SHOWN]


def _mails_of(file: Path) -> Iterator[EmailMessage]:
    for part in END.split(file.read_bytes()):
        if part.strip():
            yield message_from_bytes(part.lstrip(), policy=policy.default)
