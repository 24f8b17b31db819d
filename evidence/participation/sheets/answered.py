"""What somebody answered about the rows of a checked sheet, kept from page to page until they sign
out: of one sheet at a time, as only one is kept for a person.
"""

from __future__ import annotations

from django.http import HttpRequest

from .forms import chosen_in
from .models import SessionImport

NAME = "answers-about-a-sheet"


def answered(request: HttpRequest, sheet: SessionImport) -> dict[str, str]:
    """What was chosen on the page of this sheet before, by the names of the fields."""
    return request.session.get(NAME, {}).get(str(sheet.pk), {})


def keep_answered(request: HttpRequest, sheet: SessionImport) -> None:
    """Keep what was chosen on the page of this sheet."""
    request.session[NAME] = {str(sheet.pk): chosen_in(request.POST)}
