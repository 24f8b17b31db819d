"""A day on which a number was not known is a gap in the line and a row of the table."""

from datetime import date

from accounts.templatetags.charts import line_chart

DAYS = [date(2026, month, 1) for month in range(1, 6)]


def chart(*numbers, key="actual") -> dict:
    points = list(zip(DAYS, numbers, strict=False))
    return line_chart(id="a", title="A", series=[{"label": "A", "key": key, "points": points}])


def test_the_line_is_broken_where_a_number_is_not_known():
    drawn = chart(1, 2, None, 4, 5)["drawings"][0]["lines"][0]
    assert [len(path.split()) for path in drawn["paths"]] == [2, 2]
    assert len(drawn["points"]) == 4


def test_the_table_says_that_it_is_not_known():
    assert [row["numbers"] for row in chart(1, None, 1200)["rows"]] == [
        ["1"],
        ["Not known"],
        ["1,200"],
    ]


def test_a_target_that_stands_alone_is_marked():
    assert len(chart(7, key="target")["drawings"][0]["lines"][0]["points"]) == 1


def test_without_any_known_number_nothing_is_drawn():
    assert "drawings" not in chart(None, None)
