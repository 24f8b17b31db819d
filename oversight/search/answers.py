"""What is shown of what was asked, answered, decided, measured and shared, where it was found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from django.db.models import QuerySet

from accounts.prepared import prepared
from accounts.together import Reading
from accounts.words import day
from actions.models import Need, Share
from evidence.models import Agreement, Measure, Reply

from ..questions.decisions import Decision
from ..questions.models import Question, Turn
from . import kinds
from .line import Line, line_of, line_under, rows_of
from .matching import Sought


def _reading_replies(pks: Sequence[int], sought: Sought, on: date) -> Reading:
    found = yield rows_of(on, Reply, "heard", "item", pks=pks)
    return {one.pk: _of_reply(one, sought) for one in found}


def _of_reply(reply: Reply, sought: Sought) -> Line:
    return line_under(
        reply.item,
        [reply.words],
        sought,
        url=f"{reply.heard.get_absolute_url()}#reply-{reply.pk}",
        note=f"{reply.get_kind_display()}, {day(reply.answered_on)}, to “{reply.heard.theme}”",
    )


def _reading_agreements(pks: Sequence[int], sought: Sought, on: date) -> Reading:
    found = yield rows_of(on, Agreement, "claim__sub_action__item", "service", "made_by", pks=pks)
    return {one.pk: _of_agreement(one, sought) for one in found}


def _of_agreement(said: Agreement, sought: Sought) -> Line:
    item = said.claim.sub_action.item
    note = f"{said.get_kind_display()}: {said.made_by}, {said.spoke_as}, {day(said.made_on)}"
    return line_under(item, [said.words], sought, url=f"{item.get_absolute_url()}#claim", note=note)


def _reading_needs(pks: Sequence[int], sought: Sought, on: date) -> Reading:
    found = yield rows_of(on, Need, "sub_action__item", "acting_service", pks=pks)
    return {one.pk: _of_need(one, sought) for one in found}


def _of_need(need: Need, sought: Sought) -> Line:
    answered = f"answered on {day(need.answered_on)}" if need.answered_on else "open"
    return line_under(
        need.sub_action.item,
        [need.would_help, need.answer, need.acting_body],
        sought,
        url=need.get_absolute_url(),
        note=f"{need.acts} must act, in the way since {day(need.since)}, {answered}",
    )


def _reading_parts(pks: Sequence[int], sought: Sought, on: date) -> Reading:
    found = yield _parts(on, pks=pks)
    return {one.pk: _of_part(one, sought) for one in found}


@prepared
def _parts(on: date, *, pks: Sequence[int]) -> QuerySet:
    return Share.objects.filter(pk__in=pks).order_by().for_page(on)


def _of_part(share: Share, sought: Sought) -> Line:
    spoke = f", {day(share.confirmed_on)}" if share.confirmed_on else ""
    return line_under(
        share.sub_action.item,
        [share.words, share.said or ""],
        sought,
        url=share.get_absolute_url(),
        note=f"{share}: {share.word}{spoke}",
    )


def _reading_measures(pks: Sequence[int], sought: Sought, on: date) -> Reading:
    found = yield rows_of(on, Measure, "item", pks=pks)
    return {
        one.pk: line_of(
            one.name,
            [one.why, one.data_source, one.gaps, one.baseline_unknown, one.unit],
            sought,
            url=one.get_absolute_url(),
            key=one.item.key,
            note=f"In {one.unit}",
        )
        for one in found
    }


def _reading_questions(pks: Sequence[int], sought: Sought, on: date) -> Reading:
    found, turns = yield rows_of(on, Question, "item", pks=pks), _turns(on, pks=pks)
    said: dict[int, list[str]] = {}
    for turn in turns:
        said.setdefault(turn.question_id, []).append(turn.words)
    return {one.pk: _of_question(one, said.get(one.pk, []), sought) for one in found}


@prepared
def _turns(on: date, *, pks: Sequence[int]) -> QuerySet:
    return Turn.objects.filter(question__in=pks)


def _of_question(question: Question, said: list[str], sought: Sought) -> Line:
    return line_of(
        question.words,
        [question.words, *said],
        sought,
        url=question.get_absolute_url(),
        key=question.item.key,
        note=f"Asked on {day(question.asked_on)}, {question.get_state_display()}",
    )


def _reading_decisions(pks: Sequence[int], sought: Sought, on: date) -> Reading:
    found = yield rows_of(on, Decision, "item", "service", "person", pks=pks)
    return {one.pk: _of_decision(one, sought) for one in found}


def _of_decision(decision: Decision, sought: Sought) -> Line:
    return line_of(
        decision.words,
        [decision.words, decision.outcome_words],
        sought,
        url=decision.get_absolute_url(),
        key=decision.item.key if decision.item else "",
        note=f"{decision.owner}, due {day(decision.due_on)}, {decision.get_outcome_display()}",
    )


READINGS: dict[str, Callable[..., Reading]] = {
    kinds.REPLY.key: _reading_replies,
    kinds.AGREED.key: _reading_agreements,
    kinds.NEED.key: _reading_needs,
    kinds.PART.key: _reading_parts,
    kinds.MEASURE.key: _reading_measures,
    kinds.QUESTION.key: _reading_questions,
    kinds.DECISION.key: _reading_decisions,
}
