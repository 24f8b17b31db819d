"""Writes of what a Word document brings, and of taking it back."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.history import record
from accounts.models import User
from accounts.permissions import check
from accounts.versions import Conflict
from foundations.services.rounds import join_round

from ..models import Answer, SelfAssessment, WordUpload
from ..places import Box, Place
from ..services.boxes import save_answer
from ..uploads import digest_of
from ..whole_assessment import Whole
from .comparing import Difference

NOTHING_LEFT = "There is nothing to undo here any more: it is undone, or the theme is submitted."


@dataclass
class Outcome:
    """What became of the boxes of a document: those taken, the texts of the rest by the names of
    their boxes, and which of these somebody else saved meanwhile.
    """

    taken: list[Difference] = field(default_factory=list)
    rest: dict[str, str] = field(default_factory=dict)
    conflicts: set[str] = field(default_factory=set)

    @property
    def filled(self) -> int:
        """How many boxes hold the document's words now."""
        return sum(bool(one.said) for one in self.taken)

    @property
    def emptied(self) -> int:
        return len(self.taken) - self.filled


@dataclass
class Undone:
    """What became of the boxes of an upload that was taken back: those that hold again what they
    held, and those in which somebody has written since, which are left as they are.
    """

    restored: list[Answer] = field(default_factory=list)
    written_since: list[Answer] = field(default_factory=list)


@transaction.atomic
def take_texts(*, by: User, whole: Whole, wanted: list[Difference]) -> Outcome:
    """Store what a document says in these boxes, each for itself, keep what they held before, and
    write one line of history for all.

    `seen` of each is the version that was read. One that somebody else saved meanwhile is left as
    it is and named, as is one that takes nothing, or not this. Raises PermissionDenied.
    """
    check(by, "assess", whole)
    join_round(whole.round.pk)
    outcome, answers = Outcome(), []
    themes = [one.theme.pk for one in wanted]
    _hold(SelfAssessment.objects.filter(round=whole.round, service=whole.service, theme__in=themes))
    for one in wanted:
        try:
            if one.why_not:
                raise ValidationError(one.why_not)
            saved = save_answer(by=by, box=one.box, seen=one.seen, text=one.said)
        # Also where it was submitted or set aside meanwhile, or the round was closed.
        except (Conflict, ValidationError) as error:
            outcome.rest[one.name] = one.said
            if isinstance(error, Conflict):
                outcome.conflicts.add(one.name)
        else:
            outcome.taken.append(one)
            answers.append(saved.answer)
    if outcome.taken:
        _keep_before(by, outcome.taken, answers)
        themes = [one.theme.key for one in outcome.taken]
        _write_history(by, "brought in a Word document", whole, themes)
    return outcome


def _keep_before(by: User, taken: list[Difference], answers: list[Answer]) -> None:
    """Keep what each box held, a row a theme: a draft has no versions."""
    now = timezone.now()
    pairs = zip(taken, answers, strict=True)
    for assessment, group in groupby(pairs, key=lambda pair: pair[1].assessment_id):
        boxes = {
            one.box.prompt.key: {
                # Of that version, or the save had been a conflict.
                "before": one.answer.text if one.answer else "",
                "took": digest_of(answer.text),
            }
            for one, answer in group
        }
        WordUpload.objects.create(assessment_id=assessment, boxes=boxes, made_by=by, made_at=now)


@transaction.atomic
def undo(*, by: User, place: Whole | Place, uploads: QuerySet) -> Undone:
    """Give the boxes of these uploads of a service in a round what they held before, and write one
    line of history.

    What somebody has written since is never overwritten: that box is named, and what it held stays
    with the upload. Raises PermissionDenied, or ValidationError where there is nothing to take back
    any more.
    """
    check(by, "assess", place)
    join_round(place.round.pk)
    undone = Undone()
    for upload in _standing(place, uploads):
        left = {
            key: kept
            for key, kept in upload.boxes.items()
            if not _give_back(by, upload, key, undone)
        }
        if left:
            WordUpload.objects.filter(pk=upload.pk).update(boxes=left)
        else:
            upload.delete()
    if not undone.restored and not undone.written_since:
        raise ValidationError(NOTHING_LEFT)
    if undone.restored:
        themes = [answer.assessment.theme.key for answer in undone.restored]
        _write_history(by, "undid the upload of a Word document", place, themes)
    return undone


def _hold(assessments: QuerySet) -> None:
    """Nobody else submits or takes back these self-assessments until this transaction ends."""
    # Before any of their boxes, as whoever submits does: else two would wait for each other.
    rows = assessments.order_by("pk").select_for_update(of=("self",), no_key=True)
    list(rows.values("pk"))


def _standing(place: Whole | Place, uploads: QuerySet) -> list[WordUpload]:
    """The uploads as they stand once nobody else changes them, in the order in which boxes are
    written.
    """
    theirs = SelfAssessment.objects.filter(uploads__in=uploads.values("pk")).values("pk")
    _hold(SelfAssessment.objects.filter(pk__in=theirs))
    standing = WordUpload.objects.to_undo(place.service, place.round).values("pk")
    rows = uploads.filter(pk__in=standing).order_by("assessment__theme__order", "-pk")
    held = rows.select_for_update(of=("self",), no_key=True)
    return list(held)


def _give_back(by: User, upload: WordUpload, prompt: str, undone: Undone) -> bool:
    """Whether a box holds again what it held before this upload."""
    rows = Answer.objects.select_related(
        "prompt", "assessment__theme", "assessment__service", "assessment__round"
    )
    answer = rows.get(assessment=upload.assessment_id, prompt__key=prompt)
    held, kept = answer.assessment, upload.boxes[prompt]
    box = Box(held.round, held.service, held.theme, answer.prompt, answer)
    try:
        if digest_of(answer.text) != kept["took"]:
            raise Conflict(answer)
        save_answer(by=by, box=box, seen=answer.version, text=kept["before"])
    except Conflict:
        undone.written_since.append(answer)
        return False
    undone.restored.append(answer)
    return True


def _write_history(by: User, act: str, place: Whole | Place, themes: list[str]) -> None:
    """One line, since saving an answer writes none. `themes`: the theme of each box."""
    after = {
        "round": place.round.name,
        "themes": list(dict.fromkeys(themes)),
        "boxes": len(themes),
    }
    record(by=by, act=act, thing="service", key=place.service.key, before={}, after=after)
