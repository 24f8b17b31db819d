"""What the Board asks, as pages show it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import Service, User
from accounts.permissions import may
from accounts.prepared import prepared
from accounts.together import Reading, read, totals
from actions.ladder import reading_ladders
from foundations.models import FrameworkItem

from .deciding import may_settle
from .decisions import Decision
from .ladder import QUESTIONS
from .models import Question, State, Turn
from .owed import reading_work
from .services import may_judge, may_take_back, nothing_to_ask

PER_PAGE = 50
# So many of one text stand on its page, and outside the fold of My work.
NEWEST, SHOWN = 5, 3
MINE, OF_NOBODY = "mine", "of-nobody"
LISTS = {
    "": "Open",
    State.WAITS: "Wait for an answer",
    State.ANSWERED: "Answered, for the Board to look at",
    MINE: "Wait for your answer",
    OF_NOBODY: "No service answers for it",
    State.ACCEPTED: "Answer accepted",
    State.TAKEN_BACK: "Taken back",
}


@dataclass(frozen=True)
class Row:
    """A question as a person sees it: what was said to it, in its order, and what she may do."""

    question: Question
    turns: list[Turn]
    may_answer: bool
    may_judge: bool
    may_take_back: bool

    @property
    def times_asked(self) -> int:
        return 1 + sum(turn.kind == "again" for turn in self.turns)


@dataclass(frozen=True)
class Choice:
    """One of the lists of the page: its words, how many are in it, and its address."""

    words: str
    number: int
    url: str
    is_shown: bool


@dataclass(frozen=True)
class Marks:
    """What the Board asked and decided about one text, the newest first, and how many older ones
    there are.
    """

    rows: list[Row]
    older: int
    decisions: list[tuple[Decision, bool]]
    older_decisions: int
    may_ask: bool
    may_decide: bool
    item: FrameworkItem
    today: date


@dataclass(frozen=True)
class Waiting:
    """What waits for somebody: how many questions, those that have waited longest, and the
    decisions that are due first.
    """

    number: int
    rows: list[Question]
    decisions: list[Decision]


def rows_of(questions: Iterable[Question], turns: Iterable[Turn], mine: set, user: User) -> list:
    """Each question as this person sees it; `mine` are the ids of those that she answers for."""
    said: dict[int, list[Turn]] = {}
    for turn in turns:
        said.setdefault(turn.question_id, []).append(turn)
    return [
        Row(
            one,
            said.get(one.pk, []),
            one.waits and one.pk in mine,
            may_judge(user, one),
            may_take_back(user, one),
        )
        for one in questions
    ]


def reading_rows(questions: Collection[Question], user: User) -> Reading:
    """These as this person sees them."""
    pks = [one.pk for one in questions]
    turns, mine = yield _turns(pks), _mine(timezone.localdate(), user=user, pks=pks)
    return rows_of(questions, turns, {pk for (pk,) in mine}, user)


def _turns(pks: list[int]) -> QuerySet:
    return Turn.objects.filter(question__in=pks).select_related("said_by", "service")


@prepared
def _mine(on: date, *, user: User, pks: list[int]) -> QuerySet:
    rows = Question.objects.waiting().answerable_by(user).filter(pk__in=pks)
    return rows.order_by().values_list("pk")


def reading_marks(item: FrameworkItem, user: User) -> Reading:
    """What the Board asked about one text, as its page shows it."""
    today = timezone.localdate()
    questions, turns, mine, (every,), decisions, (decided,) = yield (
        _newest(today, item=item.pk),
        _turns_about(today, item=item.pk),
        _mine_about(today, user=user, item=item.pk),
        _number_about(today, item=item.pk),
        _newest_decisions(today, item=item.pk),
        _number_decided(today, item=item.pk),
    )
    rows = rows_of(questions, turns, {pk for (pk,) in mine}, user)
    may_ask = may(user, "ask_question") and not nothing_to_ask(item)
    decisions = [(one, may_settle(user, one)) for one in decisions]
    return Marks(
        rows=rows,
        older=every["number"] - len(rows),
        decisions=decisions,
        older_decisions=decided["number"] - len(decisions),
        may_ask=may_ask,
        may_decide=may(user, "decide"),
        item=item,
        today=today,
    )


@prepared
def _newest_decisions(on: date, *, item: int) -> QuerySet:
    rows = Decision.objects.filter(item=item).for_page()
    return rows.order_by("-decided_on", "-pk")[:NEWEST]


@prepared
def _number_decided(on: date, *, item: int) -> QuerySet:
    return totals(Decision.objects.filter(item=item), number=Count("pk"))


@prepared
def _newest(on: date, *, item: int) -> QuerySet:
    return Question.objects.filter(item=item).for_page().order_by("-asked_on", "-pk")[:NEWEST]


@prepared
def _turns_about(on: date, *, item: int) -> QuerySet:
    return Turn.objects.filter(question__item=item).select_related("said_by", "service")


@prepared
def _mine_about(on: date, *, user: User, item: int) -> QuerySet:
    rows = Question.objects.waiting().answerable_by(user).filter(item=item)
    return rows.order_by().values_list("pk")


@prepared
def _number_about(on: date, *, item: int) -> QuerySet:
    return totals(Question.objects.filter(item=item), number=Count("pk"))


def reading_asked_of(user: User, on: date) -> Reading:
    """What of the Board's questions and decisions waits for this person."""
    (every,), rows, decisions = yield (
        _number_owed(on, user=user),
        _first_owed(on, SHOWN, user=user),
        _first_decided(on, SHOWN, user=user),
    )
    return Waiting(every["number"], list(rows), list(decisions))


