"""Where a passage stands: in the columns in which people write, in history, and outside both."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from django.db import models
from django.db.models import QuerySet

from accounts.models import Change

from .passages import OWN, Passage, in_each_text, letters_of
from .written import UNREACHED, WRITTEN, Unreached, Written

SIDES = ("before", "after")
# What stands where a passage stood that was all of a link.
NO_LINK = "https://taken-out.invalid/"
# What stands, with its number, for the address of a page that was made of it.
NO_ADDRESS = "taken-out"
# The label of a line of history, and what stands for all of its texts.
OF_HISTORY, ALL_TEXTS = "accounts.change", "texts"


@dataclass(frozen=True)
class Sought:
    """What is to go: a passage, and the one text that was chosen instead of typed, if any.

    Of a chosen text all goes, also where the same words are too few to be looked for elsewhere.
    """

    passage: Passage
    label: str = ""
    row: int = 0
    column: str = ""

    @classmethod
    def of_text(cls, text: str, label: str, row: int, column: str) -> Sought:
        """All of one text. Copies of it go too: of a short one those that say nothing else."""
        is_short = len(letters_of(text)) < OWN
        return cls(Passage(text, only_whole=is_short), label, row, column)

    def is_chosen(self, written: Written, row: int, column: str) -> bool:
        """Whether this is the text that was chosen."""
        return (written.label, row, column) == (self.label, self.row, self.column)


def read_rows(sought: Sought, written: Written, rows: QuerySet, marks: list[str]) -> Iterator[dict]:
    """Of these records, those in which the passage stands: their number, and what their columns
    say without it.
    """
    for values in rows.values("pk", *written.columns).iterator():
        changed = {
            field.name: new
            for field in written.fields()
            if (new := _without(sought, written, field, values, marks)) != values[field.name]
        }
        if changed:
            yield {"pk": values["pk"], **changed}


def _without(
    sought: Sought, written: Written, field: models.Field, values: dict, marks: list[str]
) -> object:
    value, passage = values[field.name], sought.passage
    if sought.is_chosen(written, values["pk"], field.name):
        return _fitted(field, values["pk"], value, partial(_all_of, marks, field.max_length))
    if isinstance(field, models.JSONField):
        return passage.taken_out_of_all(value, marks)
    # What is short says elsewhere something of its own.
    if passage.only_whole or not value:
        return value
    if isinstance(field, models.URLField):
        return NO_LINK if passage.stands_in(value) else value
    take = partial(passage.taken_out_of, marks=marks, longest=field.max_length)
    return _fitted(field, values["pk"], value, take)


def _fitted(field: models.Field, pk: int, value: object, take: Callable[[str], str]) -> object:
    """What its column takes: a link stays an address, and no two records get the same name."""
    if isinstance(value, dict | list):
        return in_each_text(value, take)
    new = take(value)
    if new == value:
        return value
    if isinstance(field, models.URLField):
        return NO_LINK
    if isinstance(field, models.SlugField):
        return f"{NO_ADDRESS}-{pk}"
    return f"{new} {pk}"[-field.max_length :] if field.unique else new


def _all_of(marks: list[str], longest: int | None, text: str) -> str:
    fitting = (mark for mark in marks if longest is None or len(mark) <= longest)
    return next(fitting, "…") if text else text


def read_lines(sought: Sought, marks: list[str]) -> Iterator[tuple[Change, dict, dict]]:
    """The lines of history in which a passage stands, with what they said before and after without
    it; of a line that was chosen, nothing.
    """
    for change in Change.objects.filter(removed=False).order_by("pk").iterator():
        old = [json.loads(getattr(change, side) or "{}") for side in SIDES]
        is_chosen = (OF_HISTORY, change.pk) == (sought.label, sought.row)
        new = [{} if is_chosen else sought.passage.taken_out_of_all(one, marks) for one in old]
        if new != old:
            yield change, *new


def count_places(sought: Sought) -> list[tuple[str, int]]:
    """In how much of what the passage stands, in words, with the number: ("3 updates", 3)."""
    marks = ["…"]
    counts = [
        (written.number, sum(1 for _row in read_rows(sought, written, written.records(), marks)))
        for written in WRITTEN
    ]
    lines = sum(1 for _line in read_lines(sought, marks))
    counts.append((number_of_lines, lines))
    return [(number(count), count) for number, count in counts if count]


def number_of_lines(count: int) -> str:
    """So many lines of history, in words."""
    return f"{count:,} {'line' if count == 1 else 'lines'} of history"


@dataclass(frozen=True)
class Kept:
    """What holds a passage and keeps it, in words, and the pages of those that have one."""

    words: str
    pages: list[tuple[str, str]]


def read_unreached(passage: Passage) -> list[Kept]:
    """All that holds the passage and keeps it."""
    return [kept for one in UNREACHED if (kept := _kept(passage, one))]


def _kept(passage: Passage, one: Unreached) -> Kept | None:
    rows = one.records().order_by(one.column).values_list(one.column, flat=True).distinct()
    texts = [text for text in rows.iterator() if passage.stands_in(text)]
    found = one.records().filter(**{f"{one.column}__in": texts}) if one.page else ()
    pages = [(f"{one.page} {record.pk}", record.get_absolute_url()) for record in found]
    return Kept(one.number(len(texts)), pages) if texts else None
