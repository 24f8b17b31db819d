"""The signs of a code: how it is made, printed, and read again when somebody types it."""

from __future__ import annotations

import re
import unicodedata
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac

# No two that look alike, in print or by hand, and no vowels, which would make words: 23 signs, of
# which ten have 45 bits.
SIGNS = "23456789CDFHJKMNPQRTWXY"
LENGTH = 10
GROUPS = (4, 4, 2)
# What these are easily taken for stands in no code.
_MISREAD = str.maketrans("BGSZ", "8652")
_NO_SIGN = re.compile(r"[\W_]+")
_MADE, _KEPT = "evidence.codes.made", "evidence.codes.kept"


def code_of(form_key: UUID) -> str:
    """The code that a form makes: the same one when the form is sent twice, since it is stored
    nowhere from where it could be read again. Both the key, which is made anew for each form, and
    the secret key go into it, so that nobody can work it out who has not both.
    """
    number = int.from_bytes(salted_hmac(_MADE, form_key.hex, algorithm="sha256").digest())
    signs = []
    for _place in range(LENGTH):
        number, sign = divmod(number, len(SIGNS))
        signs.append(SIGNS[sign])
    return "".join(signs)


def printed(code: str) -> str:
    """A code as it stands on paper: in groups, with hyphens."""
    rest, groups = code, []
    for length in GROUPS:
        groups.append(rest[:length])
        rest = rest[length:]
    return "-".join(groups)


def read_code(typed: str) -> str:
    """The code that somebody typed, however she wrote it. Raises ValidationError for what can be
    none.
    """
    letters = _NO_SIGN.sub("", unicodedata.normalize("NFKC", typed)).upper().translate(_MISREAD)
    if strange := next((sign for sign in letters if sign not in SIGNS), ""):
        raise ValidationError(
            f"No code has the sign “{strange}” in it. Look at the paper again: it may be another."
        )
    if len(letters) != LENGTH:
        raise ValidationError(
            f"A code has {LENGTH} letters and numbers, and this has {len(letters)}. "
            "Look at the paper again."
        )
    return letters


def digests_of(code: str) -> list[str]:
    """What may be stored of a code, from which nobody reads it without the secret key: first as
    today's key makes it, then as the keys before it did.
    """
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [
        salted_hmac(_KEPT, code, secret=secret, algorithm="sha256").hexdigest()
        for secret in secrets
    ]
