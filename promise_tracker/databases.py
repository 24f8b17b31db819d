"""Where the entries are kept, as the environment says."""

from __future__ import annotations

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from environ import Env

from accounts.locked import LONGEST

env = Env()
ROOT = Path(__file__).resolve().parent.parent
IN_MEMORY = ":memory:"
SQLITE, POSTGRESQL = "django.db.backends.sqlite3", "django.db.backends.postgresql"
# PostgreSQL over connections that wait no longer than a request may.
PATIENT_POSTGRESQL = "promise_tracker.postgresql"
UNREADABLE = (
    "DATABASE_URL: it names no database. Write postgres://user:password@host:5432/name (signs such "
    "as @ and / of a password as %40 and %2F), or sqlite:////absolute/file.sqlite3."
)

SQLITE_OPTIONS = {
    # Without IMMEDIATE two readers who both go on to write fail each other (quality.md, defaults).
    "transaction_mode": "IMMEDIATE",
    "timeout": LONGEST,
    # Each thread keeps its own connection, and each of these its newest statements ready: 128 of
    # them, Python's default, hold some 5 MB a thread and save no time that could be measured.
    "cached_statements": 16,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
        "PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; "
        # So it does pages, which fill as the data grow: half a megabyte instead of two, since the
        # system keeps them all anyway.
        "PRAGMA cache_size=-512;"
    ),
}
POSTGRES_OPTIONS = {
    "connect_timeout": 3,
    "keepalives": 1,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 2,
    "tcp_user_timeout": 8000,
    "options": (
        "-c statement_timeout=8s -c lock_timeout=2s -c idle_in_transaction_session_timeout=30s"
    ),
}


def database(file: str) -> dict:
    """The database as Django's DATABASES takes it: that of DATABASE_URL, else SQLite in this file
    of the project folder, where relative paths begin. `FILE` is the place of SQLite's file. Raises
    ImproperlyConfigured with what to do when DATABASE_URL cannot be read.
    """
    config = _named() if env("DATABASE_URL", default="") else {"ENGINE": SQLITE, "NAME": file}
    if config["ENGINE"] != SQLITE:
        options = POSTGRES_OPTIONS | config.get("OPTIONS", {})
        config |= {"ENGINE": PATIENT_POSTGRESQL, "OPTIONS": options}
        return config | {"CONN_HEALTH_CHECKS": True, "CONN_MAX_AGE": 60}
    if config["NAME"] != IN_MEMORY:
        config["NAME"] = config["FILE"] = str(ROOT / config["NAME"])
    # Tests use a file too: in memory, the live server's threads would disturb each other.
    test_name = env("TEST_SQLITE", default=str(ROOT / "test.sqlite3"))
    config |= {"OPTIONS": SQLITE_OPTIONS, "TEST": {"NAME": test_name}}
    # The files beside SQLite's go with the last connection, and on a full disk cannot be made
    # anew: while each thread keeps its own, pages can still be read.
    return config | {"CONN_MAX_AGE": None}


def _named() -> dict:
    try:
        config = env.db_url("DATABASE_URL")
    except (KeyError, ValueError, ImproperlyConfigured) as error:
        raise ImproperlyConfigured(UNREADABLE) from error
    if config.get("ENGINE") not in (SQLITE, POSTGRESQL) or not config.get("NAME"):
        raise ImproperlyConfigured(UNREADABLE)
    return config
