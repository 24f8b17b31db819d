"""Over random worlds and days: the four groups are a partition, the rule for one says the same as
the sets for many, and silence never raises a group.
"""

import os
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.prepared import forget
from actions.groups import CLAIMS, Group
from actions.models import Move, Occurrence, Share, SubAction, Term
from actions.status import FITTING, SETTLED, Kind, Status
from evidence.agreed.agreements import agreed
from evidence.agreed.ended import read_given
from evidence.agreed.parts import Part, in_list, part_of, with_parts
from evidence.agreed.sets import with_group
from tests.factories import (
    AgreementFactory,
    EvidenceFactory,
    ProgressUpdateFactory,
    RoundFactory,
    ServiceFactory,
    SubActionFactory,
    UserFactory,
)

from .groups import read_groups
from .random_shares import share

pytestmark = [pytest.mark.django_db, pytest.mark.database]
EXAMPLES = 500 if os.environ.get("FULL") else 12
TODAY, ROWS = date(2026, 3, 2), 10
# Around each edge that the rule knows: today, 120 days, the months of recurring work, a year.
EDGES = [0, 1, 30, 60, 119, 120, 121, 181, 184, 186, 364, 365, 366, 500]
days_ago = st.sampled_from(EDGES).map(lambda number: TODAY - timedelta(days=number))
some_day = st.one_of(st.none(), days_ago, st.integers(1, 200).map(lambda n: TODAY + timedelta(n)))


@st.composite
def sub_actions(draw):
    """The columns of a sub-action as the database lets it be."""
    kind = draw(st.sampled_from(Kind))
    status = draw(st.sampled_from([Status.NOT_REPORTED, *FITTING[kind]]))
    said = status != Status.NOT_REPORTED
    reported = draw(days_ago) if said else None
    decided = draw(st.booleans()) if status == Status.STOPPED else False
    start, due = draw(some_day), draw(some_day) if kind == Kind.DATED else None
    return {
        "kind": kind,
        "status": status,
        "reported_on": reported,
        "confirmed_on": draw(days_ago.map(lambda on: max(on, reported))) if said else None,
        "completed_on": reported if status == Status.COMPLETE else None,
        "decided_on": reported if decided else None,
        "decided_by": "The Education Committee" if decided else "",
        "start_on": min(start, due) if start and due else start,
        "due_on": due,
        "review_on": None if kind == Kind.DATED else draw(some_day),
        "interval_months": draw(st.sampled_from([None, 1, 3, 6, 12, 24, 60, 99])),
    }


