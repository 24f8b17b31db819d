"""Whether a link still leads somewhere: one polite request, and never to an address inside a
private network.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from threading import Timer
from urllib.parse import SplitResult, urljoin, urlsplit

from django.conf import settings
from django.utils.encoding import iri_to_uri

PORTS = {"http": 80, "https": 443}
REDIRECTS = 5
# Seconds: for one step of a request, for the whole of it, and between two to the same host.
STEP, WHOLE, BETWEEN = 10, 20, 1
# The page is there, only not for a visitor without an account, or not just now.
THERE_ALL_THE_SAME = {401, 403, 407, 429}
# Blocks for special purposes (IANA's registries) that Python takes for ordinary ones, or that lead
# on to an IPv4 address, which may be a private one.
SPECIAL = [
    ipaddress.ip_network(block)
    for block in ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "2002::/16", "3fff::/20")
]
PUBLIC_IPV6 = ipaddress.ip_network("2000::/3")


class NotAsked(Exception):
    """The address is none that this check calls; the message says why."""


class NoAnswer(Exception):
    """The address was called and did not answer; the message says how."""


@dataclass(frozen=True)
class Answer:
    """What a link answered, as the pages say it, and whether it is broken."""

    words: str
    broken: bool


@dataclass
class LinkCheck:
    """One run: asks each host at most once a second."""

    asked_at: dict[str, float] = field(default_factory=dict)

    def ask_all(self, urls: Iterable[str]) -> dict[str, Answer]:
        """What each of the links answers; the same link twice is asked once."""
        return {url: self.ask(url) for url in dict.fromkeys(urls)}

    def ask(self, url: str) -> Answer:
        """What the link answers at the end of its redirects, each of which is checked anew."""
        try:
            status = self._status_at_the_end_of(url)
        except NotAsked as reason:
            return Answer(f"Not asked: {reason}", broken=False)
        except NoAnswer as reason:
            return Answer(str(reason), broken=True)
        return Answer(_words_for(status), broken=status >= 400 and status not in THERE_ALL_THE_SAME)

    def _status_at_the_end_of(self, url: str) -> int:
        for _hop in range(REDIRECTS + 1):
            status, onward = self._request("HEAD", url)
            if status >= 400:
                # Some servers refuse or do not know HEAD.
                status, onward = self._request("GET", url)
            if not (300 <= status < 400 and onward):
                return status
            url = onward
        raise NoAnswer(f"It led on to other addresses more than {REDIRECTS} times")

    def _request(self, method: str, url: str) -> tuple[int, str]:
        """The status, and where the answer leads on to; its body is not read."""
        parts = _parts_of(url)
        addresses = _public_addresses(parts)
        self.wait_for(parts.hostname)
        try:
            with _open_connection(parts, addresses) as connection:
                connection.request(method, _target_of(parts), headers=_headers_for(parts))
                answer = connection.getresponse()
                onward = answer.headers.get("Location", "")
                return answer.status, urljoin(url, onward) if onward else ""
        except TimeoutError as error:
            raise NoAnswer("No answer in time") from error
        except ssl.SSLError as error:
            raise NoAnswer("No safe connection: its certificate is not good") from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise NoAnswer("No answer") from error

    def wait_for(self, host: str) -> None:
        wait = self.asked_at.get(host, 0) + BETWEEN - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        self.asked_at[host] = time.monotonic()


def _words_for(status: int) -> str:
    # By its usual name: what a strange server calls it is not kept.
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _parts_of(url: str) -> SplitResult:
    try:
        parts = urlsplit(iri_to_uri(url))
        port = parts.port
    except ValueError as error:
        raise NotAsked("this is not an address of the web") from error
    if parts.scheme not in PORTS or not parts.hostname:
        raise NotAsked("this is not an address of the web")
    if port not in (None, PORTS[parts.scheme]):
        raise NotAsked("only the usual ports of the web are called")
    return parts


def _public_addresses(parts: SplitResult) -> list[str]:
    # All must be public: a name that stands for both could be made to lead inside.
    try:
        found = resolve(parts.hostname, PORTS[parts.scheme])
    except (OSError, UnicodeError) as error:
        raise NoAnswer("No such host") from error
    if not found or not all(map(is_public, found)):
        raise NotAsked("the address lies inside a private network")
    return found


def resolve(host: str, port: int) -> list[str]:
    """The addresses that a name stands for. Raises OSError or UnicodeError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether an address belongs to the public internet: not private, local, multicast, reserved,
    special or translated.
    """
    found = ipaddress.ip_address(address.partition("%")[0])
    found = getattr(found, "ipv4_mapped", None) or found
    strange = found.is_multicast or found.is_reserved or any(found in block for block in SPECIAL)
    given_out = found.version == 4 or found in PUBLIC_IPV6
    return found.is_global and given_out and not strange


@contextmanager
def _open_connection(
    parts: SplitResult, addresses: list[str]
) -> Iterator[http.client.HTTPConnection]:
    # To these very addresses: were the name resolved again, it could lead inside by now.
    line = _first_that_answers(addresses, PORTS[parts.scheme])
    if parts.scheme == "https":
        context = ssl.create_default_context()
        line = context.wrap_socket(
            line, server_hostname=parts.hostname, do_handshake_on_connect=False
        )
    # A server that sends a letter now and then keeps within every step, but not within the whole.
    timer = Timer(WHOLE, _hang_up, [line])
    timer.start()
    try:
        if parts.scheme == "https":
            line.do_handshake()
        connection = http.client.HTTPConnection(parts.hostname, PORTS[parts.scheme])
        connection.sock = line
        yield connection
    finally:
        timer.cancel()
        line.close()


def _first_that_answers(addresses: list[str], port: int) -> socket.socket:
    # Three at most, so that a host of many dead addresses does not hold up the run.
    *others, last = addresses[:3]
    for address in others:
        with suppress(OSError):
            return socket.create_connection((address, port), STEP)
    return socket.create_connection((last, port), STEP)


def _hang_up(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _target_of(parts: SplitResult) -> str:
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _headers_for(parts: SplitResult) -> dict[str, str]:
    # Says who asks and why; a name or password in the address is not sent.
    return {
        "Host": parts.netloc.rpartition("@")[2].encode("idna").decode(),
        "User-Agent": f"PromiseTracker (weekly check of links; {settings.SITE_URL})",
        "Accept": "*/*",
        "Connection": "close",
    }
