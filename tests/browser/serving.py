"""A server over a database of its own, as the browser meets it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PREPARE = """
import django
django.setup()
from django.core.management import call_command
for command in ("migrate", "load_framework", "load_demo"):
    call_command(command, verbosity=0)
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address: str, process: subprocess.Popen) -> None:
    for _attempt in range(200):
        if process.poll() is not None:
            pytest.fail("The server under test stopped by itself.")
        try:
            urllib.request.urlopen(f"{address}/health/", timeout=2)  # noqa: S310 - our server
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("The server under test did not answer.")


def new_database() -> str:
    """A new database on the PostgreSQL server of this run."""
    import psycopg

    url = os.environ["DATABASE_URL"]

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS promise_browser WITH (FORCE)")
        connection.execute("CREATE DATABASE promise_browser")
    head, _, query = url.partition("?")
    return head.rsplit("/", 1)[0] + "/promise_browser" + (f"?{query}" if query else "")


def run_with(database: str, script: str, **settings: str) -> dict[str, str]:
    """Let a script fill a database; the environment in which it ran."""
    environment = os.environ | settings
    environment |= {
        "DEMO": "on",
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "promise_tracker.settings",
    }
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment, check=True)
    return environment


@contextmanager
def serving(folder: Path, prepare: str, database: str) -> Iterator[str]:
    """The address of a running Promise Tracker over a database that a script has filled."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    mail = f"filemail:///{folder / 'mail'}"
    environment = run_with(database, prepare, SITE_URL=address, EMAIL_URL=mail)
    gunicorn = [
        "-m",
        "gunicorn",
        "promise_tracker.wsgi",
        "--bind",
        f"127.0.0.1:{port}",
        "--threads",
        "4",
    ]
    process = subprocess.Popen(
        [sys.executable, *gunicorn, "--log-level", "warning"], cwd=ROOT, env=environment
    )
    try:
        wait_for(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=10)
