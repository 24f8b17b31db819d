"""What somebody outside can work out of all that is shown: exact bounds of each hidden number, by
the simplex method in fractions. It shares nothing with the rule that it watches.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor

Row = list[Fraction]


def bounds(equations: Sequence[tuple[dict, int]], floors: dict) -> dict[object, tuple]:
    """The least and the most (None: without end) that each of these unknowns can be, where none is
    below its floor and each equation (how often each unknown, and what they come to) holds.
    """
    names = sorted(floors)
    # Of how much each is more than its floor.
    rows = [
        [Fraction(equation.get(name, 0)) for name in names]
        + [Fraction(right - sum(by * floors[name] for name, by in equation.items()))]
        for equation, right in equations
    ]
    begun, basis = _begun(rows, len(names))
    found = {}
    for place, name in enumerate(names):
        low, high = (_best(begun, basis, place, sign) for sign in (-1, 1))
        floor_ = floors[name]
        found[name] = (ceil(floor_ + low), None if high is None else floor(floor_ + high))
    return found


def _begun(rows: list[Row], width: int) -> tuple[list[Row], list[int]]:
    """A corner at which all equations hold, found by help of one more unknown a row."""
    rows = [[-one for one in row] if row[-1] < 0 else row for row in rows]
    count = len(rows)
    table = [
        [*row[:-1], *(Fraction(int(i == j)) for j in range(count)), row[-1]]
        for i, row in enumerate(rows)
    ]
    basis = list(range(width, width + count))
    aim = [-sum(row[at] for row in table) for at in range(width)]
    aim += [Fraction(0)] * count + [-sum((row[-1] for row in table), Fraction(0))]
    _run(table, basis, aim)
    assert aim[-1] == 0, "what is shown contradicts itself"
    for place in range(count - 1, -1, -1):
        if basis[place] < width:
            continue
        at = next((at for at in range(width) if table[place][at]), None)
        if at is None:
            del table[place], basis[place]
        else:
            _turn(table, basis, None, place, at)
    return [[*row[:width], row[-1]] for row in table], basis


def _best(begun: list[Row], basis: list[int], of: int, sign: int) -> Fraction | None:
    table, basis = [list(row) for row in begun], list(basis)
    width = len(table[0]) - 1 if table else of + 1
    aim = [Fraction(0)] * (width + 1)
    aim[of] = Fraction(-sign)
    for place, at in enumerate(basis):
        if aim[at]:
            by = aim[at]
            aim = [one - by * other for one, other in zip(aim, table[place], strict=True)]
    if not _run(table, basis, aim):
        return None if sign > 0 else Fraction(0)
    return sign * aim[-1]


def _run(table: list[Row], basis: list[int], aim: Row) -> bool:
    """Pivots until nothing becomes better (Bland's rule); False where there is no end."""
    while (at := next((at for at in range(len(aim) - 1) if aim[at] < 0), None)) is not None:
        ways = [(row[-1] / row[at], basis[i], i) for i, row in enumerate(table) if row[at] > 0]
        if not ways:
            return False
        _turn(table, basis, aim, min(ways)[2], at)
    return True


def _turn(table: list[Row], basis: list[int], aim: Row | None, place: int, at: int) -> None:
    by = table[place][at]
    table[place] = [one / by for one in table[place]]
    for row in [*table[:place], *table[place + 1 :], *([aim] if aim else [])]:
        if row[at]:
            less = row[at]
            row[:] = [one - less * own for one, own in zip(row, table[place], strict=True)]
    basis[place] = at