occurrences = st.lists(
    st.tuples(st.integers(0, 16), st.booleans()), max_size=5, unique_by=lambda pair: pair[0]
)
moves = st.lists(
    st.tuples(
        st.sampled_from([Term.KIND, Term.START, Term.DUE, Term.INTERVAL]),
        days_ago,
        st.sampled_from(["dated", "recurring", "ongoing"]),
        days_ago,
        st.booleans(),
        st.booleans(),
        st.one_of(st.none(), some_day),
    ),
    max_size=2,
)
# Of each body the status of its part, when it spoke, and when the part was ended and that counts.
shares = st.lists(
    st.tuples(
        st.sampled_from(Status),
        days_ago,
        st.one_of(st.none(), days_ago),
        st.one_of(st.none(), some_day),
    ),
    max_size=2,
)
# What has become of an agreement; only the first one counts.
BECAME = [
    "stands",
    "taken back",
    "without evidence",
    "its claim withdrawn",
    "reopened",
    "overruled",
]
ENDS_ALL = ("reopened", "overruled")
worlds = st.fixed_dictionaries(
    {
        "rows": st.lists(sub_actions(), min_size=ROWS, max_size=ROWS),
        "occurrences": st.lists(occurrences, min_size=ROWS, max_size=ROWS),
        "moves": st.lists(moves, min_size=ROWS, max_size=ROWS),
        "shares": st.lists(shares, min_size=ROWS, max_size=ROWS),
        "closings": st.lists(days_ago, max_size=2),
        "answers": st.lists(
            st.lists(st.sampled_from(BECAME), max_size=3), min_size=ROWS, max_size=ROWS
        ),
        "heard": st.sets(st.integers(0, ROWS - 1)),
        "replaced": st.sets(st.integers(1, ROWS - 1), max_size=1),
    }
)
tried = settings(
    max_examples=EXAMPLES,
    # An ordinary run tries the same worlds each time, a full one others.
    derandomize=EXAMPLES < 500,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def council(monkeypatch):
    """Fills a few sub-actions with a world; what is heard is given."""
    pks = [SubActionFactory().pk for _number in range(ROWS)]
    bodies = ServiceFactory.create_batch(2)
    by, sets = UserFactory(), {}
    supports = {row.pk: pair_of_supports(row, by) for row in SubAction.objects.all()}
    for module in ("reading", "sets"):
        # Both ask for what stands.
        monkeypatch.setattr(f"evidence.agreed.{module}.heard_lately", lambda on: sets["heard"])

    def fill(world) -> None:
        for number, (pk, values) in enumerate(zip(pks, world["rows"], strict=True)):
            if number in world["replaced"]:
                values = values | {
                    "replaced_by": pks[0],
                    "replaced_on": TODAY,
                    "replaced_reason": "Merged.",
                }
            SubAction.objects.filter(pk=pk).update(**values)
            Occurrence.objects.bulk_create(
                occurrence(pk, *pair) for pair in world["occurrences"][number]
            )
            Move.objects.bulk_create(move(pk, by, *one) for one in world["moves"][number])
            parts = zip(bodies, world["shares"][number], strict=False)
            Share.objects.bulk_create(share(pk, by, body, *one) for body, one in parts)
            row = SubAction.objects.get(pk=pk)
            for became in world["answers"][number]:
                agreement(row, by, *supports[pk], became)
        for on in world["closings"]:
            first = on - timedelta(days=14)
            RoundFactory(first_day=first, last_day=on, closed_on=on, closed_by=by)
        named = [pks[number] for number in world["heard"]]
        sets["heard"] = SubAction.objects.filter(pk__in=named).order_by().values("pk")
        forget()  # what was heard stands in what is put together

    yield fill
    forget()


def occurrence(pk, months, kept) -> Occurrence:
    first = TODAY - timedelta(days=30 * months)
    last = first + timedelta(days=29)
    return Occurrence(
        sub_action_id=pk, first_day=first, last_day=last, kept_on=first if kept else None
    )


def move(pk, by, term, day, kind, made, missed, gap, counts) -> Move:
    before = {Term.KIND: kind, Term.INTERVAL: "24"}.get(term, f"{day}")
    return Move(
        sub_action_id=pk,
        term=term,
        before=before,
        day_before=day,
        why="It is late.",
        made_by=by,
        made_on=made,
        counts_from=counts,
        found_status=FITTING[Kind(kind)][-1],
        found_confirmed_on=day,
        found_missed=missed,
        found_gap=gap,
    )


def pair_of_supports(row, by) -> list:
    """One by evidence that stands, and one by evidence that was removed."""
    made = [
        EvidenceFactory(supports=[row.item], added_by=by, removed_on=on) for on in (None, TODAY)
    ]
    return [evidence.supports.get() for evidence in made]


def agreement(row, by, shown, removed, became) -> None:
    """Somebody has agreed to a claim of the sub-action, of which something has become since."""
    said = {"sub_action": row, "posted_by": by, "posted_on": row.reported_on or TODAY}
    word = row.status if row.status in CLAIMS else Status.COMPLETE
    done = row.completed_on or said["posted_on"] if word == Status.COMPLETE else None
    gone = TODAY if became == "its claim withdrawn" else None
    claim = ProgressUpdateFactory(**said, status=word, completed_on=done, withdrawn_on=gone)
    kept = {"made_by": by, "taken_back_on": TODAY if became == "taken back" else None}
    AgreementFactory(
        claim=claim, **kept, supports=[removed if became == "without evidence" else shown]
    )
    if became == "overruled":
        AgreementFactory(claim=claim, made_by=by, kind="missing")
    if became == "reopened":
        ProgressUpdateFactory(**said, status=Status.SLIPPING)


def stands(answers) -> bool:
    """Whether an agreement of these still holds: what is said later may end those before it."""
    last_end = max((at for at, became in enumerate(answers) if became in ENDS_ALL), default=-1)
    return "stands" in answers[last_end + 1 :]


def by_sets(on) -> dict[int, str]:
    return dict(with_group(SubAction.objects.all(), on).values_list("pk", "group"))


def by_rule(on) -> dict[int, str]:
    found = read_groups(SubAction.objects.all(), on)
    return {pk: group or "" for pk, (group, _why) in found.items()}


@tried
@given(
    world=worlds,
    later=st.integers(0, 400),
    listed=st.sampled_from(Group),
    part=st.sampled_from(Part),
)
def test_one_by_one_and_as_sets_each_is_in_one_group(council, world, later, listed, part):
    on = TODAY + timedelta(days=later)
    with transaction.atomic():
        council(world)

        found = by_sets(on)

        assert len(found) == ROWS
        assert found == by_rule(on)
        for row in SubAction.objects.all():
            out = row.replaced_by_id or (row.decided_on and row.status == Status.STOPPED)
            assert (found[row.pk] == "") == bool(out)
        every = with_parts(SubAction.objects.all(), on).values()
        parts = {row["id"]: part_of(row, on) for row in every}
        listed_so = {row.pk for row in in_list(SubAction.objects.all(), part, on)}
        assert listed_so == {pk for pk in parts if parts[pk] == part}
        # As the Board's page opens it.
        opened = in_list(SubAction.objects.all(), listed, on)
        assert {row.pk for row in opened} == {pk for pk in found if found[pk] == listed}
        transaction.set_rollback(True)


@tried
@given(world=worlds)
def test_agreed_is_what_stands_one_by_one_and_as_a_set(council, world):
    with transaction.atomic():
        council(world)

        found = {pk for row in agreed() for pk in row.values()}

        rows = list(SubAction.objects.order_by("pk"))
        assert found == {
            row.pk for row, answers in zip(rows, world["answers"], strict=True) if stands(answers)
        }
        for row in rows:
            assert any(one.is_agreed for one in read_given(row)) == (row.pk in found)
        transaction.set_rollback(True)


@tried
@given(world=worlds)
def test_silence_never_raises_a_group(council, world):
    """Where nobody writes anything, a later day finds each in the same group or a worse one, from
    kept through in hand and not known to not going well; and nothing complete becomes unknown,
    unless a body has to say again how its part goes. What
    was moved or ended and still waits is left out: that it comes to count is no silence.
    """
    with transaction.atomic():
        lasting = [[(*said, None, None) for *said, _end, _counts in row] for row in world["shares"]]
        council(world | {"moves": [[]] * ROWS, "shares": lasting})
        complete = SubAction.objects.filter(status__in=SETTLED, shares=None)
        complete = set(complete.values_list("pk", flat=True))
        seen = [by_sets(TODAY + timedelta(days=days)) for days in (0, 1, 31, 121, 400)]

        for earlier, later in pairwise(seen):
            for pk, group in earlier.items():
                assert bool(group) == bool(later[pk])
                assert not group or Group(later[pk]).rank <= Group(group).rank
        assert not [pk for day in seen for pk in complete if day[pk] == Group.NOT_KNOWN]
        transaction.set_rollback(True)
