"""What stands between the server and another end, and breaks it: a TCP proxy."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress

from tests.listening import Listening, reset_at_close

# What it does with what it is given: passes it on, late or bit by bit; resets lines, takes no new
# ones, or acknowledges everything and passes nothing on.
WORKS, DELAY, SLOW, RESET, REFUSE, SILENT = "works", "delay", "slow", "reset", "refuse", "silent"
LATE, A_SECOND = 0.3, 4096  # seconds a packet, bytes


class Proxy(Listening):
    """Passes on to `target`, an address or the path of a socket; `way` may be set at any time."""

    def __init__(self, target: tuple[str, int] | str):
        self._target, self._way, self._lines = target, WORKS, set()
        super().__init__()

    @property
    def way(self) -> str:
        return self._way

    @way.setter
    def way(self, way: str) -> None:
        before, self._way = self._way, way
        if REFUSE in (before, way) and before != way:
            super().close() if way == REFUSE else self.open()
        # Whoever was met with silence hears no more of it; a reset ends what is open.
        if way in (RESET, REFUSE) or before == SILENT:
            self._reset_all()

    def close(self) -> None:
        super().close()
        self._reset_all()

    def _reset_all(self) -> None:
        for line in list(self._lines):
            _reset(line)

    def meet(self, line: socket.socket) -> None:
        self._lines.add(line)
        try:
            if self._way == RESET:
                _reset(line)
                return
            with self._connected() as other:
                self._lines.add(other)
                back = threading.Thread(target=self._pass_on, args=[other, line], daemon=True)
                back.start()
                self._pass_on(line, other)
                back.join()
                self._lines.discard(other)
        except OSError:
            _reset(line)
        finally:
            self._lines.discard(line)

    def _connected(self) -> socket.socket:
        if isinstance(self._target, tuple):
            return socket.create_connection(self._target)
        other = socket.socket(socket.AF_UNIX)
        other.connect(self._target)
        return other

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while content := one.recv(65536):
                self._hand(content, other)
        for line in (one, other):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def _hand(self, content: bytes, other: socket.socket) -> None:
        if self._way == SILENT:
            return
        if self._way == DELAY:
            time.sleep(LATE)
        while self._way == SLOW and content:
            other.sendall(content[: A_SECOND // 10])
            content = content[A_SECOND // 10 :]
            time.sleep(0.1)
        other.sendall(content)


def _reset(line: socket.socket) -> None:
    with suppress(OSError):
        reset_at_close(line)
    with suppress(OSError):
        # The thread that reads it wakes up.
        line.shutdown(socket.SHUT_RD)
    line.close()
