"""The address of a page as it is kept: without what a mail scanner or a newsletter put round it."""

from __future__ import annotations

import re
from base64 import b64decode, urlsafe_b64decode
from contextlib import suppress
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit, urlunsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from accounts.asking.forms import Asks
from foundations.doubting import number_doubts
from foundations.identifiers import doubtful_identifiers, refuse_identifiers

LONGEST = URLValidator.max_length  # 2,048 characters, more than any browser's field shows
ON_A_DRIVE = (
    "This is a place on a computer or a drive, which others cannot open. Open the file and upload "
    "it: choose “A file” above. Or give the address at which it stands on the web."
)
HIDDEN = (
    "A mail scanner has put its own address in place of the page’s. Open this one, and copy the "
    "address of the page that it leads to."
)
TOO_LONG = (
    f"This address has more than {LONGEST:,} characters. Give a shorter one that leads there."
)
DRIVE = re.compile(r"[a-z]:[\\/]|\\\\|//[^/.]+/|(?:file|smb|afp|nfs):", re.IGNORECASE)
# Those who lead on to another address, by the end of their host and their path; and the parameter
# in which the other address stands.
WRAPPINGS = [
    (r"\.safelinks\.protection\.(?:outlook\.com|office365\.us)/", "url"),
    (r"^statics\.teams\.(?:cdn\.office\.net|microsoft\.com)/.*safelinks", "url"),
    (r"(?:^|\.)google\.[a-z.]{2,6}/url$", "q url"),
    (r"^urldefense\.proofpoint\.com/v1/url$", "u"),
    (r"^linkprotect\.cudasvc\.com/url$", "a"),
    (r"\.protection\.sophos\.com/", "u"),
    (r"\.trendmicro\.com/.*/query$", "url"),
    (r"^clicktime\.symantec\.com/", "u"),
    (r"^protect\d*\.fireeye\.com/", "u"),
    (r"^link\.edgepilot\.com/", "u"),
    (r"^urlsand\.esvalabs\.com/", "u"),
    (r"^(?:www\.)?linkedin\.com/(?:safety/go|redir/redirect)", "url"),
    (r"^lm?\.facebook\.com/l\.php$", "u"),
    (r"^(?:www\.)?youtube\.com/redirect$", "q"),
    (r"^slack-redir\.net/link$", "url"),
]
OPAQUE = re.compile(
    r"(?:^|\.)mimecast(?:protect)?\.com/|^url\.emailprotection\.link/|^linkprotect\.|"
    r"^urldefense\.|\.safelinks\.protection\."
)
NESTED = 5
MAIL = re.compile(r"[^\s@|]+@[^\s@|]+\.[a-z]{2,}", re.IGNORECASE)
# What says who was sent the address, and what may say it.
TRACKING = re.compile(r"utm_\w+|mc_[ce]id|fbclid|gclid|msclkid|_hsenc|_hsmi|mkt_tok", re.IGNORECASE)
ADDRESSEE = re.compile(
    r"e?_?mail(?:address)?|e|data|recipient|user|username|upn|uid|login_?hint|subscriber",
    re.IGNORECASE,
)


def read_address(typed: str) -> str:
    """The address that was meant: unwrapped, its spaces encoded, nobody's e-mail address in it.

    Raises ValidationError with what to do for a place on a drive and for an address that a scanner
    hides.
    """
    address = "".join(typed.splitlines()).strip().strip("<>\"'“”")
    if DRIVE.match(address):
        raise ValidationError(ON_A_DRIVE, code="drive")
    address = _with_scheme(address.replace(" ", "%20"))
    for _time in range(NESTED):
        inner = _inside(_split(address))
        if not inner:
            break
        address = _with_scheme(inner.strip().replace(" ", "%20"))
    parts = _split(address)
    if OPAQUE.search(_place_of(parts)):
        raise ValidationError(HIDDEN, code="hidden")
    return urlunsplit(parts._replace(netloc=_host_of(parts), query=_untracked(parts.query)))


