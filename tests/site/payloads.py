"""Sixty texts that would run if a page forgot to escape them, each with a number to find it by."""

import re
from itertools import product

from tests.rotation import ROTATION

OPENINGS = [
    "",
    "'",
    '"',
    "'>",
    '">',
    "</textarea>",
    "</title>",
    "--></p>",
    "]]>",
    "\\",
    "{{7*7}}",
    "&lt;",
]
SCRIPTS = [
    "<script>alert(NUMBER)</script>",
    "<img src=x onerror=alert(NUMBER)>",
    "<svg/onload=alert(NUMBER)>",
    "<a href=javascript:alert(NUMBER)>x</a>",
    "<iframe srcdoc=alert(NUMBER)></iframe>",
]
PAYLOADS = [opening + script for opening, script in product(OPENINGS, SCRIPTS)]
MARKUP = re.compile("|".join(map(re.escape, SCRIPTS)).replace("NUMBER", r"\d+"))
NUMBER = re.compile(r"alert\((\d+)\)")


def payload(number: int) -> str:
    """The payload that carries this number; which of the sixty it is changes from run to run."""
    return PAYLOADS[(number + ROTATION) % len(PAYLOADS)].replace("NUMBER", str(number))


def markup_in(html: str) -> str:
    """The first payload that stands on a page as markup, empty if none does."""
    found = MARKUP.search(html)
    return found[0] if found else ""


def numbers_in(html: str) -> set[int]:
    """The numbers of the payloads that a page shows."""
    return set(map(int, NUMBER.findall(html)))
