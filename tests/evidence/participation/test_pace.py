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
    assert found.needed == "Needed: 99 a month. So far: 67."


def test_the_pace_needed_from_here_in_weeks_and_in_days():
    near, nearer = (
        pace((date(2026, 2, 1), 990), on=day) for day in (date(2026, 11, 20), date(2026, 12, 20))
    )

    assert near.needed == "Needed: 2 a week. So far: 21."
    assert nearer.needed == "Needed: 10 in the 12 days that are left."


@pytest.mark.parametrize(
    ("attended", "words"),
    [
        # 750 in 185 days are 123.41 a month of 30.44 days; 200 are 32.91.
        (250, "Needed: 124 a month. So far: 42."),
        (800, "Needed: 33 a month. So far: 135."),
        (999, "Needed: 1 a month. So far: 168."),
    ],
)
def test_the_pace_needed_is_never_rounded_down(attended, words):
    assert pace((date(2026, 2, 1), attended)).needed == words


def test_the_weekly_pace_needed_is_never_rounded_down():
    # 32 in 42 days are 5.33 a week.
    found = pace((date(2026, 2, 1), 968), on=date(2026, 11, 20))

    assert found.days_left == 42
    assert found.needed == "Needed: 6 a week. So far: 21."


@pytest.mark.parametrize(
    ("on", "days_left", "words"),
    [
        (date(2026, 10, 31), 62, "Needed: 5 a month. So far: 99."),
        (date(2026, 11, 1), 61, "Needed: 2 a week. So far: 23."),
        (date(2026, 12, 18), 14, "Needed: 5 a week. So far: 20."),
        (date(2026, 12, 19), 13, "Needed: 10 in the 13 days that are left."),
        (date(2026, 12, 30), 2, "Needed: 10 in the 2 days that are left."),
        (date(2026, 12, 31), 1, "Needed: 10 today, the last day."),
    ],
)
def test_months_weeks_and_days_on_both_sides_of_their_edges(on, days_left, words):
    found = pace((date(2026, 2, 1), 990), on=on)

    assert found.days_left == days_left
    assert found.needed == words


def test_the_last_one_is_needed_until_the_end_and_missing_after_it():
    on_the_day, over = (
        pace((date(2026, 2, 1), 999), on=day) for day in (YEAR.last_day, date(2027, 1, 1))
    )
    assert on_the_day.needed == "Needed: 1 today, the last day."
    assert over.expected == "The period ended on 31 December 2026, 1 short."


def test_the_first_days_say_no_pace_so_far():
    assert pace((YEAR.first_day, 25), on=date(2026, 1, 28)).needed == "Needed: 88 a month."
    assert pace((YEAR.first_day, 25), on=date(2026, 1, 29)).needed.endswith(" So far: 26.")


@pytest.mark.parametrize(
    ("attended", "on", "heading"),
    [
        (1050, JUNE, "50 more than the target"),
        (1000, JUNE, "The target is reached"),
        (400, JUNE, "Needed: 99 a month. So far: 67."),
        (990, date(2027, 1, 1), "10 short at the end"),
    ],
)
def test_its_chart_is_headed_by_what_is_needed_or_how_it_ended(attended, on, heading):
    assert pace((date(2026, 2, 1), attended), on=on).heading == heading


def test_a_pace_that_falls_short_never_reads_as_the_target():
    # 997 in 364 days of 365 are 999.7.
    found = pace((date(2026, 2, 1), 997), on=date(2026, 12, 30))
    assert found.expected == "At this pace about 999 by 31 December 2026, 1 short."


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
    assert before.about is None
    told = f"{first.day} {first:%B %Y}"
    assert before.expected == f"From {told} this page says where the pace leads."
    assert pace(attended, on=first, target=target).about


def test_what_is_reached_in_the_first_days_is_reached():
    assert (
        pace((YEAR.first_day, 1000), on=YEAR.first_day).expected
        == "1,000 reached on 1 January 2026."
    )


@pytest.mark.parametrize(
    ("last_day", "months", "words"),
    [
        (YEAR.last_day, 12, ""),
        (YEAR.last_day, None, ""),
        (
            date(2027, 1, 3),
            12,
            "368 days, 3 more than the 12 months of the plan",
        ),
        (
            date(2026, 12, 30),
            12,
            "364 days, 1 fewer than the 12 months of the plan",
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

    assert last.needed == "Needed: 10 today, the last day."
    assert pace((date(2026, 2, 1), 990), on=date(2027, 1, 1)).needed == ""
    assert pace((date(2026, 2, 1), 990), on=date(2027, 1, 1)).expected == (
        "The period ended on 31 December 2026, 10 short."
    )


def test_a_pace_that_suffices_is_on_target():
    # 500 in 100 days are 1,825 in 365.
    found = pace((date(2026, 1, 5), 500), on=date(2026, 4, 10))

    assert found.days_gone == 100
    assert found.expected == "On target: about 1,825 by 31 December 2026."
    assert (found.about, found.short) == (1825, 0)


def test_a_pace_that_ends_on_the_last_day_is_within_it():
    even = pace((date(2026, 1, 1), 200), on=date(2026, 3, 14))
    short = pace((date(2026, 1, 1), 199), on=date(2026, 3, 14))

    assert even.days_gone * 5 == YEAR.days
    assert (even.about, even.short) == (1000, 0)
    assert even.expected == "On target: about 1,000 by 31 December 2026."
    assert (short.about, short.short) == (995, 5)
    assert short.expected == "At this pace about 995 by 31 December 2026, 5 short."


def test_reached_says_the_day_on_which_it_was():
    found = pace((date(2026, 2, 1), 999), (date(2026, 3, 1), 1), (date(2026, 4, 1), 50))

    assert found.expected == "1,000 reached on 1 March 2026."
    assert (found.needed, found.left, found.total) == ("", 0, 1050)


def test_one_short_is_not_reached():
    assert pace((date(2026, 2, 1), 999)).reached_on is None


def test_zero_sessions():
    found = pace()

    assert (
        found.sentence == "0 of 1,000 attendances, counted from 1 January 2026 to 31 December 2026."
    )
    assert found.expected == ("Nobody has been counted yet. The period ends on 31 December 2026.")
    assert found.needed == "Needed: 165 a month. So far: 0."


def test_before_the_first_day_counting_has_not_begun():
    found = pace(on=date(2025, 12, 31))

    assert found.expected == "Counting begins on 1 January 2026."
    assert found.days_left == 365
    assert found.rows == []


def test_on_the_first_day_counting_has_begun():
    found = pace(on=YEAR.first_day)

    assert found.expected == ("Nobody has been counted yet. The period ends on 31 December 2026.")
    assert found.rows == [(date(2025, 12, 31), 0, 0), (date(2026, 1, 1), 0, 3)]


def test_on_the_last_day_the_year_is_not_over():
    assert pace((date(2026, 2, 1), 990), on=YEAR.last_day).expected == (
        "At this pace about 990 by 31 December 2026, 10 short."
    )


def test_a_tiny_pace_towards_a_huge_number_gives_no_impossible_number():
    found = pace((date(2026, 1, 1), 1), target=Target(10_000_000, YEAR.first_day, YEAR.last_day))

    assert (found.about, found.short) == (2, 9_999_998)
