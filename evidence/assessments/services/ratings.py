"""Writes of ratings: to what extent a recommendation is met, in worded steps; and of the words
themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.database import take_lock
from accounts.history import record
from accounts.models import User
from accounts.permissions import check
from accounts.versions import Conflict
from foundations.models import FrameworkItem, Kind

from ..models import Rating, Scale, SelfAssessment
from ..places import Place
from .boxes import begin
from .history import write_history
from .holding import hold_assessment

# "Consider the extent to which …" (Plan 21-24: Change Programme Outcomes); the steps are ours,
# until a council chooses its own.
FIRST_WORDS = ["Not at all", "To a small extent", "To some extent", "To a great extent", "Fully"]
FEWEST, MOST, LONGEST = 2, 7, 40  # steps, and characters of each: they stand in one list of choices
# One lock for all that reads or changes the words on offer; the number is its only name.
LOCK = 7_210_328
NOT_ON_OFFER = "Choose one of the steps shown. They may have been changed a moment ago."


@dataclass(frozen=True)
class Chosen:
    """The words chosen for a recommendation, and those that stood there when its page was
    opened.
    """

    recommendation: FrameworkItem
    before: str
    words: str


def current_words() -> list[str]:
    """The words that are offered now, the least first."""
    return words_of(Scale.objects.all()[:1])


def words_of(scales: Iterable[Scale]) -> list[str]:
    """The words of the newest scale, where it is read already; the first ones where there is
    none.
    """
    return next((scale.words for scale in scales), FIRST_WORDS)


def _current_scale() -> Scale:
    """The scale that is offered now; the first one is made when it is first used."""
    return Scale.objects.first() or Scale.objects.create(words=FIRST_WORDS)


@transaction.atomic
def change_ratings(*, by: User, place: Place, chosen: Iterable[Chosen]) -> dict[str, str]:
    """Rate the recommendations whose words were changed on a page.

    One that somebody else rated otherwise meanwhile is left as it is: these are given back by their
    keys, with the words that now stand. Raises PermissionDenied or ValidationError, as `rate` does.
    """
    check(by, "assess", place)
    chosen = list(chosen)
    if not chosen:
        return {}
    # Two people who rate at once wait for each other here, and nobody changes the words meanwhile.
    # This lock before the row's, as everywhere below.
    take_lock(LOCK)
    assessment = begin(place)
    hold_assessment(assessment)
    # Read after the lock: what stands now decides, not what stood when the page was opened.
    ratings = assessment.ratings.select_related("scale")
    stands = {rating.recommendation_id: rating.word for rating in ratings}
    meanwhile = {}
    for one in chosen:
        now = stands.get(one.recommendation.pk, "")
        if now not in (one.before, one.words):
            meanwhile[one.recommendation.key] = now
        # Both may have chosen the same word: then nothing is left to write.
        elif now != one.words:
            _rate(by, assessment, one.recommendation, one.words)
    return meanwhile


@transaction.atomic
def rate(
    *, by: User, assessment: SelfAssessment, recommendation: FrameworkItem, words: str
) -> Rating | None:
    """Say to what extent a recommendation is met, in words of the present scale; no words take the
    rating away.

    A rating given under other words keeps them until it is given anew. Raises PermissionDenied, or
    ValidationError for words that are not on offer, another theme's line, or a self-assessment that
    is not a draft.
    """
    check(by, "assess", assessment)
    take_lock(LOCK)
    hold_assessment(assessment)
    return _rate(by, assessment, recommendation, words)


def _rate(
    by: User, assessment: SelfAssessment, recommendation: FrameworkItem, words: str
) -> Rating | None:
    assessment.check_takes_answers()
    if (
        recommendation.kind != Kind.RECOMMENDATION
        or recommendation.parent_id != assessment.theme_id
    ):
        raise ValidationError("This recommendation belongs to another theme.")
    stored = (
        assessment.ratings.select_related("scale").filter(recommendation=recommendation).first()
    )
    rating = _put_rating(assessment, recommendation, words, by) if words else None
    before = _in_history(recommendation, stored.word if stored else "")
    if stored and not words:
        stored.delete()
    write_history(by, "rated", assessment, before, _in_history(recommendation, words))
    return rating


def _in_history(recommendation: FrameworkItem, words: str) -> dict[str, str]:
    return {"extent": f"{recommendation.key}: {words}" if words else ""}


def _put_rating(
    assessment: SelfAssessment, recommendation: FrameworkItem, words: str, by: User
) -> Rating:
    scale = _current_scale()
    if words not in scale.words:
        raise ValidationError(NOT_ON_OFFER)
    values = {
        "scale": scale,
        "place": scale.words.index(words),
        "rated_by": by,
        "rated_on": timezone.localdate(),
    }
    rating, _made = Rating.objects.update_or_create(
        assessment=assessment, recommendation=recommendation, defaults=values
    )
    return rating


@transaction.atomic
def change_words(
    *, by: User, words: list[str], reason: str, seen: list[str], on: date | None = None
) -> Scale:
    """Offer other words from now on, the least first; what was rated keeps the words it was given
    under.

    `seen` are the words that they take the place of; `on` is today unless entries of the past are
    brought in. Raises PermissionDenied, ValidationError for too few or too many words, the same
    word twice, or no change, or Conflict with the present scale when somebody else has changed the
    words meanwhile.
    """
    check(by, "open_rounds")
    take_lock(LOCK)
    words = [" ".join(word.split()) for word in words if word.strip()]
    _check_words(words)
    before = _current_scale()
    if words == before.words:
        raise ValidationError("These are the present steps. Change at least one.")
    if seen != before.words:
        raise Conflict(before)
    made_on = on or timezone.localdate()
    scale = Scale.objects.create(words=words, made_by=by, made_on=made_on, reason=reason)
    said = {"before": {"words": before.words}, "after": {"words": words, "reason": reason}}
    record(by=by, act="changed the words", thing="scale", key=str(scale.pk), **said)
    return scale


def _check_words(words: list[str]) -> None:
    if not FEWEST <= len(words) <= MOST:
        raise ValidationError(
            f"Write {FEWEST} to {MOST} steps, one a line; there are {len(words)}."
        )
    if len({word.casefold() for word in words}) < len(words):
        raise ValidationError("Two steps have the same words.")
    if any(len(word) > LONGEST for word in words):
        raise ValidationError(f"Shorten each step to {LONGEST} characters.")