@prepared
def _first_decided(on: date, most: int, *, user: User) -> QuerySet:
    return Decision.objects.open().owned_by(user).for_page()[:most]


@prepared
def _number_owed(on: date, *, user: User) -> QuerySet:
    return totals(Question.objects.owed_by(user), number=Count("pk"))


@prepared
def _first_owed(on: date, most: int, *, user: User) -> QuerySet:
    return Question.objects.owed_by(user)[:most]


def read_questions(user: User, wanted: Mapping[str, str]) -> dict:
    """Everything that the list of questions shows to a person, as the context of its template:
    those of one list (`show`), the longest open first, of one page; the others in numbers.
    """
    shown = wanted.get("show", "")
    shown = shown if shown in LISTS else ""
    (numbers,) = read(_reading_numbers(user))
    page = Paginator(_listed(shown, user), PER_PAGE).get_page(wanted.get("page"))
    (rows,) = read(reading_rows(list(page), user))
    here = reverse("questions")
    return {
        "page": page,
        "rows": rows,
        "numbers": numbers,
        "waiting": numbers[State.WAITS],
        "choices": [
            Choice(words, numbers[one], f"{here}?show={one}" if one else here, shown == one)
            for one, words in LISTS.items()
            if numbers[one] or shown == one
        ],
        "today": timezone.localdate(),
    }


def _listed(shown: str, user: User) -> QuerySet:
    questions = Question.objects.for_page()
    if shown == MINE:
        return questions.owed_by(user)
    if shown == OF_NOBODY:
        return questions.of_nobody()
    if shown in (State.ACCEPTED, State.TAKEN_BACK):
        return questions.filter(state=shown).order_by("-closed_on", "-pk")
    return questions.filter(state=shown) if shown else questions.open()


def _reading_numbers(user: User) -> Reading:
    by_state = {state.value: Count("pk", filter=Q(state=state)) for state in State}
    every, mine, nobody = yield (
        totals(
            Question.objects.all(), **{f"is_{place}": by_state[one] for place, one in _places()}
        ),
        totals(Question.objects.owed_by(user), number=Count("pk")),
        totals(Question.objects.of_nobody(), number=Count("pk")),
    )
    found = {one: every[0][f"is_{place}"] for place, one in _places()}
    # Whoever answers for nothing has no row at all.
    found |= {MINE: sum(row["number"] for row in mine), OF_NOBODY: nobody[0]["number"]}
    return found | {"": found[State.WAITS] + found[State.ANSWERED]}


def _places() -> list[tuple[int, str]]:
    # A column has no hyphen in its name.
    return [*enumerate(state.value for state in State)]


def read_question(question: Question, user: User) -> dict:
    """Everything that the page of one question shows to a person."""
    today = timezone.localdate()
    own = getattr(question.item, "sub_action", None)
    about = [(question.item_id, own.pk if own else None)]
    (row,), work, ladders = read(
        reading_rows([question], user),
        reading_work(today, about),
        reading_ladders(QUESTIONS, [question.pk], today),
    )
    services = Service.objects.filter(pk__in=set(work[question.item_id].values()))
    return {
        "row": row,
        "question": question,
        "services": list(services),
        "ladders": ladders.get(question.pk, []),
        "today": today,
    }
