"""What the Board asks and decides at its meetings, one a round, what groups feel, and who sits in
which body.
"""

from datetime import timedelta

from foundations.models import FrameworkItem, Kind, Round
from oversight.models import (
    Chosen,
    Decision,
    Felt,
    Member,
    Priority,
    Question,
    Stakeholder,
    Turn,
)

from .made import Made, store

QUESTIONS, DECISIONS, FELT = 8, 5, 5
# Of the newest meeting half is still open.
STILL_OPEN, ASKED_AGAIN, NOT_DONE = 0.5, 0.1, 0.2
MEMBERS, STAKEHOLDERS, PRIORITIES = 14, 20, 15
BODIES = ("oversight-board", "steering-group", "promise-group", "promise-champions")


def add_questions(made: Made) -> None:
    """Eight a meeting and council, each answered but some of the newest; one in ten is asked
    again.
    """
    asked = store(
        _question(made, place)
        for place in range(len(made.rounds))
        for _n in range(made.size.of_council(QUESTIONS))
    )
    store(turn for question in asked for turn in _turns(made, question))


def _question(made: Made, place: int) -> Question:
    is_open = place == len(made.rounds) - 1 and made.random.random() < STILL_OPEN
    state = made.random.choice(["waits", "answered"]) if is_open else "accepted"
    day = made.rounds[place].first_day
    closed = {} if is_open else {"closed_by": made.board[0], "closed_on": day + timedelta(days=19)}
    return Question(
        item=_item(made),
        words=made.text(300),
        asked_by=made.random.choice(made.board),
        asked_on=day,
        round=_looked_at(made, place),
        state=state,
        waits_since=day,
        **closed,
    )


def _turns(made: Made, question: Question) -> list[Turn]:
    if question.state == "waits":
        return []
    kinds = ["answer", "again", "answer"] if made.random.random() < ASKED_AGAIN else ["answer"]
    service = made.random.choice(made.services)
    keeper, day = made.keeper_of(service), question.asked_on + timedelta(days=10)
    return [
        Turn(
            question=question, kind=kind, words=made.text(500), said_on=day, said_by=by, service=of
        )
        for kind in kinds
        for by, of in [(keeper, service) if kind == "answer" else (question.asked_by, None)]
    ]


def add_decisions(made: Made) -> None:
    """Five a meeting and council, due within three months; one in five was not done."""
    store(
        _decision(made, place)
        for place in range(len(made.rounds))
        for _n in range(made.size.of_council(DECISIONS))
    )


def _decision(made: Made, place: int) -> Decision:
    day, is_last = made.rounds[place].first_day, place == len(made.rounds) - 1
    decision = Decision(
        words=made.text(300),
        item=_item(made),
        service=made.random.choice(made.services),
        due_on=day + timedelta(days=80),
        round=_looked_at(made, place),
        decided_on=day,
        made_by=made.board[0],
    )
    if not is_last or made.random.random() > STILL_OPEN:
        decision.outcome = "not-done" if made.random.random() < NOT_DONE else "done"
        decision.outcome_words, decision.outcome_by = made.text(300), made.board[0]
        decision.outcome_on = min(decision.due_on, made.today)
    return decision


def _item(made: Made) -> FrameworkItem:
    return made.random.choice(made.works).item


def _looked_at(made: Made, place: int) -> Round | None:
    return made.rounds[place - 1] if place else None


def add_what_is_felt(made: Made) -> None:
    """Five a round, which is the most there are; of the newest two have not been asked yet."""
    calls = list(FrameworkItem.objects.filter(kind=Kind.CALL).order_by("pk"))
    staff = made.champions[0]
    chosen = store(
        Chosen(round=round, item=item, chosen_by=staff, chosen_on=round.first_day)
        for round in made.rounds
        for item in made.random.sample(calls, FELT)
    )
    store(
        Felt(
            chosen=one,
            said=made.random.choice(["yes", "partly", "no", "cannot-tell"]),
            people=6,
            talked_on=one.chosen_on + timedelta(days=9),
            words=made.text(300),
            recorded_by=staff,
            recorded_on=one.chosen_on + timedelta(days=10),
        )
        for one in chosen[:-2]
    )


def add_bodies(made: Made) -> None:
    """One Board, however many councils: its bodies, of which some members leave each year."""
    by, begin = made.administrators[0], made.today - timedelta(days=made.days)
    seats = [(BODIES[n % len(BODIES)], n) for n in range(MEMBERS)]
    store(
        Member(
            body=body, role=made.text(40), name=f"Member {year} {n}", added_by=by,
            starts_on=begin + timedelta(days=365 * year),
            ends_on=begin + timedelta(days=365 * (year + 1)) if year < last else None,
        )
        for body, n in seats
        for last in [made.size.years - 1]
        for year in range(made.size.years)
        # One seat in three changes hands each year.
        if year == last or n % 3 == 0
    )  # fmt: skip
    store(
        Stakeholder(name=f"Partner {n}", part=made.text(200), added_by=by, starts_on=begin)
        for n in range(STAKEHOLDERS)
    )
    store(
        Priority(
            words=made.text(200), origin="mandated" if n % 2 else "known", added_by=by,
            starts_on=begin,
        )
        for n in range(PRIORITIES)
    )  # fmt: skip
