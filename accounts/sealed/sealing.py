"""What was typed into a form that was not taken, sealed: encrypted and signed, to be carried by the
page until the same person opens it. Nothing of it is stored here.
"""

from __future__ import annotations

import base64
import json
import time
import zlib
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import get_current_timezone

from accounts.marks import is_mark_of
from accounts.models import User

# What each form carries of whoever opened it, and on which page.
OPENED_BY, OPENED_ON = "opened_by", "opened_page"
# The name under which a page carries sealed words.
SEALED = "sealed"
LASTS = 24 * 60 * 60
# Parts of the names of boxes that are never kept, and whole names.
SECRET = ("password", "token")
NOT_WORDS = {OPENED_BY, OPENED_ON, SEALED, "code", "next"}
# What a form without any box sends.
BESIDES_A_BUTTON = {"version", "form_key"}
# What says why a text may not be kept anywhere; apps above add theirs when they start.
REFUSED: list[Callable[[str], object]] = []


@dataclass(frozen=True)
class Words:
    """What one person sent in one form: to which address, from which page, and when."""

    mark: str
    page: str
    address: str
    values: dict[str, list[str]]
    files: list[str] = field(default_factory=list)  # their names: files themselves are not kept
    left_out: list[str] = field(default_factory=list)  # boxes whose text may not be kept
    is_broken: bool = False  # the product failed, and nobody was signed out
    at: float = 0

    def are_of(self, user: User) -> bool:
        """Whether this person wrote them."""
        return user.is_authenticated and is_mark_of(self.mark, user)

    @property
    def are_none(self) -> bool:
        """Whether only a button was pressed."""
        return not self.values.keys() - BESIDES_A_BUTTON and not self.files and not self.left_out

    @property
    def are_whole(self) -> bool:
        """Whether something was typed, and all of it is kept."""
        return not self.are_none and not self.left_out

    @property
    def time(self) -> str:
        """When they were sent, as 12:40."""
        return f"{datetime.fromtimestamp(self.at, get_current_timezone()):%H:%M}"


def words_of(request: HttpRequest, *, is_broken: bool = False) -> Words | None:
    """The words of a form that was sent; None where the form does not say who opened it, or belongs
    to signing in and out, where people type secrets.
    """
    mark, name = request.POST.get(OPENED_BY, ""), getattr(request.resolver_match, "url_name", None)
    if request.method != "POST" or not mark or (name or "").startswith("account_"):
        return None
    here, page = request.get_full_path(), request.POST.get(OPENED_ON, "")
    sent = {name: texts for name, texts in request.POST.lists() if not is_secret(name)}
    names = [file.name for _box, files in request.FILES.lists() for file in files]
    return Words(
        mark=mark,
        page=page if is_ours(page) else here,
        address=here,
        values={name: texts for name, texts in sent.items() if not any(map(_refused, texts))},
        files=[name for name in names if not _refused(name.replace("_", " "))],
        left_out=[name for name, texts in sent.items() if any(map(_refused, texts))],
        is_broken=is_broken,
        at=time.time(),
    )


def is_secret(name: str) -> bool:
    """Whether what is typed into a box of this name is never given back."""
    return name in NOT_WORDS or any(part in name.lower() for part in SECRET)


def is_ours(page: str) -> bool:
    """Whether an address leads to a page of this site."""
    return page.startswith("/") and url_has_allowed_host_and_scheme(page, allowed_hosts=None)


def _refused(text: str) -> bool:
    return any(reason(text) for reason in REFUSED)


def seal(words: Words) -> str:
    """The words as a page carries them: nobody can read or change them."""
    return locked(asdict(words))


def unseal(sealed: str) -> Words | None:
    """The words in a seal; None where it is not one of ours, or older than a day."""
    content = unlocked(sealed)
    return Words(**content) if content and "values" in content else None


def locked(content: dict) -> str:
    """Plain values as a page carries them: encrypted and signed."""
    return _lock().encrypt(zlib.compress(json.dumps(content).encode())).decode()


def unlocked(sealed: str) -> dict | None:
    """What was locked within the last day; None for what is older, or not ours."""
    try:
        content = _lock().decrypt(sealed.encode(), ttl=LASTS)
    except InvalidToken:
        return None
    return json.loads(zlib.decompress(content))


def _lock() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key_from(secret)) for secret in secrets])


def _key_from(secret: str) -> bytes:
    digest = salted_hmac("accounts.sealed", "words", secret=secret, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest)
