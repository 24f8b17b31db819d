"""Why the product does not start with some settings, each with what to do about it.

Nothing but the standard library: `dev.py` asks it too, before anything is installed.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from email.utils import getaddresses
from enum import Enum
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

ROOT = Path(__file__).resolve().parent.parent
# Everybody can read it, and it signs nothing but made-up entries.
DEMO_SECRET = "demo-" + "not-a-secret-" * 5
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
# Folders whose files anybody may have: our own static ones, and where web servers look.
SERVED = [ROOT / name for name in ("static", "staticfiles", "node_modules")]
SERVED += [Path(name) for name in ("/var/www/html", "/usr/share/nginx", "/srv/www", "/srv/http")]
SERVED_NAMES = {"static", "staticfiles", "public", "public_html", "html", "htdocs", "wwwroot"}
HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*", re.I)
# What stands in secrets that somebody typed, and in none that was drawn by chance.
TYPED = re.compile(r"secret|change|passw|insecure|please|qwerty|\s", re.I)
MAIL_THAT_STAYS_HERE = ("console", "locmem", "dummy")


class Mode(Enum):
    """What an installation is for: real work, a look at an empty one on this machine by plain http,
    or the demonstration.
    """

    REAL = "real"
    LOCAL = "local"
    DEMO = "demo"


@dataclass(frozen=True)
class Given:
    """The settings of an installation, as far as they decide whether it may start.

    `mail` is what Django makes of EMAIL_URL, empty where that cannot be read; `sender` is
    DEFAULT_FROM_EMAIL, `days` are numbers of days as they were written; `store` is the bucket of an
    S3 store, `store_urls` its addresses, `folders` the places of what nobody may fetch. `days`,
    `store_urls` and `folders` go by the name of their setting.
    """

    mode: Mode
    debug: bool = False
    secret: str = ""
    fallbacks: list[str] = field(default_factory=list)
    hosts: list[str] = field(default_factory=list)
    site_url: str = ""
    mail: dict = field(default_factory=dict)
    sender: str = "promise@council.scot"
    days: dict[str, str] = field(default_factory=dict)
    small_number: str = "5"
    leave_url: str = "https://www.bbc.co.uk/weather"
    store: str = ""
    store_urls: dict[str, str] = field(default_factory=dict)
    folders: dict[str, str] = field(default_factory=dict)


def reasons_not_to_start(given: Given) -> list[str]:
    """Why an installation with these settings does not start: a sentence each, which begins with
    the name of the setting and says what to do; empty when it may.
    """
    return [sentence for reasons in REASONS[given.mode] for sentence in reasons(given)]


def what_a_real_one_needs(given: Given) -> list[str]:
    """What these settings lack for real work, in such sentences."""
    return reasons_not_to_start(replace(given, mode=Mode.REAL))


def is_loopback(host: str) -> bool:
    """Whether a host, with or without brackets, is this machine as only it sees itself."""
    host = host.strip("[]").rstrip(".").lower()
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _debug(given: Given) -> Iterator[str]:
    if given.debug:
        yield "DEBUG: leave it off; it shows secrets to strangers."


def _secrets(given: Given) -> Iterator[str]:
    for name, secrets in (
        ("SECRET_KEY", [given.secret]),
        ("SECRET_KEY_FALLBACKS", given.fallbacks),
    ):
        for secret in secrets:
            if "not-a-secret" in secret:
                yield f"{name}: that is the demonstration's, which everybody knows. {_MAKE_ONE}"
            elif _is_weak(secret):
                yield f"{name}: set it to a random text of 50 characters or more. {_MAKE_ONE}"


_MAKE_ONE = 'This makes one: python3 -c "import secrets; print(secrets.token_urlsafe(60))"'


def _is_weak(secret: str) -> bool:
    """Whether a text is too short to be a secret, or one that somebody typed: in words, of few
    different signs, in their order, or the same again and again.
    """
    steps = {ord(after) - ord(before) for before, after in pairwise(secret)}
    threes = [secret[place : place + 3] for place in range(len(secret) - 2)]
    return (
        len(secret) < 50
        or len(set(secret)) < 10
        or len(steps) < 10
        or len(set(threes)) < 0.8 * min(len(threes), 60)
        or bool(TYPED.search(secret))
    )


def _hosts(given: Given) -> Iterator[str]:
    if not given.hosts:
        yield "ALLOWED_HOSTS: set it to the site's own names, such as promise.council.scot."
    for host in given.hosts:
        if "*" in host or host.startswith("."):
            yield (
                f"ALLOWED_HOSTS: “{host}” stands for names that others may own. "
                "Write the site's own names in full, separated by commas."
            )
        elif not HOST.fullmatch(host) and not _is_address(host):
            yield (
                f"ALLOWED_HOSTS: “{host}” is no name of a site. "
                "Write names alone, without https://, port, path or a dot at the end."
            )


def _is_address(host: str) -> bool:
    """Whether a host is an IPv6 address, in the brackets without which nothing finds it."""
    try:
        return host.lower() == f"[{ipaddress.IPv6Address(host.strip('[]'))}]"
    except ValueError:
        return False


def _site(given: Given) -> Iterator[str]:
    url, host = _split(given.site_url)
    if url.scheme != "https" or not host:
        yield "SITE_URL: set it to the site's https address; mails link to it."
    elif set(given.site_url.partition("//")[2].rstrip("/")) & set("/?#@"):
        yield "SITE_URL: leave only https:// and the site's name; mails add the rest of a link."
    elif given.hosts and host not in {name.strip("[]").lower() for name in given.hosts}:
        yield (
            f"SITE_URL: {host} is not in ALLOWED_HOSTS, so that no mailed link would open. "
            "Add it there, or correct the address."
        )


def _split(text: str) -> tuple[SplitResult, str]:
    """The parts of an address, and its host; empty ones where it cannot be read."""
    try:
        url = urlsplit(text)
        host, _port = url.hostname or "", url.port
    except ValueError:  # a bracket that is not closed, or a port that is none
        return urlsplit(""), ""
    return url, host


def _mail(given: Given) -> Iterator[str]:
    backend = given.mail.get("EMAIL_BACKEND", "")
    to = {".smtp.": "EMAIL_HOST", ".filebased.": "EMAIL_FILE_PATH"}
    lacking = [name for kind, name in to.items() if kind in backend and not given.mail.get(name)]
    if not backend or lacking:
        yield f"EMAIL_URL: set it to the mail server, such as {_MAIL_SERVER}."


def _sent_safely(given: Given) -> Iterator[str]:
    backend = given.mail.get("EMAIL_BACKEND", "") if not list(_mail(given)) else ""
    encrypted = given.mail.get("EMAIL_USE_TLS") or given.mail.get("EMAIL_USE_SSL")
    if any(f".{name}." in backend for name in MAIL_THAT_STAYS_HERE):
        yield f"EMAIL_URL: no mail would leave. Set it to the mail server, such as {_MAIL_SERVER}."
    elif ".smtp." in backend and not encrypted and not is_loopback(given.mail["EMAIL_HOST"]):
        yield (
            "EMAIL_URL: mails hold links to set a password, and would leave without TLS. "
            f"Write {_MAIL_SERVER}, or smtp+ssl:// for port 465."
        )


def _sender(given: Given) -> Iterator[str]:
    addresses = [address for _name, address in getaddresses([given.sender])]
    is_one = len(addresses) == 1 and re.fullmatch(r"[^@\s]+@[^@\s]+", addresses[0])
    if not is_one or ";" in given.sender or not given.sender.isprintable():
        yield (
            "DEFAULT_FROM_EMAIL: mails could not leave from it. Write one address, such as "
            "Promise Tracker <promise@council.scot>."
        )


def _sender_elsewhere(given: Given) -> Iterator[str]:
    _name, _at, host = given.sender.rstrip("> ").rpartition("@")
    if is_loopback(host) or host.lower() == "localhost.localdomain":
        yield (
            "DEFAULT_FROM_EMAIL: other mail servers refuse a sender at this machine. Set it to an "
            "address of the council, such as Promise Tracker <promise@council.scot>."
        )


def _days(given: Given) -> Iterator[str]:
    for name, days in given.days.items():
        if not re.fullmatch(r"[1-9][0-9]{0,3}", days):
            yield f"{name}: write a whole number of days, such as 120, or leave it out."


def _small_number(given: Given) -> Iterator[str]:
    # Below 3 only a 1 would be hidden, which says that it is one.
    if not re.fullmatch(r"[3-9]|[1-9][0-9]", given.small_number):
        yield "SMALL_NUMBER: write a whole number from 3 to 99, such as 5, or leave it out."


def _leave_url(given: Given) -> Iterator[str]:
    url, host = _split(given.leave_url)
    is_page = url.scheme == "https" and HOST.fullmatch(host)
    if not (is_page and given.leave_url.isascii() and " " not in given.leave_url):
        yield (
            "LEAVE_URL: whoever leaves in a hurry would not get there. Write an address that "
            "begins with https://, such as https://www.bbc.co.uk/weather, or leave it out."
        )


_MAIL_SERVER = "smtp+tls://user:password@host:587"


def _store(given: Given) -> Iterator[str]:
    if given.store and not all(find_spec(name) for name in ("storages", "boto3")):
        yield (
            "EVIDENCE_S3_BUCKET: what speaks to such a store is not installed. Run "
            ".venv/bin/pip install --require-hashes -r requirements/s3.txt, or leave it out."
        )


def _store_urls(given: Given) -> Iterator[str]:
    for name, address in given.store_urls.items():
        if given.store and address and not address.lower().startswith("https://"):
            yield f"{name}: evidence would travel in the open. Write the store's https:// address."


def _folders(given: Given) -> Iterator[str]:
    for name, folder in given.folders.items():
        if served := folder and _served(Path(folder)):
            yield (
                f"{name}: {folder} lies inside {served}, which is served to anybody. "
                "Name a folder outside everything that a web server serves."
            )


def _served(place: Path) -> Path | None:
    """The served folder that a place lies in, if any."""
    place = place.resolve()
    served = {folder.resolve() for folder in SERVED}
    named = set() if place.is_relative_to(ROOT) else SERVED_NAMES
    above = [place, *place.parents]
    return next((one for one in above if one in served or one.name in named), None)


def _this_machine_only(given: Given) -> Iterator[str]:
    what = "the demonstration" if given.mode is Mode.DEMO else "an installation with LOCAL=on"
    instead = f"{given.mode.value.upper()}=off"
    others = [host for host in given.hosts if not is_loopback(host)]
    if others:
        yield (
            f"ALLOWED_HOSTS: {what} answers on this machine only, not as {', '.join(others)}. "
            f"Leave it out, or set {instead} for real work."
        )
    if not is_loopback(_split(given.site_url)[1]):
        yield (
            f"SITE_URL: {what} answers on this machine only, such as at http://127.0.0.1:8000. "
            f"Leave it out, or set {instead} for real work."
        )


REASONS: dict[Mode, list[Callable[[Given], Iterator[str]]]] = {
    Mode.REAL: [_debug, _secrets, _hosts, _site, _mail, _sent_safely, _sender, _sender_elsewhere]
    + [_days, _small_number, _leave_url, _store, _store_urls, _folders],
    Mode.LOCAL: [_secrets, _this_machine_only, _mail, _sender, _days, _small_number]
    + [_leave_url, _store, _store_urls, _folders],
    Mode.DEMO: [_this_machine_only, _mail, _sender, _days, _small_number, _leave_url, _store],
}
