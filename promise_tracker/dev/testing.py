"""`dev.py test`: linters, checks and tests."""

import os
import secrets

from .browser import find_browser
from .commands import BIN, MANAGE, PYTHON, Command, Environment, environment
from .installing import install, install_node_packages
from .postgresql import postgresql, uncounted
from .steps import Step, Steps

# No run fails by its time; a run that costs more waits for somebody to make it cheaper.
BUDGET = " (the budget of a whole run: 500 s)"


def test(pytest_arguments: list[str], *, full: bool) -> int:
    """Linters, checks and all tests, on both databases and in a browser; 0 when everything
    passed.
    """
    install("dev.txt")
    install_node_packages()
    env = environment(DEMO="on", DATABASE_URL="sqlite://:memory:", FULL="1" if full else "")
    has_browser = find_browser(env)
    steps = Steps()
    check_code(steps, env)
    with steps.beside(
        lambda others: test_on_postgresql(others, env, pytest_arguments, has_browser)
    ):
        run_tests(steps, "SQLite", env, pytest_arguments, "browser" if has_browser else "")
    if not has_browser:
        _say_that_no_browser(steps)
    return steps.conclude(uncounted() + BUDGET)


def _say_that_no_browser(steps: Steps) -> None:
    steps.say(
        "\nTHE BROWSER TESTS DID NOT RUN: FOUND NO BROWSER. "
        "Install Chromium or name its path in CHROMIUM."
    )
    if os.environ.get("CI") == "true":
        steps.note(Step("browser tests", passed=False))


def test_on_postgresql(
    steps: Steps, env: Environment, pytest_arguments: list[str], has_browser: bool
) -> None:
    browser = "browser and smoke" if has_browser else ""
    with postgresql(env) as server:
        if server.address:
            steps.server = server.seconds
            env = env | {"DATABASE_URL": server.address}
            run_tests(steps, "PostgreSQL", env, pytest_arguments, browser)
    started = bool(server.address)
    steps.note(Step("start and end of PostgreSQL", started, server.clock, server.processor))


def check_code(steps: Steps, env: Environment) -> None:
    steps.run("ruff check", [PYTHON, "-m", "ruff", "check"], env)
    steps.run("ruff format", [PYTHON, "-m", "ruff", "format", "--check"], env)
    steps.run("import contract", [BIN / "lint-imports", "--no-cache", "--no-logo"], env)
    steps.run("migrations", [*MANAGE, "makemigrations", "--check", "--dry-run"], env)
    live = env | {"ALLOWED_HOSTS": "promise.example", "SITE_URL": "https://promise.example"}
    live |= {
        "DEMO": "off",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "EMAIL_URL": "smtp://localhost:25",
    }
    steps.run("deployment", [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"], live)


def run_tests(
    steps: Steps, database: str, env: Environment, arguments: list[str], browser: str
) -> None:
    """Run the tests on one database, then those that `browser` marks, where there is a browser."""
    pytest: Command = [PYTHON, "-m", "pytest", *arguments, "-m"]
    narrowed = bool(arguments)  # then a group of tests may be empty
    steps.run(f"tests on {database}", [*pytest, "not browser"], env, may_be_empty=narrowed)
    if browser:
        may_be_empty = narrowed or "smoke" in browser
        steps.run(
            f"browser tests on {database}", [*pytest, browser], env, may_be_empty=may_be_empty
        )
