"""What can be found, kind by kind: how each is called, and which of its records hold the words.

Who may read a record is asked of the record itself, by the same querysets as on its own pages; an
index only says in which there is a word.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from accounts.prepared import prepared
from actions.models import Need, ProgressUpdate, Share, ShareWord
from evidence.models import (
    Agreement,
    Answer,
    AssessmentState,
    EvidenceItem,
    Heard,
    Measure,
    Reply,
    Submission,
)
from foundations.models import FrameworkItem, Kind

from ..questions.decisions import Decision
from ..questions.models import Question, State, Turn
from .indexed import (
    AGREEMENTS,
    BOXES,
    DECISIONS,
    EVIDENCE,
    HEARD,
    MEASURES,
    NAMES_OF_EVIDENCE,
    NEEDS,
    PEOPLE,
    QUESTIONS,
    REPLIES,
    SHARE_WORDS,
    SHARES,
    SUBMITTED,
    TEXTS,
    THEMES_HEARD,
    TURNS,
    UPDATES,
    Indexed,
)
from .matching import Matching

# Of each kind; who wants to see more of them types another word.
MOST = 200
# What is published beside these is one kind: texts that somebody reads, not work.
OWN_KINDS = (Kind.CALL, Kind.SUB_ACTION, Kind.ACTION, Kind.THEME)


@dataclass(frozen=True)
class Found:
    """A kind of what is found: what an address calls it, and the words for one and for many.
    `lists` give the numbers of its records that hold the words, the first lists first.
    """

    key: str
    one: str
    many: str
    lists: tuple[Callable[..., QuerySet], ...] = ()

    @property
    def title(self) -> str:
        return self.many[0].upper() + self.many[1:]


def _newest(rows: QuerySet, indexed: Indexed, asked: str) -> QuerySet:
    """Those that hold the words, what came last first: so the database need not read them all."""
    held = rows.filter(pk__in=Matching(indexed, asked)).order_by("-pk")
    return held.values_list("pk", flat=True)[: MOST + 1]


def _as_printed(rows: QuerySet, asked: str) -> QuerySet:
    """As they were brought in: what is published in its order, and then what people added."""
    held = rows.filter(pk__in=Matching(TEXTS, asked)).order_by("pk")
    return held.values_list("pk", flat=True)[: MOST + 1]


def _texts(kind: Kind) -> Callable[..., QuerySet]:
    @prepared
    def held(on: date, *, user: User, asked: str) -> QuerySet:
        return _as_printed(FrameworkItem.objects.of_kind(kind), asked)

    return held


@prepared
def _other_texts(on: date, *, user: User, asked: str) -> QuerySet:
    return _as_printed(FrameworkItem.objects.exclude(kind__in=OWN_KINDS), asked)


@prepared
def _updates(on: date, *, user: User, asked: str) -> QuerySet:
    return _newest(ProgressUpdate.objects.current().visible_to(user), UPDATES, asked)


@prepared
def _evidence_by_name(on: date, *, user: User, asked: str) -> QuerySet:
    return _newest(EvidenceItem.objects.current().visible_to(user), NAMES_OF_EVIDENCE, asked)


@prepared
def _evidence(on: date, *, user: User, asked: str) -> QuerySet:
    return _newest(EvidenceItem.objects.current().visible_to(user), EVIDENCE, asked)


@prepared
def _heard_by_theme(on: date, *, user: User, asked: str) -> QuerySet:
    return _newest(Heard.objects.current().visible_to(user), THEMES_HEARD, asked)


@prepared
def _heard(on: date, *, user: User, asked: str) -> QuerySet:
    return _newest(Heard.objects.current().visible_to(user), HEARD, asked)


@prepared
def _replies(on: date, *, user: User, asked: str) -> QuerySet:
    rows = Reply.objects.answered().filter(heard__removed_on=None)
    return _newest(rows.visible_to(user), REPLIES, asked)


@prepared
def _agreements(on: date, *, user: User, asked: str) -> QuerySet:
    return _newest(Agreement.objects.given(), AGREEMENTS, asked)


@prepared
def _needs(on: date, *, user: User, asked: str) -> QuerySet:
    return _newest(Need.objects.filter(withdrawn_on=None), NEEDS, asked)


@prepared
def _shares(on: date, *, user: User, asked: str) -> QuerySet:
    return _newest(Share.objects.open(), SHARES, asked)


@prepared
def _shares_by_word(on: date, *, user: User, asked: str) -> QuerySet:
    """By the words that stand on the page: those that were said last."""
    said = ShareWord.objects.exclude(words="")
    later = said.filter(share=OuterRef("share"), pk__gt=OuterRef("pk"))
    last = said.filter(~Exists(later), share__ended_on=None).order_by("-pk")
    last = last.filter(pk__in=Matching(SHARE_WORDS, asked))
    return last.values_list("share", flat=True)[: MOST + 1]


@prepared
def _measures(on: date, *, user: User, asked: str) -> QuerySet:
    return _newest(Measure.objects.all(), MEASURES, asked)


@prepared
def _questions(on: date, *, user: User, asked: str) -> QuerySet:
    return _newest(Question.objects.exclude(state=State.TAKEN_BACK), QUESTIONS, asked)


@prepared
def _questions_by_answer(on: date, *, user: User, asked: str) -> QuerySet:
    said = Turn.objects.exclude(question__state=State.TAKEN_BACK).order_by("-pk")
    said = said.filter(pk__in=Matching(TURNS, asked))
    return said.values_list("question", flat=True)[: MOST + 1]


@prepared
def _decisions(on: date, *, user: User, asked: str) -> QuerySet:
    return _newest(Decision.objects.all(), DECISIONS, asked)


@prepared
def _submitted(on: date, *, user: User, asked: str) -> QuerySet:
    """What was submitted last, which everyone may read."""
    later = Submission.objects.filter(
        assessment=OuterRef("assessment"), number__gt=OuterRef("number")
    )
    last = Submission.objects.exclude(assessment__state=AssessmentState.SET_ASIDE)
    return _newest(last.filter(~Exists(later)), SUBMITTED, asked)


@prepared
def _drafts(on: date, *, user: User, asked: str) -> QuerySet:
    """What a Promise Keeper's own services are writing."""
    rows = Answer.objects.filter(assessment__state=AssessmentState.DRAFT)
    return _newest(rows.filter(assessment__service__in=user.services), BOXES, asked)


