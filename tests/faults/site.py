"""The product as it runs for real: gunicorn and its workers, over the database of this process."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from django.test import Client

from accounts.models import User
from oversight.demo.models import Demonstration

from .browsing import CUT, Answer, Browser

if TYPE_CHECKING:
    from .cluster import Cluster

ROOT = Path(__file__).resolve().parents[2]
WORKERS, THREADS = 2, 8  # as the README says
PATIENCE = 60  # seconds for a start
# With the clock of this process, where the tests run as on another day.
GUNICORN = "import tests.environment; from gunicorn.app.wsgiapp import run; run()"
MANAGE = "import tests.environment, manage; manage.main()"


class Site:
    """A Promise Tracker on the database at `url`, of the kind `database`; what it keeps (uploads,
    log) lies in `folder`. `cluster` is the PostgreSQL when it is ours to break.
    """

    def __init__(self, folder: Path, database: str, url: str, cluster: Cluster | None = None):
        self.folder, self.database, self.url, self.cluster = folder, database, url, cluster
        self.port = free_port()
        self.uploads = Path(os.environ.get("EVIDENCE_FOLDER") or folder / "uploads")
        self.log = folder / "server.log"
        self._process: subprocess.Popen | None = None

    def start(self, **settings: str) -> None:
        """Start it, with these settings besides its own, and wait until health answers."""
        # A process that made-up entries belong to takes no other database than one marked so.
        Demonstration.objects.get_or_create()
        address = f"127.0.0.1:{self.port}"
        command = [sys.executable, "-c", GUNICORN, "promise_tracker.wsgi", "--bind", address]
        command += ["--workers", str(WORKERS), "--threads", str(THREADS)]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command, cwd=ROOT, env=self.env | settings, stdout=log, stderr=log
            )
        self.wait()

    @property
    def env(self) -> dict[str, str]:
        """The environment of its processes."""
        return os.environ | {
            "DEMO": "on",
            "DATABASE_URL": self.url,
            "EVIDENCE_FOLDER": str(self.uploads),
            "SITE_URL": f"http://127.0.0.1:{self.port}",
            "EMAIL_URL": f"filemail:///{self.folder / 'mail'}",
            "DJANGO_SETTINGS_MODULE": "promise_tracker.settings",
            # As the README has it: else each thread's heap keeps what its largest page took.
            "MALLOC_ARENA_MAX": "2",
        }

    def wait(self) -> Answer:
        """What health says, once it says anything. Raises RuntimeError when it never does."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self._process.poll() is None:
            try:
                return Browser(self.port).get("/health/")
            except CUT:
                time.sleep(0.05)
        raise RuntimeError(f"The server does not answer.\n{self.said()[-3000:]}")

    def stop(self) -> None:
        """Stop it, and forget its log."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            for pid in self.workers():
                os.kill(pid, signal.SIGKILL)
            self._process.kill()
            self._process.wait()
        self._process = None

    @contextmanager
    def running(self, **settings: str):
        """It runs as long as this block."""
        self.start(**settings)
        try:
            yield self
        finally:
            self.stop()

    def workers(self) -> list[int]:
        """The numbers of its workers' processes."""
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        return [int(pid) for pid in children.read_text().split()]

    def memory(self) -> int:
        """How many bytes of memory its workers hold."""
        pages = [Path(f"/proc/{pid}/statm").read_text().split()[1] for pid in self.workers()]
        return sum(map(int, pages)) * os.sysconf("SC_PAGE_SIZE")

    def browser(self, person: User | str | None = None) -> Browser:
        """The browser of a person, or of whose session this is; of nobody without either."""
        if isinstance(person, User):
            client = Client()
            client.force_login(person)
            person = client.cookies["sessionid"].value
        return Browser(self.port, person)

    def said(self) -> str:
        """What its log says so far."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
