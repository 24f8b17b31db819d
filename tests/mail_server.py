"""A mail server of a test: it takes every mail, or falls silent where it is told to."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread


class MailServer(ThreadingTCPServer):
    """Keeps whom each mail was for. `before_hello` is called at each connection."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, before_hello: Callable = lambda: None, silent_at: bytes = b"nothing"):
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.before_hello, self.silent_at = before_hello, silent_at
        self.taken: list[str] = []

    @contextmanager
    def answering(self) -> Iterator[None]:
        """In this block it answers; before, who comes waits."""
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        try:
            yield
        finally:
            self.shutdown()
            self.server_close()


class _Conversation(StreamRequestHandler):
    def handle(self) -> None:
        self.server.before_hello()
        self._say(b"HELLO", b"220 here")
        to, in_text = "", False
        for line in self.rfile:
            word = line.strip().upper()
            if in_text and word != b".":
                continue
            if in_text:
                self.server.taken.append(to)
            if word.startswith(b"RCPT"):
                to = line.decode().partition("<")[2].partition(">")[0]
            in_text = word == b"DATA"
            self._say(word, b"354 go on" if in_text else b"250 good")

    def _say(self, to: bytes, words: bytes) -> None:
        if not to.startswith(self.server.silent_at):
            self.wfile.write(words + b"\r\n")