@prepared
def _people(on: date, *, user: User, asked: str) -> QuerySet:
    rows = User.objects.filter(is_active=True, pk__in=Matching(PEOPLE, asked)).order_by("name")
    return rows.values_list("pk", flat=True)[: MOST + 1]


PAGE = Found("page", "page", "pages")
CALL = Found("call", "call to action", "calls to action", (_texts(Kind.CALL),))
SUB_ACTION = Found("sub-action", "sub-action", "sub-actions", (_texts(Kind.SUB_ACTION),))
ACTION = Found("action", "action", "actions", (_texts(Kind.ACTION),))
THEME = Found("theme", "theme", "themes", (_texts(Kind.THEME),))
TEXT = Found("text", "other published text", "other published texts", (_other_texts,))
UPDATE = Found("update", "progress update", "progress updates", (_updates,))
PIECE = Found("evidence", "piece of evidence", "pieces of evidence", (_evidence_by_name, _evidence))
SAID = Found(
    "heard", "entry of what we heard", "entries of what we heard", (_heard_by_theme, _heard)
)
REPLY = Found("reply", "answer to what was heard", "answers to what was heard", (_replies,))
AGREED = Found("agreement", "answer to a claim", "answers to claims", (_agreements,))
NEED = Found("need", "need", "needs", (_needs,))
PART = Found(
    "part", "body’s part of a sub-action", "bodies’ parts of sub-actions",
    (_shares, _shares_by_word),
)  # fmt: skip
MEASURE = Found("measure", "measure", "measures", (_measures,))
QUESTION = Found(
    "question", "question of the Board", "questions of the Board",
    (_questions, _questions_by_answer),
)  # fmt: skip
DECISION = Found("decision", "decision of the Board", "decisions of the Board", (_decisions,))
ASSESSED = Found("assessment", "self-assessment", "self-assessments", (_submitted,))
DRAFT = Found("draft", "box of your drafts", "boxes of your drafts", (_drafts,))
PERSON = Found("person", "person", "people", (_people,))
KINDS = [
    *(PAGE, CALL, SUB_ACTION, ACTION, THEME, UPDATE, PART, AGREED, NEED, MEASURE, PIECE, SAID),
    *(REPLY, ASSESSED, DRAFT, QUESTION, DECISION, PERSON, TEXT),
]
