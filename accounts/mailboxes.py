"""An e-mail address as mail programs and web pages copy it."""

from __future__ import annotations

import re
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

LONGEST = 254
SUCH_AS = "such as name@council.scot"
MAILTO = "mailto:"
# What a copied address may have in it and nobody sees.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def split_mailbox(text: str) -> tuple[str, str]:
    """The name and the address of “Ann Reid <ann.reid@council.scot>;”; of an address alone, or one
    copied as a link, there is no name. The address may be none.
    """
    text = _UNSEEN.sub("", text).strip(" \t\r\n\u00a0;,")
    name, opened, address = text.rpartition("<")
    address = address.rstrip("> ")
    if not opened or not address or text.count("@") > 1:
        # No mailbox, or several: whatever it is stays whole, to be looked at.
        name, address = "", text
    if address.casefold().startswith(MAILTO):
        address = unquote(address[len(MAILTO) :].partition("?")[0])
    return name.strip(" \"'“”‘’"), address.strip()


def check_address(address: str) -> None:
    """Raises ValidationError with the reason against an e-mail address."""
    if address.count("@") > 1:
        raise ValidationError("Write one e-mail address here, and the next by itself.")
    if "@" in address and len(address.split()) > 1:
        raise ValidationError(f"Take the space out of this e-mail address, {SUCH_AS}.")
    # As it is stored, in small letters, some of which are two characters.
    if len(address.lower()) > LONGEST:
        raise ValidationError(
            f"Shorten this e-mail address: it can have at most {LONGEST} characters."
        )
    try:
        validate_email(address)
    except ValidationError as error:
        raise ValidationError(f"Enter an e-mail address, {SUCH_AS}.") from error
