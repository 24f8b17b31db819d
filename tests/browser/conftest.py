"""A real server with the demo council, and a browser that reports every complaint of a page."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
# A phone and a desktop; at full numbers a tablet too.
WIDTHS = [320, 1440] + ([768] if os.environ.get("FULL") == "1" else [])
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address: str, process: subprocess.Popen) -> None:
    for _attempt in range(200):
        if process.poll() is not None:
            pytest.fail("The server under test stopped by itself.")
        try:
            urllib.request.urlopen(f"{address}/health/", timeout=2)  # noqa: S310 - our own server on this machine
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("The server under test did not answer.")


def database_url(folder: Path) -> str:
    """A database of its own: a file, or on PostgreSQL a new database on the server of this run."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        return f"sqlite:///{folder / 'site.sqlite3'}"
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS promise_browser WITH (FORCE)")
        connection.execute("CREATE DATABASE promise_browser")
    head, _, query = url.partition("?")
    return head.rsplit("/", 1)[0] + "/promise_browser" + (f"?{query}" if query else "")


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The address of a running Promise Tracker with the framework and the demo council."""
    port, folder = free_port(), tmp_path_factory.mktemp("site")
    address = f"http://127.0.0.1:{port}"
    environment = os.environ | {
        "DEMO": "on",
        "DATABASE_URL": database_url(folder),
        "SITE_URL": address,
    }
    environment["EMAIL_URL"] = f"filemail:///{folder / 'mail'}"
    for command in ["migrate", "load_framework", "load_demo"]:
        subprocess.run(
            [sys.executable, "manage.py", command, "-v0"], cwd=ROOT, env=environment, check=True
        )
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


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    quiet = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ]
    found = {"executable_path": os.environ["CHROMIUM"]} if os.environ.get("CHROMIUM") else {}
    return browser_type_launch_args | found | {"args": quiet, "chromium_sandbox": os.geteuid() != 0}


@pytest.fixture(scope="session")
def sessions(browser, site):
    """One signed-in session a person of the demo, made once for the run."""
    kept = {}

    def state_of(email: str):
        if email not in kept:
            context = browser.new_context(base_url=site)
            page = context.new_page()
            page.goto("/sign-in/")
            page.get_by_label("E-mail").fill(email)
            page.get_by_label("Password", exact=True).fill(settings.DEMO_PASSWORD)
            page.get_by_role("button", name="Sign in", exact=True).click()
            page.wait_for_url(lambda url: "/sign-in/" not in url)
            kept[email] = context.storage_state()
            context.close()
        return kept[email]

    return state_of


@pytest.fixture
def visit(browser, site, sessions):
    """Open a page as a person of the demo (None: signed out), watching for complaints:
    `visit(email, path, width)`.
    """
    contexts = []

    def open_page(email: str | None, path: str = "/", width: int = 1440, **options):
        state = sessions(email) if email else None
        context = browser.new_context(
            base_url=site, storage_state=state, viewport={"width": width, "height": 900}, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on(
            "console",
            lambda said: page.complaints.append(said.text) if is_complaint(said) else None,
        )
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.answer = page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def is_complaint(said) -> bool:
    """Errors that the page itself is to blame for; that an answer is a 409 is what the test
    wanted.
    """
    return said.type == "error" and "status of 409" not in said.text


def problems(page) -> list[str]:
    """What axe, the console and a ruler find wrong with a page as it stands."""
    found = Axe().run(page, options={"runOnly": AXE_TAGS})
    violations = [
        f"axe: {one['id']}: {one['nodes'][0]['html'][:160]}" for one in found.response["violations"]
    ]
    wide = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    sideways = (
        [f"scrolls sideways by {wide}px at {page.viewport_size['width']}px"] if wide > 0 else []
    )
    return violations + sideways + [f"console: {text}" for text in page.complaints]
