"""A port of this machine behind which a test plays the other end."""

from __future__ import annotations

import socket
import struct
import threading
from contextlib import suppress

HOST = "127.0.0.1"


class Listening:
    """Listens from the start at a port of its own; whoever connects is met in a thread."""

    def __init__(self):
        self.port = 0  # any that is free
        self.open()

    def open(self) -> None:
        """Listen, after a `close` at the port of before."""
        self.listening = socket.create_server((HOST, self.port), backlog=128)
        self.port = self.listening.getsockname()[1]
        threading.Thread(target=self._listen, args=[self.listening], daemon=True).start()

    def close(self) -> None:
        """Take no more connections; the open ones stay."""
        with suppress(OSError):
            # Else the thread that listens takes one more.
            self.listening.shutdown(socket.SHUT_RDWR)
        self.listening.close()

    def meet(self, line: socket.socket) -> None:
        """What is done with a connection. OSError ends it."""
        raise NotImplementedError

    def _listen(self, listening: socket.socket) -> None:
        with suppress(OSError):
            while True:
                line, _address = listening.accept()
                threading.Thread(target=self._meet, args=[line], daemon=True).start()

    def _meet(self, line: socket.socket) -> None:
        with suppress(OSError), line:
            self.meet(line)


def reset_at_close(line: socket.socket) -> None:
    """Let its end be a reset for the other side, whatever is under way."""
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
