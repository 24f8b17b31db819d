"""What is shown of each thing that was found: its name, where it leads, and its passage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from accounts.models import User
from accounts.prepared import prepared
from accounts.together import Reading, side_by_side
from accounts.words import day
from actions.models import Action, ProgressUpdate, SubAction
from evidence.models import Answer, EvidenceItem, Heard, Submission
from foundations.models import FrameworkItem
from foundations.names import first_words

from . import answers, kinds
from .line import LONGEST, Line, line_of, line_under, place_of, rows_of
from .matching import Sought
from .passages import Piece, marked, passage
from .work import AnsweredCall, Work, reading_work

# The numbers of what was found, and its lines, by its kind.
Numbers = Mapping[kinds.Found, Sequence[int]]
Lines = dict[kinds.Found, list[Line]]


def reading_lines(found: Numbers, sought: Sought, on: date) -> Reading:
    """The lines of what has these numbers, in their order."""
    others = {kind: pks for kind, pks in found.items() if pks and kind.key in READINGS}
    (calls, work), *lines = yield from side_by_side(
        reading_work(found.get(kinds.CALL, []), found.get(kinds.SUB_ACTION, []), on),
        *(READINGS[kind.key](pks, sought, on) for kind, pks in others.items()),
    )
    every = dict(zip(others, lines, strict=True))
    every[kinds.CALL] = {call.item.pk: _of_work(call, sought) for call in calls}
    every[kinds.SUB_ACTION] = {one.item.pk: _of_work(one, sought) for one in work}
    return {
        kind: [every[kind][pk] for pk in pks if pk in every[kind]]
        for kind, pks in found.items()
        if kind in every
    }


def _of_work(row: AnsweredCall | Work, sought: Sought) -> Line:
    item = row.item
    texts = [item.text, item.heading]
    return line_of(item.text or item.title, texts, sought, **place_of(item), row=row)


def _reading_actions(pks: Sequence[int], sought: Sought, on: date) -> Reading:
    found = yield _actions(on, items=pks)
    return {
        one.item_id: line_of(
            one.item.title,
            [one.item.text],
            sought,
            **place_of(one.item),
            note=f"Led by {one.service}" if one.service else "No service leads it",
        )
        for one in found
    }


def _reading_texts(pks: Sequence[int], sought: Sought, on: date) -> Reading:
    found = yield rows_of(on, FrameworkItem, "parent__parent", pks=pks)
    return {one.pk: _of_text(one, sought) for one in found}


def _of_text(item: FrameworkItem, sought: Sought) -> Line:
    note = "" if item.kind in kinds.OWN_KINDS else item.label
    return line_of(
        item.title, [item.text], sought, url=item.get_absolute_url(), note=note,
        key=item.key if item.kind in kinds.OWN_KINDS else "",
    )  # fmt: skip


def _reading_updates(pks: Sequence[int], sought: Sought, on: date) -> Reading:
    found = yield rows_of(on, ProgressUpdate, "sub_action__item", "service", pks=pks)
    return {one.pk: _of_update(one, sought) for one in found}


def _of_update(update: ProgressUpdate, sought: Sought) -> Line:
    item = update.sub_action.item
    texts = [update.changed, update.difference, update.next_step]
    return line_under(
        item,
        texts,
        sought,
        url=f"{item.get_absolute_url()}#update-{update.pk}",
        note=f"{update.get_status_display()}, {day(update.posted_on)}, {update.service}",
    )


def _reading_evidence(pks: Sequence[int], sought: Sought, on: date) -> Reading:
    found = yield rows_of(on, EvidenceItem, "service", pks=pks)
    return {
        one.pk: line_of(
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
    found = yield rows_of(on, Heard, pks=pks)
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
    found = yield rows_of(on, Submission, *OF, pks=pks)
    return {one.pk: _of_assessment(one, one.texts.values(), sought) for one in found}


def _reading_drafts(pks: Sequence[int], sought: Sought, on: date) -> Reading:
    found = yield rows_of(on, Answer, *OF, pks=pks)
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
    found = yield _people(on, pks=pks)
    return {one.pk: Line(marked(one.name, sought), row=one) for one in found}


@prepared
def _actions(on: date, *, items: Sequence[int]) -> QuerySet:
    return Action.objects.for_row().filter(item__in=items)


@prepared
def _people(on: date, *, pks: Sequence[int]) -> QuerySet:
    owned = SubAction.objects.to_be_done().select_related("item")
    people = User.objects.filter(pk__in=pks).with_roles(on)
    return people.prefetch_related(Prefetch("owned_sub_actions", owned, to_attr="work"))


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
    kinds.ACTION.key: _reading_actions,
    kinds.THEME.key: _reading_texts,
    kinds.TEXT.key: _reading_texts,
    kinds.UPDATE.key: _reading_updates,
    kinds.PIECE.key: _reading_evidence,
    kinds.SAID.key: _reading_heard,
    kinds.ASSESSED.key: _reading_submitted,
    kinds.DRAFT.key: _reading_drafts,
    kinds.PERSON.key: _reading_people,
    **answers.READINGS,
}
