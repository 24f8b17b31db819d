"""As much of an S3-compatible store as the product asks for, in the memory of the tests."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

KEYS = {
    "AWS_ACCESS_KEY_ID": "made-up",
    "AWS_SECRET_ACCESS_KEY": "made-up",
    "AWS_DEFAULT_REGION": "eu-west-2",
    "AWS_EC2_METADATA_DISABLED": "true",
}

# Of everything in it; it tells so many at once.
WRITTEN, AT_ONCE = "2020-03-03T10:00:00.000Z", 1000


class ObjectStore(BaseHTTPRequestHandler):
    """`kept` of its server has each object under its path, `asked` what was asked for. While its
    server is `mute` it does what it is asked, and says nothing.
    """

    def do_PUT(self):  # noqa: N802 - the name that http.server calls
        content = self.rfile.read(int(self.headers["Content-Length"]))
        if "aws-chunked" in self.headers.get("Content-Encoding", ""):
            content = unchunked(content)
        self.server.kept[self.path] = content
        self.say(200)

    def do_HEAD(self):  # noqa: N802 - the name that http.server calls
        # Of the bucket itself, health asks.
        is_there = self.path in self.server.kept or self.path.count("/") == 1
        self.say(200 if is_there else 404, self.server.kept.get(self.path, b""))

    def do_GET(self):  # noqa: N802 - the name that http.server calls
        path, _question, query = self.path.partition("?")
        if "list-type=2" in query:
            listed = self.listed(path, parse_qs(query, keep_blank_values=True))
            self.say(200, listed)
            self.wfile.write(listed)
        else:
            self.do_HEAD()
            self.wfile.write(self.server.kept.get(self.path, b""))

    def do_DELETE(self):  # noqa: N802 - the name that http.server calls
        self.server.kept.pop(self.path, None)
        self.say(204)

    def listed(self, bucket: str, query: dict) -> bytes:
        (prefix,), keys, folders = query.get("prefix", [""]), [], set()
        for path in sorted(self.server.kept):
            key = path.removeprefix(f"{urlsplit(bucket).path.rstrip('/')}/")
            if key.startswith(prefix):
                folder, is_deeper, _rest = key[len(prefix) :].partition("/")
                if is_deeper and "delimiter" in query:
                    folders.add(f"{prefix}{folder}/")
                else:
                    keys.append(key)
        after = query.get("continuation-token", [""])[0]
        keys = [key for key in keys if key > after]
        lines = [self.line(bucket, key) for key in keys[:AT_ONCE]]
        if keys[AT_ONCE:]:
            last = escape(keys[AT_ONCE - 1])
            lines.append("<IsTruncated>true</IsTruncated>")
            lines.append(f"<NextContinuationToken>{last}</NextContinuationToken>")
        lines += [
            f"<CommonPrefixes><Prefix>{escape(folder)}</Prefix></CommonPrefixes>"
            for folder in sorted(folders)
        ]
        return f"<ListBucketResult>{''.join(lines)}</ListBucketResult>".encode()

    def line(self, bucket: str, key: str) -> str:
        size = len(self.server.kept[f"{bucket.rstrip('/')}/{key}"])
        told = f"<Key>{escape(key)}</Key><Size>{size}</Size><LastModified>{WRITTEN}</LastModified>"
        return f"<Contents>{told}</Contents>"

    def say(self, status: int, content: bytes = b"") -> None:
        self.server.asked.append((self.command, self.path))
        while self.server.mute:
            time.sleep(0.05)
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Last-Modified", "Tue, 03 Mar 2026 10:00:00 GMT")
        self.end_headers()

    def log_message(self, *_args):
        pass


def unchunked(content: bytes) -> bytes:
    """What stands in the chunks, each behind its size."""
    whole = b""
    while content:
        size, _line, rest = content.partition(b"\r\n")
        length = int(size.split(b";")[0], 16)
        if not length:
            break
        whole, content = whole + rest[:length], rest[length + 2 :]
    return whole


@contextmanager
def object_store() -> Iterator[ThreadingHTTPServer]:
    """A store that listens on a port of this machine while the block lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), ObjectStore)
    server.kept, server.asked, server.mute = {}, [], False
    threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
    try:
        yield server
    finally:
        server.mute = False
        server.shutdown()
        server.server_close()


def settings_of(store: ThreadingHTTPServer, bucket: str) -> dict[str, str]:
    """The environment in which the product keeps its files in this store."""
    address = f"http://127.0.0.1:{store.server_port}"
    return KEYS | {"EVIDENCE_S3_BUCKET": bucket, "EVIDENCE_S3_ENDPOINT": address}
