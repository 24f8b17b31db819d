"""No count of people below the threshold leaves, and none can be worked out."""

from __future__ import annotations

from itertools import combinations, pairwise, product
from random import Random

import pytest

from oversight.small.rule import HIDDEN, Counts, Hidden, Sum, decide, shown, tabled
from tests.rotation import turn

from .outside import bounds

LEAST = 5
SETS = 500


def of_months(**months: int) -> Counts:
    return tabled("came", {(month,): number for month, number in months.items()})


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0"), (1, "fewer than 5"), (4, "fewer than 5"), (5, "5"), (90, "90")]
)
def test_a_lone_count_is_shown_from_the_threshold_on_and_at_nought(number, words):
    assert str(shown(number, LEAST)) == words


def test_a_small_count_takes_the_smallest_other_one_of_its_sum_with_it():
    found = decide(of_months(may=3, june=20, july=9), least=LEAST)
    assert found.hidden_keys == ["came/may", "came/july"]
    assert found.cell("came/june") == 20
    assert found.cell("came/all") == 32
    assert str(found.cell("came/may")) == "hidden", "beside a sum it says no more"


def test_two_small_counts_that_come_to_two_are_not_both_one_for_all_to_see():
    # Nought is always shown, so two that are hidden and come to two would be 1 and 1.
    found = decide(of_months(may=1, june=1, july=30, august=40), least=LEAST)
    assert found.hidden_keys == ["came/may", "came/june", "came/july"]


def test_where_nothing_is_small_nothing_is_hidden():
    found = decide(of_months(may=5, june=0), least=LEAST)
    assert (found.hidden_keys, found.sentence) == ([], "")


