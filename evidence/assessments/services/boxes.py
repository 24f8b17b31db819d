"""Writes of boxes: one while somebody types in it, or all of a page at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.permissions import check
from accounts.versions import Conflict
from accounts.words import is_blank
from actions.services.progress import moment
from foundations.identifiers import identifiers, mask_identifiers
from foundations.models import FrameworkItem
from foundations.services.rounds import join_round

from ..models import (
    Answer,
    SelfAssessment,
    check_is_open,
    check_may_begin,
    check_theme_has_template,
)
from ..places import Box, Place
from .holding import hold_assessment

LONGEST = 20_000  # characters a box: several printed pages; all 76 of them fit into one document
NOT_PRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True)
class Saved:
    """An answer as it was stored, and the kinds of identifier that were masked in it."""

    answer: Answer
    masked: list[str]


def save_answer(*, by: User, box: Box, seen: int, text: str, on: date | None = None) -> Saved:
    """Store what stands in a box while people type, without a line of history.

    What looks like a personal identifier is masked in what is stored. `seen` is 0 for a box that
    nobody has saved yet; `on` is today unless entries of the past are brought in. The same text
    sent twice is stored once. Raises PermissionDenied, ValidationError for a text that is too long
    or a box that takes no more, or Conflict with the answer as it now stands.
    """
    check(by, "assess", box)
    check_length(text)
    stored = mask_identifiers(as_lines(text)) if not is_blank(text) else ""
    answer = box.answer or _find_answer(box) or _begin(box)
    # For the sentence; what decides is the UPDATE below.
    answer.assessment.check_takes_answers()
    values = {"text": stored, "saved_by": by, "saved_at": moment(on), "version": answer.version + 1}
    # The version stands in the UPDATE itself, so two writers cannot both pass. So does what may
    # have become of the self-assessment since it was read.
    taking = SelfAssessment.objects.filter(pk=answer.assessment_id).taking_answers()
    # Who saw nothing (0) may write over the empty answer that begins a box, whose version is 1.
    rows = Answer.objects.filter(pk=answer.pk, version=seen + (seen == 0), assessment__in=taking)
    # One statement costs no savepoint. It looks at the round when nobody can close it any more.
    with transaction.atomic(savepoint=False):
        join_round(box.round.pk)
        is_stored = rows.update(**values)
    if not is_stored:
        return Saved(_saved_meanwhile(answer, stored), identifiers(text))
    for name, value in values.items():
        setattr(answer, name, value)
    return Saved(answer, identifiers(text))


def _saved_meanwhile(answer: Answer, text: str) -> Answer:
    """The answer as it now stands, if it says the same: a save sent again.

    Raises ValidationError if the box takes no more, or Conflict if somebody else saved it.
    """
    # A phone that got no answer sends again: what says the same is no conflict.
    current = Answer.objects.select_related("saved_by", "assessment__round").get(pk=answer.pk)
    if current.text != text:
        current.assessment.check_takes_answers()
        raise Conflict(current)
    return current


def _find_answer(box: Box) -> Answer | None:
    """The answer in this box with its self-assessment; None before anybody has saved it."""
    rows = Answer.objects.select_related("assessment__round", "assessment__service")
    return rows.filter(
        assessment__theme=box.theme,
        assessment__service=box.service,
        assessment__round=box.round,
        prompt=box.prompt,
    ).first()


def begin(place: Place) -> SelfAssessment:
    """The self-assessment at a place; where nobody has begun it, it begins with an empty box.

    Raises ValidationError for a theme without a template, or a round that is closed.
    """
    rows = SelfAssessment.objects.of_theme(place.theme, place.service, place.round)
    return rows.for_change().first() or _begin(place.box(place.prompts[0])).assessment


@transaction.atomic
def _begin(box: Box) -> Answer:
    """An empty answer, and its self-assessment where this is the first; two who begin at once get
    the same. Whoever submits it now is waited for, since she could not see this box.
    """
    check_theme_has_template(box.theme)
    join_round(box.round.pk)
    box.round.refresh_from_db()
    check_is_open(box.round)
    try:
        # In a transaction of its own: on PostgreSQL the surrounding one would be lost with it.
        with transaction.atomic():
            assessment, made = SelfAssessment.objects.get_or_create(
                theme=box.theme, service=box.service, round=box.round
            )
            if made:
                check_may_begin(box.service)
            answer, _made = Answer.objects.get_or_create(assessment=assessment, prompt=box.prompt)
    except IntegrityError:
        answer = _find_answer(box)
    hold_assessment(answer.assessment)
    return answer


def as_lines(text: str) -> str:
    """A text as it is stored: one sort of line end, and no control characters, which Word cannot
    hold.
    """
    # Browsers send two signs for a line end, and scripts one: without this each save would differ.
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return NOT_PRINTABLE.sub("", lines)


def check_length(text: str) -> None:
    """Raises ValidationError for a text that no box holds."""
    if len(text) > LONGEST:
        raise ValidationError(f"Shorten this to {LONGEST:,} characters; it has {len(text):,}.")


@dataclass(frozen=True)
class Typed:
    """What somebody typed into a box, and the version of the answer that she had read."""

    prompt: FrameworkItem
    text: str
    seen: int


@dataclass
class Outcome:
    """What became of the boxes, by their prompts: the answers saved, and those that others saved
    meanwhile.
    """

    saved: dict[str, Answer] = field(default_factory=dict)
    conflicts: dict[str, Answer] = field(default_factory=dict)
    # What others rated meanwhile, by the keys of the recommendations.
    ratings: dict[str, str] = field(default_factory=dict)

    @property
    def in_conflict(self) -> bool:
        """Whether others changed meanwhile what was changed here too."""
        return bool(self.conflicts or self.ratings)


def save_boxes(*, by: User, place: Place, typed: Iterable[Typed]) -> Outcome:
    """Save each box for itself; one that somebody else saved meanwhile is left as it is, and named.

    Raises PermissionDenied, or ValidationError when nothing is taken here any more.
    """
    check(by, "assess", place)
    outcome = Outcome()
    for one in typed:
        try:
            # Its own transaction each: what somebody else saved does not cost her the other boxes.
            saved = save_answer(by=by, box=place.box(one.prompt), seen=one.seen, text=one.text)
        except Conflict as conflict:
            outcome.conflicts[one.prompt.key] = conflict.current
        else:
            outcome.saved[one.prompt.key] = saved.answer
    return outcome
