"""What a text holds about a person: refused where that is certain, asked about where it may be."""

from __future__ import annotations

from collections.abc import Iterator

from accounts.asking.forms import Doubt
from accounts.models import Service, User

from .identifiers import judge_text, refusal_of


def look_at_text(text: str) -> list[Doubt]:
    """What in a text is asked about. Raises ValidationError where it holds a personal identifier
    for certain.
    """
    kinds, doubtful = judge_text(text)
    if kinds:
        raise refusal_of(kinds)
    return [*number_doubts(doubtful), *softer_doubts(text)]


def number_doubts(doubtful: list[tuple[str, str]]) -> list[Doubt]:
    """Numbers that may be somebody's (`doubtful_identifiers`), to be asked about."""
    return [
        Doubt(f"perhaps somebody’s {kind.partition(' ')[2]}", found) for kind, found in doubtful
    ]


def softer_doubts(text: str) -> list[Doubt]:
    """The softer signs of a text, to be asked about."""
    # Their many patterns take long to put together: at the first text, not at the start.
    from .softer.names import Known
    from .softer.signs import softer_signs

    # Who works here and which services there are is asked only where it may change something.
    signs = softer_signs(text) and softer_signs(text, Known(*_who_is_known()))
    return [Doubt(*sign) for sign in signs]


def _who_is_known() -> Iterator[frozenset[str]]:
    """The names of people, and those of services."""
    people = User.objects.values_list("name", flat=True)
    services = Service.objects.values_list("name", flat=True)
    return (frozenset(name.lower() for name in names) for names in (people, services))