def _with_scheme(address: str) -> str:
    bare = not re.match(r"[a-z][a-z0-9+.\-]*:", address, re.IGNORECASE)
    return f"https://{address.removeprefix('//')}" if bare and address else address


def _split(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError as error:
        raise ValidationError(forms.URLField.default_error_messages["invalid"]) from error


def _place_of(parts: SplitResult) -> str:
    return f"{(parts.hostname or '').removesuffix('.mcas.ms')}{parts.path or '/'}"


def _host_of(parts: SplitResult) -> str:
    """The host without the name of a visitor, and without the watch of a cloud's guard."""
    return parts.netloc.rpartition("@")[2].removesuffix(".mcas.ms")


def _inside(parts: SplitResult) -> str:
    """The address that a wrapping leads on to; empty when this is none, or does not tell."""
    place = _place_of(parts)
    if place.startswith("urldefense."):
        return _inside_proofpoint(parts)
    if place.startswith("secure-web.cisco.com/"):
        return unquote(parts.path.rpartition("/")[2])
    for host, names in WRAPPINGS:
        if re.search(host, place):
            values = parse_qs(parts.query)
            found = next((values[name][0] for name in names.split() if name in values), "")
            return found if _leads_on(found) else _decoded(found)
    return ""


def _leads_on(found: str) -> bool:
    return bool(re.match(r"https?:|www\.", found, re.IGNORECASE))


def _decoded(found: str) -> str:
    with suppress(ValueError):
        text = b64decode(found + "==").decode()
        return text if _leads_on(text) else ""
    return ""


def _inside_proofpoint(parts: SplitResult) -> str:
    if parts.path.startswith("/v3/"):
        return _inside_third_form(urlunsplit(parts))
    found = parse_qs(parts.query).get("u", [""])[0]
    # The second form writes - for % and _ for /.
    return unquote(found.replace("-", "%").replace("_", "/")) if "/v2/" in parts.path else found


def _inside_third_form(address: str) -> str:
    """Signs that Proofpoint takes out (*, or **A for two of them, **B for three) stand behind it,
    in base64.
    """
    found = re.search(r"/v3/__(.+?)__;([^!]*)!", address)
    if not found:
        return ""
    with suppress(ValueError):
        signs = iter(urlsafe_b64decode(found[2] + "==").decode())
        alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
        return re.sub(
            r"\*(?:\*(.))?",
            lambda run: "".join(
                next(signs, "") for _sign in range(alphabet.find(run[1]) + 2 if run[1] else 1)
            ),
            found[1],
        )
    return ""


def _untracked(query: str) -> str:
    return "&".join(part for part in query.split("&") if not _is_tracking(part))


def _is_tracking(part: str) -> bool:
    name, _equals, value = part.partition("=")
    says_who = ADDRESSEE.fullmatch(name) and MAIL.search(unquote(value))
    return bool(TRACKING.fullmatch(name) or says_who)


class AddressField(Asks, forms.URLField):
    """A line for the address of a page of the web; its value is the address as it is kept."""

    # Of the kind "url" a browser would refuse www.gov.scot, and say it in its own words.
    widget = forms.TextInput(attrs={"inputmode": "url", "autocapitalize": "off"})

    def __init__(self, **options):
        super().__init__(assume_scheme="https", **options)

    def to_python(self, value: object) -> str:
        """The address that was meant, in at most 2,048 characters; raises ValidationError."""
        text = forms.CharField.to_python(self, value)
        if text in self.empty_values:
            return text
        address = super().to_python(read_address(text))
        if len(address) > LONGEST:
            raise ValidationError(TOO_LONG, code="max_length")
        # An address may write its signs as %40.
        refuse_identifiers(unquote(address))
        self.doubts = number_doubts(doubtful_identifiers(unquote(address)))
        return address
