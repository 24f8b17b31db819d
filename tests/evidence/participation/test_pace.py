"""The pace line: what counts on its last day, and where the pace leads."""

from datetime import date, timedelta

import pytest

from evidence.participation.pace import Pace, Target

YEAR = Target(1000, date(2026, 1, 1), date(2026, 12, 31))
JUNE = date(2026, 6, 30)


def pace(*attended, on=JUNE, target=YEAR) -> Pace:
    return Pace(target, list(attended), on)


@pytest.mark.parametrize(
    ("day", "total"),
    [
        (date(2025, 12, 31), 0),
        (date(2026, 1, 1), 10),
        (date(2026, 12, 31), 10),
        (date(2027, 1, 1), 0),
    ],
)
def test_the_last_day_counts_and_the_day_after_does_not(day, total):
    assert pace((day, 10), on=date(2027, 2, 1)).total == total


def test_the_pace_needed_from_here_in_months():
    found = pace((date(2026, 2, 1), 400))

    assert found.days_left == 185
    assert found.needed == "600 more are needed: about 99 a month from here."


def test_the_pace_needed_from_here_in_weeks_and_in_days():
    near, nearer = (
        pace((date(2026, 2, 1), 990), on=day) for day in (date(2026, 11, 20), date(2026, 12, 20))
    )

    assert near.needed == "10 more are needed: about 2 a week from here."
    assert nearer.needed == "10 more are needed in the 12 days that are left."


@pytest.mark.parametrize(
    ("attended", "words"),
    [
        # 750 in 185 days are 123.41 a month of 30.44 days; 200 are 32.91.
        (250, "750 more are needed: about 124 a month from here."),
        (800, "200 more are needed: about 33 a month from here."),
        (999, "1 more is needed: about 1 a month from here."),
    ],
)
def test_the_pace_needed_is_never_rounded_down(attended, words):
    assert pace((date(2026, 2, 1), attended)).needed == words


def test_the_weekly_pace_needed_is_never_rounded_down():
    # 32 in 42 days are 5.33 a week.
    found = pace((date(2026, 2, 1), 968), on=date(2026, 11, 20))

    assert found.days_left == 42
    assert found.needed == "32 more are needed: about 6 a week from here."


@pytest.mark.parametrize(
    ("on", "days_left", "words"),
    [
        (date(2026, 10, 31), 62, "about 5 a month from here."),
        (date(2026, 11, 1), 61, "about 2 a week from here."),
        (date(2026, 12, 18), 14, "about 5 a week from here."),
        (date(2026, 12, 19), 13, "in the 13 days that are left."),
        (date(2026, 12, 30), 2, "in the 2 days that are left."),
        (date(2026, 12, 31), 1, "today, the last day."),
    ],
)
def test_months_weeks_and_days_on_both_sides_of_their_edges(on, days_left, words):
    found = pace((date(2026, 2, 1), 990), on=on)

    assert found.days_left == days_left
    assert found.needed.endswith(words)


def test_one_is_one_person_in_every_sentence():
    on_the_day, over = (
        pace((date(2026, 2, 1), 999), on=day) for day in (YEAR.last_day, date(2027, 1, 1))
    )
    assert on_the_day.needed == "1 more is needed today, the last day."
    assert over.expected == "Not reached by 31 December 2026: 1 was missing."


def test_a_pace_that_falls_short_never_reads_as_the_target():
    # 997 in 364 days of 365 are 999.7.
    found = pace((date(2026, 2, 1), 997), on=date(2026, 12, 30))
    assert found.expected == "Not reached at this pace by 31 December 2026: it would be about 999."


@pytest.mark.parametrize(
    ("target", "first"),
    [
        (YEAR, date(2026, 1, 29)),
        # Of forty days, after the first ten.
        (Target(1000, date(2026, 1, 1), date(2026, 2, 9)), date(2026, 1, 11)),
    ],
)
def test_the_first_days_foretell_nothing(target, first):
    attended = (target.first_day, 900)
    before = pace(attended, on=first - timedelta(days=1), target=target)
    assert before.expected_on is None
    told = f"{first.day} {first:%B %Y}"
    assert before.expected == f"Where this pace leads is told from {told}."
    assert pace(attended, on=first, target=target).expected_on


def test_what_is_reached_in_the_first_days_is_reached():
    assert pace((YEAR.first_day, 1000), on=YEAR.first_day).expected == "Reached on 1 January 2026."


@pytest.mark.parametrize(
    ("last_day", "months", "words"),
    [
        (YEAR.last_day, 12, ""),
        (YEAR.last_day, None, ""),
        (
            date(2027, 1, 3),
            12,
            "368 days, 3 more than the 12 months of the source",
        ),
        (
            date(2026, 12, 30),
            12,
            "364 days, 1 fewer than the 12 months of the source",
        ),
    ],
)
def test_days_that_are_not_the_months_of_the_source_are_told(last_day, months, words):
    assert Target(1000, YEAR.first_day, last_day, months).apart == words


