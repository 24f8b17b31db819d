"""An e-mail address as mail programs and web pages copy it."""

from __future__ import annotations

import re
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from .words import as_keyed, as_shown

LONGEST = 254
SUCH_AS = "such as name@council.scot"
# What may stand round an address, or a name, that is copied; and what a program writes before it.
ROUND = " .,;\"'“”‘’<>()[]"
LABEL = re.compile(
    r"(?P<link>mailto):/*|(?:smtp|sip|(?:e-?)?mail(?: address)?|to|b?cc|from|reply-to):", re.I
)
REMARK = re.compile(r"[<(\[]([^@<>()\[\]]*)[>)\]][ .,;]*$")
IN_BRACKETS = re.compile(r"(.*?)[<(\[]+([^<>()\[\]]*@[^<>()\[\]]*)[>)\]]*[ .,;]*", re.DOTALL)


def split_mailbox(text: str) -> tuple[str, str]:
    """The name and the address of “Ann Reid <ann@council.scot>” or “ann@council.scot (Ann Reid)”;
    of an address alone, or one copied as a link, there is no name. The address may be none.
    """
    text = as_shown(text).strip()
    if len(text) > 2 * LONGEST:  # none, and would take long to try
        return "", _alone(text)
    remark = REMARK.search(text)
    text = text[: remark.start()].rstrip() if remark else text
    found = IN_BRACKETS.fullmatch(text)
    name, address = found.groups() if found else (remark[1] if remark else "", text)
    if "@" in name and _alone(name) != _alone(address):
        # Several addresses: they stay whole, to be looked at.
        name, address = "", text
    return "" if "@" in name else name.strip(ROUND), _alone(address)


def _alone(text: str) -> str:
    """An address without what stands round it."""
    text = as_keyed(text).strip(ROUND)
    if found := LABEL.match(text):
        text = text[found.end() :]
        if found["link"]:
            text = unquote(text.partition("?")[0])
    return text.strip(ROUND)


def check_address(address: str) -> None:
    """Raises ValidationError with the reason against an e-mail address."""
    if address.count("@") > 1:
        raise ValidationError("Write one e-mail address here, and the next by itself.")
    if "@" in address and len(address.split()) > 1:
        raise ValidationError(f"Write the e-mail address alone and without a space, {SUCH_AS}.")
    # As it is stored, in small letters, some of which are two characters.
    if len(address.lower()) > LONGEST:
        raise ValidationError(
            f"Shorten this e-mail address: it can have at most {LONGEST} characters."
        )
    try:
        validate_email(address)
    except ValidationError as error:
        raise ValidationError(f"Enter an e-mail address, {SUCH_AS}.") from error
