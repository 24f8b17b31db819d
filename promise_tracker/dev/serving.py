"""`dev.py run`: the product on this machine."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from datetime import date, timedelta

from .commands import MANAGE, PYTHON, ROOT, Environment, environment, quietly
from .installing import install, install_node_packages
from .local import (
    DEMO_FILE,
    FILE,
    complete,
    demo_settings,
    given_in,
    local_settings,
    needs_of_a_real_one,
    was_a_demonstration,
)

ENV_FILE = ROOT / ".env"


def run(port: int, *, demo: bool) -> int:
    """Bring everything up to date and serve it on this machine until Ctrl-C."""
    if not 0 < port < 65536 or _answers(port):
        sys.exit(
            f"Port {port} is taken, or no port. "
            "Choose another, such as: python3 dev.py run --port 8001"
        )
    install("base.txt")
    install_node_packages("--omit=dev")
    return _run_demo(port) if demo else _run_empty(port)


def _run_demo(port: int) -> int:
    if was_a_demonstration(ROOT / FILE):
        print(
            f"{ROOT / FILE} holds the demonstration as an earlier version made it. It now has a "
            f"file of its own, {DEMO_FILE}; the old one stays as it is and is not used. Delete it "
            "when you need nothing in it."
        )
    env = environment(**demo_settings(port))
    _prepare(env)
    quietly("Loading the demo council", [*MANAGE, "load_demo"], env)
    # Whoever's day is not today has her first mail from Monday.
    monday = date.today() - timedelta(days=date.today().weekday())  # noqa: DTZ011 - of this machine
    quietly("Writing reminders", [*MANAGE, "remind", "--on", f"{monday}"], env)
    return _serve(port, env, "- sign in with one of the accounts that the page lists")


def _run_empty(port: int) -> int:
    if added := complete(ENV_FILE, dict(os.environ)):
        print(f"Wrote what was missing into {ENV_FILE}: {', '.join(added)}")
    if "DATABASE_URL" in added:
        print(f"It has a new database, since {ROOT / FILE} holds a former demonstration.")
    there = given_in(ENV_FILE.read_text("utf-8")) | os.environ
    if there.get("EVIDENCE_S3_BUCKET"):
        install("s3.txt")
    env = environment(**local_settings(port))
    _prepare(env)
    address = "" if port == 8000 else f"SITE_URL=http://127.0.0.1:{port} "
    advice = [
        "- empty, by plain http, for this machine only.",
        f"Its settings are in {ENV_FILE}.",
        "To sign in, invite yourself, and open the link in the mail"
        + (":" if there.get("EMAIL_URL") else " that this prints:"),
        f"  {address}{PYTHON.relative_to(ROOT)} manage.py first_administrator you@council.scot",
        "A real installation also needs (the README says more):",
        *[f"  {need}" for need in needs_of_a_real_one(there)],
    ]
    return _serve(port, env, "\n".join(advice))


def _prepare(env: Environment) -> None:
    quietly("Preparing the database", [*MANAGE, "migrate"], env)
    quietly("Loading the framework", [*MANAGE, "load_framework"], env)


def _serve(port: int, env: Environment, advice: str) -> int:
    """Run Django's server, and beside it what sends mail and what makes packs, and say where it is
    once it answers; Ctrl-C is the ordinary way out.
    """
    sender = subprocess.Popen([*MANAGE, "send_mail", "--every", "10"], cwd=ROOT, env=env)
    worker = subprocess.Popen([*MANAGE, "db_worker", "--interval", "2"], cwd=ROOT, env=env)
    server = subprocess.Popen([*MANAGE, "runserver", f"127.0.0.1:{port}"], cwd=ROOT, env=env)
    try:
        while server.poll() is None and not _answers(port):
            time.sleep(0.2)
        if server.poll() is None:
            print(f"\nPromise Tracker is at http://127.0.0.1:{port}/ {advice}", flush=True)
        return server.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        for process in (server, sender, worker):
            process.terminate()
            process.wait()


def _answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False
