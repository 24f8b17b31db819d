"""The chart of lines: its scale, its two styles of line, and its table."""

from datetime import date
from decimal import Decimal

import pytest
from django.template import Context, Template

from accounts.templatetags.charts import LABEL_HEIGHT, line_chart
from tests.conftest import flat

JANUARY, JUNE = date(2026, 1, 1), date(2026, 6, 1)


def series(*points, key="actual", label="Attendances") -> dict:
    return {"label": label, "key": key, "points": list(points)}


def chart(*all_series, **options) -> dict:
    return line_chart(id="c", title="A title", series=all_series, **options)


def wide(*all_series) -> dict:
    return chart(*all_series)["drawings"][0]


def html(*all_series) -> str:
    words = "{% line_chart id='c' title='A title' sentence='What it says.' series=series %}"
    return flat(Template("{% load charts %}" + words).render(Context({"series": all_series})))


@pytest.mark.parametrize(
    ("highest", "marks"),
    [
        ("0", ["0", "1"]),
        ("0.3", ["0", "0.1", "0.2", "0.3"]),
        ("4", ["0", "1", "2", "3", "4"]),
        ("9", ["0", "2", "4", "6", "8", "10"]),
        ("10", ["0", "2", "4", "6", "8", "10"]),
        ("11", ["0", "5", "10", "15"]),
        ("811", ["0", "200", "400", "600", "800", "1,000"]),
        ("1001", ["0", "500", "1,000", "1,500"]),
        (
            "999999999999.99",
            [f"{number}00,000,000,000" if number else "0" for number in (0, 2, 4, 6, 8)]
            + ["1,000,000,000,000"],
        ),
    ],
)
def test_the_scale_is_marked_with_round_numbers(highest, marks):
    drawn = wide(series((JANUARY, Decimal(highest))))
    assert [mark["text"] for mark in drawn["marks"]] == marks


def test_every_point_stands_within_the_drawing():
    drawn = chart(
        series((JANUARY, -3), (JUNE, Decimal("7.25"))), series((JANUARY, 10**12), key="target")
    )

    for one in drawn["drawings"]:
        paths = [path for line in one["lines"] for path in line["paths"]]
        places = [tuple(map(float, place.split(","))) for path in paths for place in path.split()]
        sheet = one["sheet"]
        assert all(0 <= x <= sheet.width and 0 <= y <= sheet.height for x, y in places)
        assert len({x for x, _y in places}) == 2
        words = [line["place"]["y"] for line in one["lines"]]
        assert all(0 <= y <= sheet.bottom for y in words)


@pytest.mark.parametrize(("highest", "longest"), [(9, "10"), (811, "1,000")])
def test_the_lines_leave_room_for_the_longest_number_beside_them(highest, longest):
    assert wide(series((JANUARY, highest)))["left"] == 12 + 8 * len(longest)


def test_what_is_higher_stands_higher_and_later_further_right():
    (x1, y1), (x2, y2) = wide(series((JANUARY, 1), (JUNE, 5)))["lines"][0]["points"]
    assert x1 < x2
    assert y1 > y2


def test_two_styles_of_line_never_colour_alone():
    drawn = html(
        series((JANUARY, 1), (JUNE, 2)),
        series((JANUARY, 0), (JUNE, 4), key="target", label="An even pace"),
    )

    assert drawn.count("<polyline") == 4  # two lines, wide and for a phone
    assert drawn.count("<circle") == 4
    assert drawn.count('<path class="pt_curve__dot"') == 4  # a target's are squares
    assert "pt_curve--target" in drawn


def test_it_has_its_title_its_table_and_its_sentence():
    drawn = html(
        series((JANUARY, 1234), (JUNE, Decimal("2.50"))),
        series((JUNE, 4), key="target", label="Target"),
    )

    assert 'role="img" aria-label="A title" aria-describedby="c-table"' in drawn
    assert '<table class="ds_table pt_figures" id="c-table">' in drawn
    assert "What it says." in drawn
    assert '<th scope="row">1 January 2026</th><td>1,234</td><td></td>' in drawn
    assert '<th scope="row">1 June 2026</th><td>2.5</td><td>4</td>' in drawn


def test_labels_are_escaped():
    drawn = html(series((JANUARY, 1), label="<b>Attendances</b>"))

    assert "&lt;b&gt;Attendances&lt;/b&gt;" in drawn
    assert "<b>Att" not in drawn


@pytest.mark.parametrize("all_series", [(), (series(),)])
def test_without_any_point_nothing_is_drawn(all_series):
    assert html(*all_series).strip() == ""


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0"), (1000, "1,000"), (Decimal("1E+3"), "1,000"), (Decimal("0.10"), "0.1")],
)
def test_numbers_are_written_without_noughts_that_say_nothing(number, words):
    assert [row["numbers"] for row in chart(series((JUNE, number)))["rows"]] == [[words]]


def test_what_stands_at_the_ends_of_two_lines_does_not_overlap():
    lines = wide(
        series((JANUARY, 1), (JUNE, 100)), series((JANUARY, 1), (JUNE, 101), key="target")
    )["lines"]
    (first, second) = (line["place"]["y"] for line in lines)
    assert abs(first - second) >= LABEL_HEIGHT
    assert [line["number"] for line in lines] == ["100", "101"]


def test_what_ends_before_the_last_day_is_named_under_its_point():
    lines = wide(
        series((JANUARY, 50), (date(2026, 2, 1), 60)),
        series((JUNE, 100), key="target"),
    )["lines"]
    (x, y), place = lines[0]["points"][-1], lines[0]["place"]
    # Clear of a steep line, which comes to the point from its left.
    assert (place["x"] - x, place["y"] - y, place["anchor"]) == (6, 22, "start")
