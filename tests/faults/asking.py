"""What people are answered while a part of the product is broken, and once it is mended."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from accounts.other_ends import STORE
from evidence.files.store import NOT_KEPT

from .breaking import Written, until
from .browsing import CUT, Answer, Browser
from .site import Site

# No answer takes longer, in seconds.
LONGEST = 12
TAKEN, REFUSED = 302, 503
READ = (200, 204, 302, 304)


@dataclass(frozen=True)
class Fault:
    """Something that breaks; `part` is what health then calls it. Where `may_work` the product
    may go on all the same, only slower; where `may_read` what is only read may.
    """

    name: str
    part: str
    breaks: Callable[[], object]
    mends: Callable[[], object]
    may_work: bool = False
    may_read: bool = False


@dataclass(frozen=True)
class Asker:
    """Who reads a page and sends a form, and how the form is filled and looked for."""

    written: Written
    page: str

    @property
    def browser(self) -> Browser:
        return self.written.writer.browser


def broken_once(site: Site, fault: Fault, asker: Asker, number: int) -> list[str]:
    """What is wrong with the answers while this is broken, and with the first after it is
    mended; a sentence each.
    """
    writer = asker.written.writer
    address, sent = writer.to or writer.page, writer.filled(number)
    asks = {
        "the form": lambda: asker.browser.post(address, sent),
        "a page": lambda: asker.browser.get(asker.page),
        "health": lambda: Browser(site.port).get("/health/"),
    }
    fault.breaks()
    try:
        with ThreadPoolExecutor(len(asks)) as pool:
            answers = dict(zip(asks, pool.map(_timed, asks.values()), strict=True))
    finally:
        fault.mends()
    words = [text for text in sent.values() if isinstance(text, str) and f"{number}" in text]
    found = [f"{what} {wrong}" for what, told in answers.items() for wrong in _slow(*told)]
    form, page, health = (answer for answer, _seconds in answers.values())
    found += [f"the form {wrong}" for wrong in _form(form, fault, words)]
    found += [f"a page {wrong}" for wrong in _page(page, fault)]
    found += [f"health {wrong}" for wrong in _health(health, fault)]
    found += _after(asker, address, sent, number)
    return [f"{fault.name}: {sentence}" for sentence in found]


def _timed(ask: Callable[[], Answer]) -> tuple[Answer | None, float]:
    started = time.monotonic()
    try:
        answer = ask()
    except CUT:
        answer = None
    return answer, time.monotonic() - started


def _slow(answer: Answer | None, seconds: float) -> list[str]:
    if answer is None:
        return [f"was not answered, after {seconds:.1f} s."]
    return [f"took {seconds:.1f} s."] if seconds > LONGEST else []


def _form(answer: Answer | None, fault: Fault, words: list[str]) -> list[str]:
    if answer is None or (answer.status_code == TAKEN and fault.may_work):
        return []
    lost = [f"does not give “{text}” back." for text in words if text not in answer.text]
    if fault.part == STORE.name and answer.status_code == 200 and NOT_KEPT in answer.text:
        return lost  # said by the field of the file, where the rest can be sent again
    if answer.status_code != REFUSED:
        return [f"was answered {answer.status_code}."]
    return lost + _retry(answer)


def _page(answer: Answer | None, fault: Fault) -> list[str]:
    if answer is None or (answer.status_code in READ and (fault.may_work or fault.may_read)):
        return []
    if answer.status_code != REFUSED:
        return [f"was answered {answer.status_code}."]
    return _retry(answer)


def _retry(answer: Answer) -> list[str]:
    return [] if answer["Retry-After"] else ["has no Retry-After."]


def _health(answer: Answer | None, fault: Fault) -> list[str]:
    if answer is None:
        return []
    told = json.loads(answer.text)
    if fault.part in told["failing"] and answer.status_code == REFUSED:
        return []
    if fault.may_work and answer.status_code == 200:
        return []
    return [f"says {told['failing']} with {answer.status_code}."]


def _after(asker: Asker, address: str, sent: dict, number: int) -> list[str]:
    """What is wrong once it is mended: the very next request succeeds."""
    page, _seconds = _timed(lambda: asker.browser.get(asker.page))
    found = []
    if page is None or page.status_code not in READ:
        found.append(f"once mended, a page is answered {page and page.status_code}.")
    again, _seconds = _timed(lambda: asker.browser.post(address, sent))
    if again is None or again.status_code != TAKEN:
        found.append(f"once mended, the form is answered {again and again.status_code}.")
    kept = asker.written.writer.kept(number)
    if not until(kept.exists, 1) or kept.count() != 1:
        found.append(f"once mended, what was sent is there {kept.count()} times.")
    return found
