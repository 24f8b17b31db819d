"""What stands between the product and PostgreSQL, and loses COMMIT or the answer to it."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress

from tests.listening import HOST, Listening, reset_at_close

ROW, END = b'INSERT INTO "evidence_evidenceitem"', b"COMMIT"


class Losing(Listening):
    """Passes on to a port of this machine, until it is told to lose something."""

    def __init__(self, target: int):
        self._target, self._arrives = target, None
        super().__init__()

    def lose(self, *, arrives: bool) -> None:
        """Cut the next line on which a piece of evidence is stored: once its COMMIT was answered,
        but before that answer has gone on, or before its COMMIT has gone on.
        """
        self._arrives = arrives

    def meet(self, line: socket.socket) -> None:
        with socket.create_connection((HOST, self._target)) as other:
            heard = threading.Event()  # set once an answer is to be lost
            lost = threading.Event()
            back = threading.Thread(target=_back, args=[other, line, heard, lost], daemon=True)
            back.start()
            with suppress(OSError):
                self._forth(line, other, heard, lost)
            _end(line)
            _end(other)
            back.join()

    def _forth(self, line, other, heard: threading.Event, lost: threading.Event) -> None:
        is_ours = False
        while content := line.recv(65536):
            is_ours = is_ours or ROW in content
            if is_ours and END in content and self._arrives is not None:
                arrives, self._arrives = self._arrives, None
                if arrives:
                    heard.set()
                    other.sendall(content)
                    lost.wait(20)
                return
            is_ours = is_ours and END not in content
            other.sendall(content)


def _back(other, line, heard: threading.Event, lost: threading.Event) -> None:
    with suppress(OSError):
        while content := other.recv(65536):
            if heard.is_set():
                break
            line.sendall(content)
    lost.set()
    _end(line)


def _end(line: socket.socket) -> None:
    with suppress(OSError):
        reset_at_close(line)
        line.shutdown(socket.SHUT_RDWR)
