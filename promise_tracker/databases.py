"""Where the entries are kept, as the environment says."""

from __future__ import annotations

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from environ import Env

env = Env()
ROOT = Path(__file__).resolve().parent.parent
IN_MEMORY = ":memory:"
SQLITE, POSTGRESQL = "django.db.backends.sqlite3", "django.db.backends.postgresql"
UNREADABLE = (
    "DATABASE_URL: it names no database. Write postgres://user:password@host:5432/name (signs such "
    "as @ and / of a password as %40 and %2F), or sqlite:////absolute/file.sqlite3."
)

SQLITE_OPTIONS = {
    # Without IMMEDIATE two readers who both go on to write fail each other (quality.md, defaults).
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
        "PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
    ),
}
POSTGRES_OPTIONS = {
    "connect_timeout": 5,
    "keepalives": 1,
    "tcp_user_timeout": 8000,
    "options": (
        "-c statement_timeout=15s -c lock_timeout=5s -c idle_in_transaction_session_timeout=30s"
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
        return config | {"OPTIONS": options, "CONN_HEALTH_CHECKS": True, "CONN_MAX_AGE": 60}
    if config["NAME"] != IN_MEMORY:
        config["NAME"] = config["FILE"] = str(ROOT / config["NAME"])
    # Tests use a file too: in memory, the live server's threads would disturb each other.
    test_name = env("TEST_SQLITE", default=str(ROOT / "test.sqlite3"))
    return config | {"OPTIONS": SQLITE_OPTIONS, "TEST": {"NAME": test_name}}


def _named() -> dict:
    try:
        config = env.db_url("DATABASE_URL")
    except (KeyError, ValueError, ImproperlyConfigured) as error:
        raise ImproperlyConfigured(UNREADABLE) from error
    if config.get("ENGINE") not in (SQLITE, POSTGRESQL) or not config.get("NAME"):
        raise ImproperlyConfigured(UNREADABLE)
    return config
