"""The chart of a pace: its points, its sentence, and that it stays within its drawing."""

from datetime import date

import pytest

from evidence.participation.chart import draw
from evidence.participation.pace import Pace, Target

YEAR = Target(1000, date(2026, 1, 1), date(2026, 12, 31))
JUNE = date(2026, 6, 30)
WEEK = Target(7, date(2026, 1, 1), date(2026, 1, 7))


def pace(*attended, on=JUNE, target=YEAR) -> Pace:
    return Pace(target, list(attended), on)


def test_the_chart_has_a_point_a_month_and_ends_today():
    found = pace((date(2026, 1, 31), 10), (date(2026, 2, 1), 5), on=date(2026, 3, 10))

    assert found.rows == [
        (date(2025, 12, 31), 0, 0),
        (date(2026, 1, 31), 10, 85),
        (date(2026, 2, 28), 15, 162),
        (date(2026, 3, 10), 15, 189),
    ]


def test_the_chart_of_a_year_that_is_over_ends_with_it():
    assert pace((date(2027, 1, 1), 10), on=date(2027, 5, 1)).rows[-1] == (YEAR.last_day, 0, 1000)


@pytest.mark.parametrize(
    ("heads", "words"),
    [
        (100, "148 behind an even pace"),
        (247, "1 behind an even pace"),
        (248, "That is on an even pace"),
        (249, "1 ahead of an even pace"),
        (300, "52 ahead of"),
    ],
)
def test_the_sentence_sets_the_total_against_an_even_pace(heads, words):
    found = pace(
        (date(2026, 1, 1), heads),
        on=date(2026, 3, 31),
        target=Target(1006, YEAR.first_day, YEAR.last_day),
    )

    assert words in found.chart_sentence


def test_a_month_that_ends_on_29_february_has_its_point():
    year = Target(100, date(2028, 1, 31), date(2028, 12, 31))

    assert [day for day, *_numbers in pace(on=date(2028, 3, 1), target=year).rows] == [
        date(2028, 1, 30),
        date(2028, 1, 31),
        date(2028, 2, 29),
        date(2028, 3, 1),
    ]


@pytest.mark.parametrize(
    ("on", "ends"),
    [
        (date(2026, 1, 30), [date(2026, 1, 30)]),
        (date(2026, 1, 31), [date(2026, 1, 31)]),
        (date(2026, 2, 1), [date(2026, 1, 31), date(2026, 2, 1)]),
    ],
)
def test_the_last_day_of_a_month_is_one_point(on, ends):
    assert [day for day, *_numbers in pace(on=on).rows] == [date(2025, 12, 31), *ends]


@pytest.mark.parametrize(
    ("target", "attended", "on"),
    [
        (YEAR, [], date(2026, 1, 1)),
        (YEAR, [(date(2026, 2, 1), 400)], date(2026, 6, 30)),
        (YEAR, [(date(2026, 1, 2), 400)], date(2026, 2, 10)),
        (YEAR, [(date(2026, 2, 1), 5000)], date(2026, 12, 31)),
        (YEAR, [(date(2026, 2, 1), 10)], date(2028, 1, 1)),
        (WEEK, [(date(2026, 1, 1), 1)], date(2026, 1, 3)),
        (Target(1, date(2026, 1, 1), date(2026, 1, 1)), [], date(2026, 1, 1)),
    ],
)
@pytest.mark.parametrize("which", ["wide", "narrow"])
def test_every_line_and_label_is_within_the_drawing(target, attended, on, which):
    drawing = draw(Pace(target, attended, on))[which]

    points = [tuple(map(float, point.split(","))) for point in drawing.actual.split()]
    points += [(drawing.now["label_x"], drawing.now["label_y"]), (0, drawing.target_y)]
    points += [(0, y) for y in drawing.labels.values()] + [(0, y) for _number, y in drawing.marks]
    assert all(0 <= x <= drawing.right and 0 <= y <= drawing.height for x, y in points)
    assert drawing.marks[-1] == (target.number, drawing.target_y)
    assert [x for _name, x in drawing.ticks] == sorted({x for _name, x in drawing.ticks})


def test_words_at_the_line_ends_keep_a_line_between_them():
    near = draw(Pace(YEAR, [(date(2026, 1, 1), 493)], date(2026, 6, 30)))["wide"].labels
    beyond = draw(Pace(YEAR, [(date(2026, 1, 1), 500)], date(2026, 6, 30)))["wide"].labels

    assert near["about"] - near["target"] == 20
    assert beyond["target"] - beyond["about"] == 40


def test_before_the_first_day_nothing_is_drawn():
    assert draw(Pace(YEAR, [], date(2025, 12, 31))) == {}