@pytest.mark.parametrize(
    ("on", "gone", "left"),
    [
        (date(2025, 12, 31), 0, 365),
        (date(2026, 1, 1), 1, 365),
        (date(2026, 1, 2), 2, 364),
        (date(2026, 12, 31), 365, 1),
        (date(2027, 1, 1), 365, 0),
    ],
)
def test_days_gone_and_days_left(on, gone, left):
    found = pace(on=on)
    assert (found.days_gone, found.days_left) == (gone, left)


def test_on_the_last_day_it_can_still_be_reached():
    last = pace((date(2026, 2, 1), 990), on=YEAR.last_day)

    assert last.needed == "10 more are needed today, the last day."
    assert pace((date(2026, 2, 1), 990), on=date(2027, 1, 1)).needed == ""
    assert pace((date(2026, 2, 1), 990), on=date(2027, 1, 1)).expected == (
        "Not reached by 31 December 2026: 10 were missing."
    )


def test_the_expected_day_at_the_present_pace():
    # 500 in 100 days: the other 500 take as long.
    found = pace((date(2026, 1, 5), 500), on=date(2026, 4, 10))

    assert found.days_gone == 100
    assert found.expected == f"At the present pace it is reached around {19} July 2026."
    assert found.expected_on == date(2026, 1, 1) + timedelta(days=199)


def test_a_pace_that_ends_on_the_last_day_is_within_it():
    even = pace((date(2026, 1, 1), 200), on=date(2026, 3, 14))
    short = pace((date(2026, 1, 1), 199), on=date(2026, 3, 14))

    assert even.days_gone * 5 == YEAR.days
    assert even.expected_on == YEAR.last_day
    assert short.expected_on is None
    assert short.expected == "Not reached at this pace by 31 December 2026: it would be about 995."


def test_reached_says_the_day_on_which_it_was():
    found = pace((date(2026, 2, 1), 999), (date(2026, 3, 1), 1), (date(2026, 4, 1), 50))

    assert found.expected == "Reached on 1 March 2026."
    assert (found.needed, found.left, found.total) == ("", 0, 1050)


def test_one_short_is_not_reached():
    assert pace((date(2026, 2, 1), 999)).reached_on is None


def test_zero_sessions():
    found = pace()

    assert (
        found.sentence == "0 of 1,000 attendances, counted from 1 January 2026 to 31 December 2026."
    )
    assert found.expected == "Nobody has been counted yet, so no day can be expected."
    assert found.needed == "1,000 more are needed: about 165 a month from here."


def test_before_the_first_day_counting_has_not_begun():
    found = pace(on=date(2025, 12, 31))

    assert found.expected == "Counting begins on 1 January 2026."
    assert found.days_left == 365
    assert found.series == []


def test_on_the_first_day_counting_has_begun():
    found = pace(on=YEAR.first_day)

    assert found.expected == "Nobody has been counted yet, so no day can be expected."
    assert found.series[0]["points"] == [(date(2025, 12, 31), 0), (date(2026, 1, 1), 0)]


def test_on_the_last_day_the_year_is_not_over():
    assert pace((date(2026, 2, 1), 990), on=YEAR.last_day).expected == (
        "Not reached at this pace by 31 December 2026: it would be about 990."
    )


def test_a_tiny_pace_towards_a_huge_number_gives_no_impossible_day():
    found = pace((date(2026, 1, 1), 1), target=Target(10_000_000, YEAR.first_day, YEAR.last_day))

    assert found.expected_on is None


def test_the_chart_has_a_point_a_month_and_ends_today():
    actual, even = pace((date(2026, 1, 31), 10), (date(2026, 2, 1), 5), on=date(2026, 3, 10)).series

    assert actual["points"] == [
        (date(2025, 12, 31), 0),
        (date(2026, 1, 31), 10),
        (date(2026, 2, 28), 15),
        (date(2026, 3, 10), 15),
    ]
    assert even["points"][0] == (date(2025, 12, 31), 0)
    assert even["points"][-1] == (YEAR.last_day, 1000)


def test_the_chart_of_a_year_that_is_over_ends_with_it():
    actual, _even = pace((date(2027, 1, 1), 10), on=date(2027, 5, 1)).series

    assert actual["points"][-1] == (YEAR.last_day, 0)


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

    actual, _even = pace(on=date(2028, 3, 1), target=year).series
    assert [day for day, _total in actual["points"]] == [
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
    actual, _even = pace(on=on).series
    assert [day for day, _total in actual["points"]] == [date(2025, 12, 31), *ends]
