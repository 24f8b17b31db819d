"""Whether records still say what the last line of the history that names them says: where the
newest lines are gone, what they told of stands in the records all the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.db import models

from accounts.history import plain
from accounts.models import Change, Service, User
from accounts.removal.services import AGAIN
from actions.models import Action, SubAction
from evidence.models import EvidenceItem, Heard, Measure, SelfAssessment, Session
from foundations.models import Correction, Link, Round

# What its own lines tell of alone; what others tell of too (an entry and its replies) may differ.
COMPARED: dict[str, type[models.Model]] = {
    "person": User,
    "service": Service,
    "round": Round,
    "link": Link,
    "correction": Correction,
    "action": Action,
    "sub-action": SubAction,
    "evidence": EvidenceItem,
    "measure": Measure,
    "session": Session,
    "heard": Heard,
    "self-assessment": SelfAssessment,
}
# Of these each has a line from the day on which it was made.
TOLD_AT_ONCE = {"round", "evidence", "measure", "heard"}
# Whose keys these are made of.
NAMED_BY = {"link": ["from_item", "to_item"], "action": ["item"], "sub-action": ["item"]}
# What is set without a line of its own: by a new update, whose day is told; by the weekly check of
# links; by whoever takes a passage out of a file. Of what was heard lines leave out the words that
# stay inside, and its replies have words and a kind of their own.
NOT_TOLD = {
    "sub-action": {"confirmed_on"},
    "evidence": {"answer", "file_type", "file_name", "file_size", "file_note", "pictures"},
    "heard": {"kind", "theme", "words", "version"},
}


def records_ahead() -> list[str]:
    """What differs from the last line that names it, as "evidence 12: title", and what no line
    names, as "evidence 12".

    Nothing is known of what a line told from which a passage was taken out, nor of what it stood
    for before.
    """
    return [said for thing, model in COMPARED.items() for said in _ahead(thing, model)]


def _ahead(thing: str, model: type[models.Model]) -> Iterator[str]:
    last, columns = _last_said(thing), _columns_of(model) - NOT_TOLD.get(thing, set())
    rows = model._default_manager.select_related(*NAMED_BY.get(thing, [None]))
    for record in rows.order_by("pk").iterator():
        key = record.name if model is Link else str(getattr(record, "key", record.pk))
        if key not in last and thing in TOLD_AT_ONCE:
            yield f"{thing} {key}"
        for name, value in last.get(key, {}).items():
            if name in columns and value != plain(getattr(record, name)):
                yield f"{thing} {key}: {name}"


def _columns_of(model: type[models.Model]) -> set[str]:
    # Those of another record say its words, which may have changed since.
    own = [field for field in model._meta.concrete_fields if not field.is_relation]
    return {field.name for field in own}


def _last_said(thing: str) -> dict[str, dict]:
    """By key, what the newest line that names a field says of it."""
    said: dict[str, dict] = {}
    unknown = set()
    for line in Change.objects.filter(thing=thing).order_by("-id").iterator():
        if line.removed:
            unknown.add(line.key)
            said.setdefault(line.key, {})
        elif line.act.startswith(AGAIN):  # of an older day
            said.setdefault(line.key, {})
        elif line.key not in unknown:
            before, after = (json.loads(text or "{}") for text in (line.before, line.after))
            said[line.key] = dict.fromkeys(before) | after | said.get(line.key, {})
    return said
