"""As much of a PostgreSQL server as it takes to be connected to, and to fail in one way."""

import socket
import struct
from contextlib import suppress

from tests.listening import Listening, reset_at_close

SAID = {
    "client_encoding": "UTF8",
    "server_version": "16.0",
    "standard_conforming_strings": "on",
    "TimeZone": "UTC",
}
# What the server says of its own limits, and while it stops.
SERVERS_OWN = {
    "statement takes too long": "57014",
    "row is locked for too long": "55P03",
    "server is stopped": "57P01",
    "disk of the server is full": "53100",
}


def message(kind: bytes, content: bytes = b"") -> bytes:
    return kind + struct.pack("!i", len(content) + 4) + content


def complaint(code: str) -> bytes:
    content = b"SERROR\0VERROR\0C" + code.encode() + b"\0Mmade up for the test\0\0"
    return message(b"E", content) + ready()


def ready() -> bytes:
    return message(b"Z", b"I")


def one_row() -> bytes:
    """The answer to SELECT 1, in the extended protocol that psycopg speaks."""
    column = b"one\0" + struct.pack("!ihihih", 0, 0, 23, 4, -1, 0)
    row = struct.pack("!h", 1) + struct.pack("!i", 1) + b"1"
    parts = [(b"1", b""), (b"2", b""), (b"T", struct.pack("!h", 1) + column)]
    parts += [(b"D", row), (b"C", b"SELECT 1\0")]
    return b"".join(message(*part) for part in parts) + ready()


class Stub(Listening):
    """A server on this machine; `way` says how it meets what it is asked, and may be changed."""

    def __init__(self, way: str):
        self.way, self.asked = way, 0
        super().__init__()

    def meet(self, line: socket.socket) -> None:
        with suppress(struct.error):  # half a message
            if self.way == "says nothing from the start":
                _swallow(line)
            self._let_in(line)
            while line.recv(65536):
                self.asked += 1
                self._answer(line)

    @staticmethod
    def _let_in(line: socket.socket) -> None:
        size, code = struct.unpack("!ii", line.recv(8))
        if code in (80877103, 80877104):  # asked for encryption, which is refused
            line.sendall(b"N")
            size, code = struct.unpack("!ii", line.recv(8))
        line.recv(size - 8)
        told = [f"{name}\0{value}\0".encode() for name, value in SAID.items()]
        told = b"".join(message(b"S", each) for each in told)
        line.sendall(message(b"R", struct.pack("!i", 0)) + told + ready())

    def _answer(self, line: socket.socket) -> None:
        if self.way == "says nothing any more":
            _swallow(line)
        if self.way == "resets":
            # Closed at once, with a reset for what is under way.
            reset_at_close(line)
            raise OSError
        line.sendall(complaint(SERVERS_OWN[self.way]) if self.way in SERVERS_OWN else one_row())


def _swallow(line: socket.socket) -> None:
    while line.recv(65536):
        pass
    raise OSError
