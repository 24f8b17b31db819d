"""`dev.py test --full`: all that an ordinary run leaves out, in parts by name."""

import sys
from collections.abc import Iterator

from tests.calendar_days import MOMENTS

from .browser import find_browser
from .commands import Environment
from .postgresql import uncounted
from .steps import Steps
from .testing import (
    check_code,
    check_deployment,
    prepare,
    run_at,
    run_pytest,
    say_that_no_browser,
    test_on_postgresql,
)

PARTS = ("checks", "sqlite", "browser", "postgresql", "browser-postgresql", "calendar")


def test_fully(names: list[str]) -> int:
    """Run these parts at full numbers, or all when none is named; 0 when everything passed."""
    parts = chosen(names)
    env = prepare(" ".join(["test --full", *names]), full=True)
    steps = Steps()
    in_browser = {"browser", "browser-postgresql"} & parts
    has_browser = bool(in_browser) and find_browser(env)
    parts -= set() if has_browser else in_browser
    if "checks" in parts:
        check_code(steps, env)
        check_deployment(steps, env)
    # Both cores draw from it: each takes the next moment when it has done its own parts.
    moments = iter(MOMENTS if "calendar" in parts else [])
    with steps.beside(lambda others: _on_the_second_core(others, env, parts, moments)):
        if "sqlite" in parts:
            run_pytest(steps, "tests on SQLite", env, [], "not browser")
        if "browser" in parts:
            run_pytest(steps, "browser tests on SQLite", env, [], "browser")
        _run_calendar(steps, env, moments)
    if in_browser and not has_browser:
        say_that_no_browser(steps, fails=True)
    return steps.conclude(uncounted())


def chosen(names: list[str]) -> set[str]:
    """The parts of these names, all when there is none; leaves with a sentence when one is
    unknown.
    """
    if unknown := [name for name in names if name not in PARTS]:
        sys.exit(
            f"`test --full` has no part called {', '.join(unknown)}. "
            f"Its parts are {', '.join(PARTS)}; without a name it runs them all."
        )
    return set(names or PARTS)


def _on_the_second_core(
    steps: Steps, env: Environment, parts: set[str], moments: Iterator[str]
) -> None:
    tests = "not browser" if "postgresql" in parts else ""
    browser = "browser" if "browser-postgresql" in parts else ""
    if tests or browser:
        test_on_postgresql(steps, env, [], tests=tests, browser=browser)
    _run_calendar(steps, env, moments)


def _run_calendar(steps: Steps, env: Environment, moments: Iterator[str]) -> None:
    for moment in moments:
        run_at(steps, env, moment, [], tests="not browser")