def test_what_is_made_of_a_hidden_count_is_hidden():
    found = decide(of_months(may=3, june=20, july=9), least=LEAST)
    assert found.derived(["came/may"], lambda came: came * 100) is HIDDEN
    assert found.derived(["came/june", "came/all"], lambda one, all: one * 100 // all) == 62


def test_the_sentence_says_how_many_are_hidden_and_why():
    found = decide(of_months(may=3, june=20, july=9), least=LEAST)
    assert found.sentence == (
        "2 counts of people are hidden: those of fewer than 5, and those from which they could be "
        "worked out."
    )


def test_what_was_hidden_stays_hidden_with_the_same_others():
    first = decide(of_months(may=3, june=20, july=9), least=LEAST)
    second = decide(of_months(may=3, june=20, july=9, august=6), least=LEAST, before=first)
    assert second.hidden_keys == ["came/may", "came/july"]


def test_a_change_of_few_is_hidden_too():
    first = decide(Counts({"adults": 100}), least=LEAST)
    again = decide(Counts({"adults": 103}), least=LEAST, before=first)
    assert again.hidden_keys == ["adults"]
    # Since the last one that was shown, not since the last one.
    third = decide(Counts({"adults": 104}), least=LEAST, before=again)
    assert third.hidden_keys == ["adults"]
    assert decide(Counts({"adults": 105}), least=LEAST, before=third).hidden_keys == []


def test_one_that_is_to_be_shown_is_and_what_was_hidden_for_it_is_too():
    found = decide(of_months(may=3, june=20, july=9), least=LEAST, show=["came/may"])
    assert found.hidden_keys == []


def test_one_that_is_to_be_hidden_takes_another_with_it():
    found = decide(of_months(may=30, june=20), least=LEAST, hide=["came/may"])
    assert found.hidden_keys == ["came/may", "came/june"]


def test_what_is_to_be_shown_is_hidden_all_the_same_where_another_would_be_known_by_it():
    counts = Counts({"a": 3, "b": 2, "all": 5}, [Sum("all", ("a", "b"))])
    found = decide(counts, least=LEAST, show=["a", "b", "all"], hide=["a"])
    assert "a" in found.hidden_keys
    assert len(found.hidden_keys) == 2


def test_a_figure_that_was_not_decided_is_no_count_of_nobody():
    with pytest.raises(KeyError):
        decide(Counts({}), least=LEAST).cell("came/may")


@pytest.mark.parametrize("seed", turn(range(SETS), of=10))
def test_nothing_hidden_can_be_worked_out_of_all_that_is_shown(seed):
    """Tables of one to three sides, several that share their sums, over two or three rounds."""
    chance = Random(seed)  # noqa: S311 - made-up counts, the same at each run
    rounds = made_up(chance)
    least = chance.choice([3, 5, 5, 10])
    show = {key for key in rounds[-1].figures if chance.random() < 0.04}
    hide = {key for key, number in rounds[-1].figures.items() if number and chance.random() < 0.04}
    told = [None]
    for counts in rounds:
        told.append(decide(counts, least=least, before=told[-1], show=show, hide=hide))
    told = told[1:]
    for one in told:
        for key, number in one.counts.figures.items():
            assert isinstance(one.cell(key), Hidden) or not 0 < number < least or key in show
    assert all(told[0].cell(key) == 0 for key, one in rounds[0].figures.items() if not one)
    for key, (low, high) in worked_out(told, least, show).items():
        assert high is None or high > low, f"{key} can be worked out: it is {low}"


def made_up(chance: Random) -> list[Counts]:
    """The counts of two or three rounds, of which a later one mostly changes few."""
    how_many = chance.choice([(3,), (6,), (12,), (2, 4), (3, 3), (4, 5), (2, 2, 2), (2, 3, 2)])
    sides = [[f"{at}{n}" for n in range(length)] for at, length in enumerate(how_many)]
    cells = {at: number(chance) for at in product(*sides)}
    rounds = []
    for _round in range(chance.randint(2, 3)):
        counts = tabled("t", cells)
        whole = counts.figures["/".join(["t", *["all"] * len(sides)])]
        rounds.append(counts | other_parts(chance, whole) | Counts({"lone": number(chance)}))
        cells = {
            at: max(0, held + chance.choice([0, 0, 0, 1, 2, 7, 30, -1]))
            for at, held in cells.items()
        }
    return rounds


def other_parts(chance: Random, whole: int) -> Counts:
    """The same whole in other parts, and what they come to one after the other."""
    cuts = sorted(chance.randint(0, whole) for _cut in range(chance.randint(1, 3)))
    parts = {f"u/{n}": b - a for n, (a, b) in enumerate(pairwise([0, *cuts, whole]))}
    figures, sums, so_far = {**parts, "u/all": whole, "so-far/0": parts["u/0"]}, [], parts["u/0"]
    for n in range(1, len(parts)):
        so_far += parts[f"u/{n}"]
        figures[f"so-far/{n}"] = so_far
        sums.append(Sum(f"so-far/{n}", (f"so-far/{n - 1}", f"u/{n}")))
    ends = Sum(f"so-far/{len(parts) - 1}", ("u/all",))
    same = Sum("so-far/0", ("u/0",))
    return Counts(figures, [*sums, ends, same, Sum("u/all", tuple(parts))])


def number(chance: Random) -> int:
    return chance.choice([0, 0, 1, 2, 3, 4, 5, 8, 9, 13, 21, 40, 64, 120, 200])


def worked_out(told: list, least: int, show: set) -> dict:
    """The bounds of each number that is hidden in a round; an unchanged one is one and the same,
    as anybody would guess, and so is a change of few that may not be told.
    """
    rounds = runs([one.counts.figures for one in told])
    floors, equations = {}, []
    for one, known in zip(told, rounds, strict=True):
        floors |= hidden_in(one, known)
        equations += [equation_of(known, line) for line in one.counts.sums]
    for earlier, later in combinations(rounds, 2):
        for step, equation in small_changes(earlier, later, least, show):
            floors[step] = 0
            equations.append(equation)
    return bounds([open_part(terms, floors) for terms in equations], floors)


def runs(rounds: list[dict]) -> list[dict]:
    """Each figure of each round: its key, number, and since which round it has been that."""
    found = []
    for place, figures in enumerate(rounds):
        last = found[-1] if found else {}
        same = {key for key, number in figures.items() if key in last and last[key][1] == number}
        found.append(
            {k: last[k] if k in same else (k, number, place) for k, number in figures.items()}
        )
    return found


def hidden_in(one, known: dict) -> dict:
    # Nought is shown, nearly always, so what is hidden is taken for more.
    keys = [key for key in known if isinstance(one.cell(key), Hidden)]
    return {known[key]: min(known[key][1], 1) for key in keys}


def equation_of(known: dict, line: Sum) -> dict:
    return {known[line.total]: 1} | {known[part]: -1 for part in line.parts}


def small_changes(earlier: dict, later: dict, least: int, show: set):
    for key, now in later.items():
        before = earlier.get(key, now)
        if 0 < abs(now[1] - before[1]) < least and key not in show:
            less, more = sorted((now, before), key=lambda known: known[1])
            step = (f"{key} from {less} to {more}", more[1] - less[1], 0)
            yield step, {more: 1, less: -1, step: -1}


def open_part(terms: dict, hidden: dict) -> tuple[dict, int]:
    unknown = {known: by for known, by in terms.items() if known in hidden}
    told = sum(known[1] * by for known, by in terms.items() if known not in hidden)
    return unknown, -told
