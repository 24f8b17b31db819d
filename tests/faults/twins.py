"""Two installations of the product in folders of their own, and what stands in front of them."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from subprocess import DEVNULL

from tests.listening import HOST, Listening

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ["accounts", "actions", "evidence", "foundations", "oversight", "promise_tracker"]
COPIED = [*PROGRAM, "templates", "static", "fixtures", "manage.py", "gunicorn.conf.py"]
# As systemd hands it a socket that it keeps: connections wait in it while the server is started
# anew, and none is refused or cut.
KEPT = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ |= {"LISTEN_FDS": "1", "LISTEN_PID": str(os.getpid())}
os.execv(sys.executable, [sys.executable, *sys.argv[2:]])
"""
# How long a server may take to begin, and to end what it has begun.
BEGINS, ENDS = 60, 40


class Installation:
    """The product in a folder of its own, served by gunicorn as the README says."""

    def __init__(self, folder: Path, environment: dict[str, str]):
        self.folder, self.environment = folder, environment
        self.listening = socket.create_server((HOST, 0), backlog=512)
        self.port = self.listening.getsockname()[1]
        folder.mkdir(parents=True)
        for name in COPIED:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, folder / name)
        (folder / "node_modules").symlink_to(ROOT / "node_modules")
        self.process: subprocess.Popen | None = None

    def manage(self, *command: str) -> str:
        """What a command of `manage.py` says."""
        told = [sys.executable, "manage.py", *command]
        done = subprocess.run(
            told, cwd=self.folder, env=self.environment, check=True, capture_output=True, text=True
        )
        return done.stdout

    def start(self) -> None:
        """Start it and wait until it answers."""
        socket_number = self.listening.fileno()
        command = [sys.executable, "-c", KEPT, str(socket_number), "-m", "gunicorn"]
        command += ["promise_tracker.wsgi", "--workers", "2", "--threads", "8"]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [*command, "--log-level", "warning"],
                cwd=self.folder,
                env=self.environment,
                stdout=DEVNULL,
                stderr=log,
                pass_fds=[socket_number],
            )
        self._wait()

    def stop(self) -> None:
        """Let it end what it has begun, and wait for that."""
        if self.process:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=ENDS)
            self.process = None

    def restart(self) -> None:
        """Stop it and start it, as for a new release."""
        self.stop()
        self.start()

    def reload(self) -> None:
        """Let gunicorn replace its workers, as for new settings."""
        old = self._workers()
        self.process.send_signal(signal.SIGHUP)
        until = time.monotonic() + ENDS
        while self._workers() & old:
            if time.monotonic() > until:
                raise TimeoutError("Workers of before are still there.")
            time.sleep(0.1)

    def _workers(self) -> set[str]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return set(children.read_text().split())

    def _wait(self) -> None:
        until = time.monotonic() + BEGINS
        while time.monotonic() < until and self.process.poll() is None:
            with suppress(OSError), socket.create_connection((HOST, self.port), timeout=20) as line:
                line.sendall(b"GET /health/ HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
                if line.recv(9):
                    return
            time.sleep(0.1)
        raise TimeoutError((self.folder / "log").read_text()[-2000:])


class Balancer(Listening):
    """Hands each connection to the next of several ports, and to the one after that where it is
    refused; whatever else goes wrong it hands on.
    """

    def __init__(self, ports: list[int]):
        self.ports, self.turns = ports, count()
        super().__init__()

    def meet(self, line: socket.socket) -> None:
        with self._server() as server:
            back = threading.Thread(target=_hand_on, args=[server, line], daemon=True)
            back.start()
            _hand_on(line, server)
            back.join()

    def _server(self) -> socket.socket:
        turn = next(self.turns)
        for step in range(len(self.ports)):
            with suppress(ConnectionRefusedError):
                port = self.ports[(turn + step) % len(self.ports)]
                return socket.create_connection((HOST, port))
        raise ConnectionRefusedError


def _hand_on(source: socket.socket, to: socket.socket) -> None:
    with suppress(OSError):
        while part := source.recv(65536):
            to.sendall(part)
    with suppress(OSError):
        to.shutdown(socket.SHUT_WR)


@contextmanager
def twins(folder: Path, settings: dict[str, str]) -> Iterator[tuple[Installation, Installation]]:
    """Two installations over one database and one store, with the made-up council, both started."""
    environment = {name: value for name, value in os.environ.items() if name != "EVIDENCE_FOLDER"}
    environment |= {"DJANGO_SETTINGS_MODULE": "promise_tracker.settings"} | settings
    both = Installation(folder / "one", environment), Installation(folder / "two", environment)
    try:
        for command in ("load_framework", "load_demo"):
            both[0].manage(command)
        for each in both:
            each.start()
        yield both
    finally:
        for each in both:
            each.stop()
            each.listening.close()
