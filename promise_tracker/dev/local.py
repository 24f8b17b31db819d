"""Settings for `dev.py run`: the demonstration's, and what an empty installation on this machine
lacks, which goes into the file `.env`.
"""

import contextlib
import re
import secrets
import sqlite3
from pathlib import Path

from promise_tracker.refusals import LOOPBACK, Given, Mode, what_a_real_one_needs

from .commands import Environment

DEMO_FILE, FILE, SECOND_FILE = "demo.sqlite3", "db.sqlite3", "installation.sqlite3"
SET = re.compile(r"^[ \t]*(?:export[ \t]+)?(\w+)[ \t]*=[ \t]*(.*?)\s*$", re.M)


def demo_settings(port: int) -> Environment:
    """What the demonstration runs with, whatever else is set: its own database and files."""
    return {
        "DEMO": "on",
        "DATABASE_URL": f"sqlite:///{DEMO_FILE}",
        "EVIDENCE_FOLDER": "",
        "EVIDENCE_S3_BUCKET": "",
        "SITE_URL": f"http://127.0.0.1:{port}",
        "ALLOWED_HOSTS": ",".join(LOOPBACK),
    }


def local_settings(port: int) -> Environment:
    """What an empty installation runs with on this machine, besides its `.env`."""
    return {
        "DEMO": "off",
        "LOCAL": "on",
        "SITE_URL": f"http://127.0.0.1:{port}",
        "ALLOWED_HOSTS": ",".join(LOOPBACK),
    }


def complete(env_file: Path, environment: Environment) -> list[str]:
    """Write into `.env` what an installation on this machine lacks there and in the environment;
    the names of what was added.

    Without LOCAL where it has an address already: then it is a real one, which stays so.
    """
    text = env_file.read_text("utf-8") if env_file.exists() else ""
    there = given_in(text) | environment
    wanted = {"SECRET_KEY": secrets.token_urlsafe(60)}
    if not there.get("SITE_URL"):
        wanted["LOCAL"] = "on"
    if not there.get("DATABASE_URL") and was_a_demonstration(env_file.parent / FILE):
        wanted["DATABASE_URL"] = f"sqlite:///{SECOND_FILE}"
    added = {name: value for name, value in wanted.items() if not there.get(name)}
    if added:
        lines = [text.rstrip("\n")] if text.strip() else []
        lines += [f"{name}={value}" for name, value in added.items()]
        env_file.touch(mode=0o600)
        env_file.write_text("\n".join(lines) + "\n", "utf-8")
    return list(added)


def given_in(text: str) -> dict[str, str]:
    """What the text of an `.env` sets, by name."""
    return {name: value.strip("\"'") for name, value in SET.findall(text)}


def was_a_demonstration(file: Path) -> bool:
    """Whether an SQLite file holds the demonstration of an earlier version."""
    asking = "SELECT 1 FROM accounts_user WHERE email = 'admin@demo.test'"
    with contextlib.suppress(sqlite3.Error):
        if file.exists():
            with contextlib.closing(sqlite3.connect(file)) as connection:
                return connection.execute(asking).fetchone() is not None
    return False


def needs_of_a_real_one(there: dict[str, str]) -> list[str]:
    """What an installation with these settings lacks for real work, a sentence each."""
    given = Given(
        mode=Mode.REAL,
        secret=there.get("SECRET_KEY", ""),
        hosts=[host for host in there.get("ALLOWED_HOSTS", "").split(",") if host],
        site_url=there.get("SITE_URL", ""),
        mail={"EMAIL_BACKEND": there.get("EMAIL_URL", "")},
        sender=there.get("DEFAULT_FROM_EMAIL", ""),
    )
    needs = what_a_real_one_needs(given)
    if not there.get("DATABASE_URL", "").startswith("postgres"):
        needs.append("DATABASE_URL: a PostgreSQL, such as postgres://user:password@host:5432/name.")
    return [*needs, "BEHIND_PROXY: on, behind a web server that speaks https; and LOCAL left out."]
