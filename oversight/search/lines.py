"""What is shown of each thing that was found: its name, where it leads, and its passage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from accounts.models import User
from accounts.together import Reading
from accounts.words import day
from actions.models import Action, ProgressUpdate, SubAction
from evidence.agreed.answers import AnsweredCall, reading_answered
from evidence.agreed.rows import Row, reading_rows_with_owners
from evidence.models import Answer, EvidenceItem, Heard, Submission
from foundations.models import FrameworkItem
from foundations.names import first_words

from . import kinds
from .matching import Sought
from .passages import Piece, holds_mark, marked, passage

# Of a title; and who could read all of a list of names?
LONGEST = 110


@dataclass(frozen=True)
class Line:
    """One thing that was found. `row` is what pages show of it elsewhere: of a call or sub-action
    how it goes, of a person what she does.
    """

    title: list[Piece]
    url: str = ""
    note: str = ""
    passage: list[Piece] = field(default_factory=list)
    key: str = ""
    row: Any = None


def _line(title: str, texts: Iterable[str], sought: Sought, **said: Any) -> Line:
    """With the passage where its title does not hold the words already."""
    called = marked(first_words(title, LONGEST), sought)
    cut = len(title) > LONGEST
    told = [] if holds_mark(called) and not cut else passage(texts, sought)
    return Line(called, passage=told, **said)


def reading_lines(kind: kinds.Found, pks: Sequence[int], sought: Sought, on: date) -> Reading:
    """The lines of the records of a kind with these numbers, in their order."""
    if not pks:
        return []
    found = yield from READINGS[kind.key](pks, sought, on)
    return [found[pk] for pk in pks if pk in found]


def _reading_calls(pks: Sequence[int], sought: Sought, on: date) -> Reading:
    calls = list((yield FrameworkItem.objects.with_answers().filter(pk__in=pks)))
    answered = yield from reading_answered(calls, on)
    return {row.call.pk: _of_call(row, sought) for row in answered}


def _of_call(row: AnsweredCall, sought: Sought) -> Line:
    call = row.call
    return _line(
        call.text or call.title, [call.text, call.heading], sought, **_place(call), row=row
    )


def _place(item: FrameworkItem) -> dict[str, str]:
    return {"url": item.get_absolute_url(), "key": item.key}


def _reading_sub_actions(pks: Sequence[int], sought: Sought, on: date) -> Reading:
    rows = yield from reading_rows_with_owners([], on, pks)
    return {row.sub_action.item_id: _of_sub_action(row, sought) for row in rows.values()}


def _of_sub_action(row: Row, sought: Sought) -> Line:
    item = row.sub_action.item
    return _line(item.title, [item.text], sought, **_place(item), row=row)


def _reading_actions(pks: Sequence[int], sought: Sought, on: date) -> Reading:
    found = yield Action.objects.for_row().filter(item__in=pks)
    return {
        one.item_id: _line(
            one.item.title,
            [one.item.text],
            sought,
            **_place(one.item),
            note=f"Led by {one.service}" if one.service else "No service leads it",
        )
        for one in found
    }


def _reading_texts(pks: Sequence[int], sought: Sought, on: date) -> Reading:
    found = yield FrameworkItem.objects.filter(pk__in=pks).select_related("parent__parent")
    return {one.pk: _of_text(one, sought) for one in found}


def _of_text(item: FrameworkItem, sought: Sought) -> Line:
    note = "" if item.kind in kinds.OWN_KINDS else item.label
    return _line(
        item.title, [item.text], sought, url=item.get_absolute_url(), note=note,
        key=item.key if item.kind in kinds.OWN_KINDS else "",
    )  # fmt: skip


def _reading_updates(pks: Sequence[int], sought: Sought, on: date) -> Reading:
    found = yield _with(ProgressUpdate, pks, "sub_action__item", "service")
    return {one.pk: _of_update(one, sought) for one in found}


def _of_update(update: ProgressUpdate, sought: Sought) -> Line:
    item = update.sub_action.item
    texts = [update.changed, update.difference, update.next_step]
    return Line(
        [Piece(first_words(item.title, LONGEST))],
        **_place(item) | {"url": f"{item.get_absolute_url()}#update-{update.pk}"},
        note=f"{update.get_status_display()}, {day(update.posted_on)}, {update.service}",
        passage=passage(texts, sought),
    )


def _reading_evidence(pks: Sequence[int], sought: Sought, on: date) -> Reading:
    found = yield _with(EvidenceItem, pks, "service")
    return {
        one.pk: _line(
            one.title,
            [one.shows, one.words, one.file_name, one.title],
            sought,
            url=one.get_absolute_url(),
            note=", ".join(
                [one.get_medium_display(), day(one.dated_on), str(one.service or "Champions Board")]
            ),
        )
        for one in found
    }


def _reading_heard(pks: Sequence[int], sought: Sought, on: date) -> Reading:
    found = yield _with(Heard, pks)
    return {
        one.pk: Line(
            marked(first_words(one.theme, LONGEST), sought),
            one.get_absolute_url(),
            f"{one.get_kind_display()}, {day(one.heard_on)}",
            passage([one.words, one.theme], sought),
        )
        for one in found
    }


OF = ("assessment__theme", "assessment__service", "assessment__round")


def _reading_submitted(pks: Sequence[int], sought: Sought, on: date) -> Reading:
    found = yield _with(Submission, pks, *OF)
    return {one.pk: _of_assessment(one, one.texts.values(), sought) for one in found}


def _reading_drafts(pks: Sequence[int], sought: Sought, on: date) -> Reading:
    found = yield _with(Answer, pks, *OF)
    return {one.pk: _of_assessment(one, [one.text], sought) for one in found}


def _of_assessment(one: Submission | Answer, texts: Iterable[str], sought: Sought) -> Line:
    held = one.assessment
    return Line(
        [Piece(held.theme.heading)],
        held.get_absolute_url(),
        f"{held.service}, {held.round}",
        passage(texts, sought),
        held.theme.key,
    )


def _reading_people(pks: Sequence[int], sought: Sought, on: date) -> Reading:
    owned = SubAction.objects.to_be_done().select_related("item")
    people = User.objects.filter(pk__in=pks).with_roles(on)
    found = yield people.prefetch_related(Prefetch("owned_sub_actions", owned, to_attr="work"))
    return {one.pk: Line(marked(one.name, sought), row=one) for one in found}


def _with(model: type, pks: Sequence[int], *related: str) -> QuerySet:
    rows = model.objects.filter(pk__in=pks).order_by()
    return rows.select_related(*related) if related else rows


def page_lines(pages: Iterable[dict]) -> list[Line]:
    """The lines of pages that are cited."""
    return [
        Line(
            [Piece(f"{page['book']}, page {page['page']}")],
            reverse("cited-page", args=[page["document"], page["page"]]),
        )
        for page in pages
    ]


READINGS: dict[str, Callable[..., Reading]] = {
    kinds.CALL.key: _reading_calls,
    kinds.SUB_ACTION.key: _reading_sub_actions,
    kinds.ACTION.key: _reading_actions,
    kinds.THEME.key: _reading_texts,
    kinds.TEXT.key: _reading_texts,
    kinds.UPDATE.key: _reading_updates,
    kinds.PIECE.key: _reading_evidence,
    kinds.SAID.key: _reading_heard,
    kinds.ASSESSED.key: _reading_submitted,
    kinds.DRAFT.key: _reading_drafts,
    kinds.PERSON.key: _reading_people,
}
