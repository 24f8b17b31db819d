"""What a Word document would change in the self-assessments of a service, box by box."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from django.core.exceptions import ValidationError

from evidence.files.word.unit import Unit, Unreadable
from foundations.identifiers import identifiers
from foundations.models import FrameworkItem

from ..differences import IN, MOST_PAIRS, OUT, Piece, compare
from ..models import Answer, SelfAssessment
from ..places import Box
from ..services.boxes import as_lines, check_length
from ..templates import Template
from ..whole_assessment import Whole
from .reading import Left, Read, read_document, same_words, trimmed


class Effect(StrEnum):
    """What taking a document's text would do to a box: fill it, replace its words, empty it, or
    nothing, because the text cannot be taken.
    """

    NEW = "new"
    DIFFERS = "differs"
    EMPTY = "empty"
    SHUT = "shut"


@dataclass(frozen=True)
class Difference:
    """A box in which a document says something else than what is stored; why it cannot be taken, if
    it cannot.
    """

    box: Box
    url: str
    answer: Answer | None
    said: str
    seen: int
    why_not: str
    # How much comparing may cost, where many boxes differ.
    most: int

    @property
    def name(self) -> str:
        """What tells it from the others in a form."""
        return _name_of(self.box)

    @property
    def theme(self) -> FrameworkItem:
        return self.box.theme

    @property
    def effect(self) -> Effect:
        if self.why_not:
            return Effect.SHUT
        if not self.said:
            return Effect.EMPTY
        return Effect.DIFFERS if _stored_in(self.answer) else Effect.NEW

    @cached_property
    def pieces(self) -> list[Piece]:
        return compare(_stored_in(self.answer), self.said, self.most)

    @property
    def before(self) -> list[Piece]:
        """What is stored, with what the document takes out."""
        return [piece for piece in self.pieces if piece.kind != IN]

    @property
    def after(self) -> list[Piece]:
        """What the document says, with what it puts in."""
        return [piece for piece in self.pieces if piece.kind != OUT]


def _name_of(box: Box) -> str:
    return f"{box.theme.key}-{box.prompt.key}"


def _stored_in(answer: Answer | None) -> str:
    """A stored text as a document would bring it: without empty lines around it."""
    return trimmed(answer.text) if answer else ""


@dataclass(frozen=True)
class Brought:
    """What a document brings: what it `said` in each of its boxes, by their names (boxes of themes
    that it leaves out are not there), what is `left` in it, and whether one has to ask whose it is.
    """

    said: dict[str, str]
    left: list[Left]
    asks: bool = False


def brought_in(units: list[Unit], whole: Whole) -> Brought:
    """What a document brings.

    Raises Unreadable with the reason, also when it names another service or another round.
    """
    titles = {template.title: template for template in whole.templates}
    read = read_document(
        units, list(titles), [prompt.text for prompt in whole.templates[0].prompts]
    )
    _check_belongs(read, whole)
    said = {
        _name_of(box): as_lines(read.boxes[template.title][box.prompt.text])
        for template, box in whole.boxes()
        # A theme that is left out is no emptied theme.
        if template.title in read.boxes
    }
    left = [replace(one, title=_called(titles.get(one.title))) for one in read.left]
    # A template filled by hand names neither; then the page on which it is brought in decides.
    return Brought(said, left, asks=read.is_ours and not (read.service and read.round))


def _called(template: Template | None) -> str:
    return f"{template.theme.key} {template.theme.heading}" if template else ""


def _check_belongs(read: Read, whole: Whole) -> None:
    """Raises Unreadable for a document that says it is another service's, or another round's."""
    asked = f"This is the page of {whole.service} in {whole.round}."
    for name in read.services:
        if same_words(name) != same_words(whole.service.name):
            raise Unreadable(f"This document names another service, “{name}”. {asked}")
    for name in read.rounds:
        if same_words(name) != same_words(whole.round.name):
            raise Unreadable(f"This document names another round, “{name}”. {asked}")


def compare_document(whole: Whole, said: Mapping[str, str]) -> list[Difference]:
    """The boxes in which these texts, by the names of their boxes, differ from what is stored; in
    two statements.
    """
    rows = SelfAssessment.objects.filter(round=whole.round, service=whole.service).with_boxes()
    found = {row.theme_id: row for row in rows}
    pairs = (
        (box, found.get(box.theme.pk)) for _template, box in whole.boxes() if _name_of(box) in said
    )
    differing = [
        (box, assessment, answer)
        for box, assessment in pairs
        if _stored_in(answer := _answer_in(assessment, box)) != said[_name_of(box)]
    ]
    return [
        Difference(
            box=box,
            url=whole.url_of(box.theme),
            answer=answer,
            said=said[_name_of(box)],
            seen=answer.version if answer else 0,
            why_not=_why_not(assessment or SelfAssessment(round=whole.round), said[_name_of(box)]),
            # What comparing may cost is shared among the boxes: 76 long ones must not take minutes.
            most=MOST_PAIRS // len(differing),
        )
        for box, assessment, answer in differing
    ]


def _answer_in(assessment: SelfAssessment | None, box: Box) -> Answer | None:
    answers = assessment.answers.all() if assessment else []
    return next((answer for answer in answers if answer.prompt_id == box.prompt.pk), None)


def _why_not(assessment: SelfAssessment, text: str) -> str:
    """The sentence that says why a text cannot be taken; empty if it can."""
    try:
        assessment.check_takes_answers()
        check_length(text)
    except ValidationError as error:
        return " ".join(error.messages)
    if found := identifiers(text):
        return (
            f"The document's text seems to hold {' and '.join(found)}. Please take it out in the "
            "document and upload it again: nothing about a person may be kept here. "
            "This box has not been stored."
        )
    return ""
