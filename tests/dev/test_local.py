"""`dev.py run`: the demonstration has its own database, and an empty installation what it needs."""

import sqlite3
import stat

import pytest

from promise_tracker.dev import local
from promise_tracker.dev.local import (
    complete,
    demo_settings,
    given_in,
    local_settings,
    needs_of_a_real_one,
    was_a_demonstration,
)
from promise_tracker.refusals import Given, Mode, reasons_not_to_start

REAL = """# the council's
SITE_URL=https://promise.example
export ALLOWED_HOSTS="promise.example"
"""


@pytest.fixture
def env_file(tmp_path):
    return tmp_path / ".env"


def make_database(file, email: str) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE accounts_user (email text)")
        connection.execute("INSERT INTO accounts_user VALUES (?)", [email])
    connection.close()


def test_on_a_new_laptop_everything_that_is_missing_is_made(env_file):
    assert complete(env_file, {}) == ["SECRET_KEY", "LOCAL"]
    written = given_in(env_file.read_text())
    assert written["LOCAL"] == "on"
    assert stat.S_IMODE(env_file.stat().st_mode) == 0o600
    ours = written | local_settings(8001)
    given = Given(
        mode=Mode.LOCAL,
        secret=ours["SECRET_KEY"],
        hosts=ours["ALLOWED_HOSTS"].split(","),
        site_url=ours["SITE_URL"],
        mail={"EMAIL_BACKEND": "console"},
    )
    assert reasons_not_to_start(given) == []


def test_a_second_run_keeps_the_secret_and_whatever_was_added(env_file):
    complete(env_file, {})
    env_file.write_text(env_file.read_text() + "COUNCIL_NAME=Perth")
    before = env_file.read_text()
    assert complete(env_file, {}) == []
    assert env_file.read_text() == before


def test_what_stands_there_stays_and_a_real_one_stays_real(env_file):
    env_file.write_text(REAL)
    assert complete(env_file, {}) == ["SECRET_KEY"]
    assert env_file.read_text().startswith(REAL)
    assert list(given_in(env_file.read_text())) == ["SITE_URL", "ALLOWED_HOSTS", "SECRET_KEY"]
    assert given_in(env_file.read_text())["ALLOWED_HOSTS"] == "promise.example"


def test_a_line_that_sets_nothing_takes_nothing_from_the_next(env_file):
    env_file.write_text("SECRET_KEY=\nexport LOCAL=\nCOUNCIL_NAME=Mine\n")
    assert complete(env_file, {}) == ["SECRET_KEY", "LOCAL"]
    assert given_in(env_file.read_text())["COUNCIL_NAME"] == "Mine"


def test_what_the_environment_says_is_not_missing(env_file):
    assert complete(env_file, {"SECRET_KEY": "x" * 50, "LOCAL": "on"}) == []
    assert not env_file.exists()


def test_beside_a_former_demonstration_the_installation_gets_a_file_of_its_own(env_file):
    make_database(env_file.parent / "db.sqlite3", "admin@demo.test")
    assert complete(env_file, {}) == ["SECRET_KEY", "LOCAL", "DATABASE_URL"]
    url = given_in(env_file.read_text())["DATABASE_URL"]
    assert url not in ("sqlite:///db.sqlite3", demo_settings(8000)["DATABASE_URL"])


def test_a_former_demonstration_is_known_and_nothing_else(tmp_path):
    made, other, broken = (tmp_path / name for name in ("a.sqlite3", "b.sqlite3", "c.sqlite3"))
    make_database(made, "admin@demo.test")
    make_database(other, "ada@council.test")
    broken.write_text("no database at all, but long enough to be one" * 9)
    assert was_a_demonstration(made)
    assert not any(was_a_demonstration(file) for file in (other, broken, tmp_path / "none"))
    assert not (tmp_path / "none").exists()


def test_the_demonstration_never_gets_what_is_set_for_real_work():
    given = demo_settings(8001)
    assert given["DATABASE_URL"] == f"sqlite:///{local.DEMO_FILE}"
    assert local.DEMO_FILE not in (local.FILE, local.SECOND_FILE)
    assert (given["EVIDENCE_S3_BUCKET"], given["EVIDENCE_FOLDER"]) == ("", "")
    assert given["SITE_URL"] == "http://127.0.0.1:8001"


def test_it_says_what_a_real_installation_needs(env_file):
    complete(env_file, {})
    needs = needs_of_a_real_one(given_in(env_file.read_text()))
    names = [need.partition(": ")[0] for need in needs]
    assert names == [
        *("ALLOWED_HOSTS", "SITE_URL", "EMAIL_URL", "DEFAULT_FROM_EMAIL", "DATABASE_URL"),
        "BEHIND_PROXY",
    ]
