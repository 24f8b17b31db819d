"""A web site on this machine, whose links are checked in tests."""

import time
from http.server import BaseHTTPRequestHandler

NAMES = {
    "council.example": ["127.0.0.1"],
    "inside.example": ["10.0.0.7"],
    "both.example": ["127.0.0.1", "10.0.0.7"],
}


class Site(BaseHTTPRequestHandler):
    """Answers by path: /404, /no-head, /to/PATH, /301-to/PATH, /loop, /drip."""

    def do_HEAD(self):  # noqa: N802 - the name that http.server calls
        self.server.asked.append((self.command, self.path, dict(self.headers)))
        if self.path.startswith("/to/"):
            self.say(302, Location=self.path.removeprefix("/to"))
        elif self.path.startswith("/far/"):
            self.say(302, Location=self.path.removeprefix("/far/"))
        elif "-to/" in self.path:
            status, _, path = self.path[1:].partition("-to")
            self.say(int(status), Location=path)
        elif self.path == "/loop":
            self.say(302, Location="/loop")
        elif self.path == "/no-head":
            self.say(405 if self.command == "HEAD" else 200)
        elif self.path == "/drip":
            self.drip()
        else:
            self.say(int(self.path[1:]) if self.path[1:].isdigit() else 200)

    def do_GET(self):  # noqa: N802 - the name that http.server calls
        self.do_HEAD()

    def say(self, status: int, **headers) -> None:
        self.send_response(status, "What the <b>server</b> calls it")
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def drip(self) -> None:
        """A letter now and then, for longer than anyone should wait."""
        try:
            for _ in range(100):
                self.wfile.write(b"H")
                time.sleep(0.05)
        except OSError:
            self.server.hung_up.set()

    def log_message(self, *_args):
        pass
