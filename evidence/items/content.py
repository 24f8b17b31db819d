"""What an evidence item of each medium holds, and the days that it may name."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError

from .models import Medium

# Each medium has these, and nothing else.
HOLDS = {
    Medium.NOTE: ["words"],
    Medium.QUOTE: ["words", "consent"],
    Medium.FIGURE: ["number", "unit"],
    Medium.LINK: ["url"],
    Medium.FILE: ["upload"],
}
MISSING = {
    "words": "Write the words down here.",
    "consent": "Say how whoever is quoted agreed. Without consent their words may not be kept.",
    "number": "Give the number.",
    "unit": "Say what the number counts.",
    "url": "Give the address of the page.",
    "upload": "Choose the file.",
}
NOTHING = ("", None)


def check_content(medium: str, content: dict) -> None:
    """Raises ValidationError by the field for what the medium lacks, and for what does not belong
    to it.
    """
    if medium not in Medium.values:
        raise ValidationError({"medium": "Choose what you have."})
    medium = Medium(medium)
    held = HOLDS[medium]
    errors = {name: MISSING[name] for name in held if content[name] in NOTHING}
    for name, value in content.items():
        if name not in held and value not in NOTHING:
            errors[name] = (
                f"This does not belong to “{medium.label}”. Empty it, or choose something else above."
            )
    if content["url"] and urlsplit(content["url"]).scheme.lower() not in ("http", "https"):
        errors["url"] = "Give an address that begins with https:// or http://."
    if errors:
        raise ValidationError(errors)


def check_days(
    dated_on: date, review_on: date | None, today: date, known: date | None = None
) -> None:
    """Raises ValidationError for a day of the future, or a day to look again (not `known` already)
    that has passed.
    """
    if dated_on > today:
        raise ValidationError(
            {"dated_on": "This day is in the future. Give the day that it speaks of."}
        )
    if review_on and review_on <= today and review_on != known:
        raise ValidationError({"review_on": "Give a day after today, or leave it empty."})
