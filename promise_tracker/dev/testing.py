"""`dev.py test`: linters, checks and tests, as often as somebody commits."""

import os
import secrets
import tempfile
from pathlib import Path

from tests.calendar_days import MOMENTS

from .browser import find_browser
from .checkout import rotation
from .commands import BIN, MANAGE, PYTHON, Command, Environment, environment
from .installing import install, install_node_packages
from .postgresql import postgresql, uncounted
from .steps import Step, Steps

# No run fails by its time; a run that costs more waits for somebody to make it cheaper.
BUDGET = " (the budget of a whole run: 500 s)"


def test(pytest_arguments: list[str]) -> int:
    """Linters, checks, the tests on SQLite and in a browser, and on PostgreSQL those that a
    database decides; 0 when everything passed. What is rotated differs from commit to commit.
    """
    env = prepare("test")
    steps, has_browser = Steps(), find_browser(env)
    check_code(steps, env)
    check_deployment(steps, env)

    def on_the_second_core(others: Steps) -> None:
        smoke = "browser and smoke" if has_browser else ""
        marked = "database and not browser"
        test_on_postgresql(others, env, pytest_arguments, tests=marked, browser=smoke)

    with steps.beside(on_the_second_core):
        _run_on_sqlite(steps, env, pytest_arguments)
        if has_browser:
            run_pytest(steps, "browser tests on SQLite", env, pytest_arguments, "browser")
    if not has_browser:
        say_that_no_browser(steps, fails=os.environ.get("CI") == "true")
    return steps.conclude(uncounted() + BUDGET)


def _run_on_sqlite(steps: Steps, env: Environment, arguments: list[str]) -> None:
    """All tests, as if it were one moment of the calendar; those that somebody names run today."""
    if arguments:
        run_pytest(steps, "tests on SQLite", env, arguments, "not browser")
    else:
        moment = MOMENTS[int(env["ROTATION"]) % len(MOMENTS)]
        run_at(steps, env, moment, arguments, tests="not browser")


def prepare(command: str, *, full: bool = False) -> Environment:
    """Install what tests need, and say how this run can be repeated; the environment of its
    tests.
    """
    install("dev.txt")
    install_node_packages()
    number = rotation()
    print(f"To repeat this run: ROTATION={number} python3 dev.py {command}", flush=True)
    database = "sqlite://:memory:"
    env = environment(DEMO="on", DATABASE_URL=database, ROTATION=number, CALENDAR="")
    return env | {"FULL": "1" if full else ""}


def check_code(steps: Steps, env: Environment) -> None:
    steps.run("ruff check", [PYTHON, "-m", "ruff", "check"], env)
    steps.run("ruff format", [PYTHON, "-m", "ruff", "format", "--check"], env)
    steps.run("import contracts", [BIN / "lint-imports", "--no-cache", "--no-logo"], env)


def check_deployment(steps: Steps, env: Environment) -> None:
    steps.run("migrations", [*MANAGE, "makemigrations", "--check", "--dry-run"], env)
    live = env | {"ALLOWED_HOSTS": "promise.example", "SITE_URL": "https://promise.example"}
    live |= {
        "DEMO": "off",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "EMAIL_URL": "smtp://localhost:25",
        "DEFAULT_FROM_EMAIL": "promise@promise.example",
    }
    steps.run("deployment", [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"], live)


def run_pytest(
    steps: Steps, name: str, env: Environment, arguments: list[str], marked: str
) -> None:
    """Run the tests that are marked so as one step. Where arguments narrow them down, there may
    be none.
    """
    pytest: Command = [PYTHON, "-m", "pytest", *arguments, "-m", marked]
    # Two runs side by side would disturb each other in one SQLite file.
    with tempfile.TemporaryDirectory(
        prefix="promise-tracker-", ignore_cleanup_errors=True
    ) as folder:
        env = env | {"TEST_SQLITE": str(Path(folder, "test.sqlite3"))}
        steps.run(name, pytest, env, may_be_empty=bool(arguments))


def test_on_postgresql(
    steps: Steps, env: Environment, arguments: list[str], *, tests: str, browser: str
) -> None:
    """Start a PostgreSQL for the tests that are marked so, then for those in the browser; an
    empty mark leaves its tests out.
    """
    with postgresql(env) as server:
        if server.address:
            steps.server = server.seconds
            env = env | {"DATABASE_URL": server.address}
            if tests:
                run_pytest(steps, "tests on PostgreSQL", env, arguments, tests)
            if browser:
                run_pytest(steps, "browser tests on PostgreSQL", env, arguments, browser)
            steps.server = lambda: 0
    started = bool(server.address)
    steps.note(Step("start and end of PostgreSQL", started, server.clock, server.processor))


def run_at(
    steps: Steps, env: Environment, moment: str, arguments: list[str], *, tests: str
) -> None:
    """Run the tests that are marked so, on SQLite, as if it were that moment."""
    # Full numbers would say the same ten times over.
    env = env | {"CALENDAR": moment, "FULL": ""}
    run_pytest(steps, f"tests on SQLite, as on {moment}", env, arguments, tests)


def say_that_no_browser(steps: Steps, *, fails: bool) -> None:
    steps.say(
        "\nTHE BROWSER TESTS DID NOT RUN: FOUND NO BROWSER. "
        "Install Chromium or name its path in CHROMIUM."
    )
    if fails:
        steps.note(Step("browser tests", passed=False))
