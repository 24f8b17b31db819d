"""Two servers in folders of their own, over one PostgreSQL and one store of files, are one product:
their pages and files are alike, what one has begun the other ends, and none of the requests is lost
while they are restarted one after the other.
"""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

from tests.object_store import object_store, settings_of

from .across import across
from .part import POSTGRESQL, Part
from .restarting import restarted
from .twins import Installation, twins
from .visitor import Answer, Visitor, values_of

CAST = ("keeper", "board", "champions", "admin")
PASSWORD = "keep-the-promise"  # noqa: S105 - the demonstration's, printed on its page
# What each page has for itself.
KEYS = re.compile(r'name="(csrfmiddlewaretoken|form_key|opened_page|draft)"')
# Whoever sends these is signed out, or changes what all the others stand on.
LEFT_OUT = re.compile("sign-out|deactivate|password|/close/")
PAGES = 12  # of each person, for each time
SEED = 20


def run(site: SimpleNamespace, times: int) -> tuple[int, int, list[str]]:
    """Try it so many times; `site` says the `url` of a migrated database and a `folder`. Returns
    how often it was tried, how often it broke, and a sentence for each.
    """
    with object_store() as store, tempfile.TemporaryDirectory(dir=site.folder) as name:
        folder = Path(name)
        settings = settings_of(store, "promises") | {
            "DEMO": "on",
            "DATABASE_URL": site.url,
            "EMAIL_URL": f"filemail:///{folder / 'mail'}",
        }
        with twins(folder, settings) as both:
            tried = list(_all(both, times, folder))
    broken = [sentence for sentence in tried if sentence]
    return len(tried), len(broken), broken


def _all(both: tuple[Installation, Installation], times: int, folder: Path) -> Iterator[str]:
    """A sentence for each thing that was tried, empty where it held."""
    chosen = random.Random(SEED)  # noqa: S311 - the same pages each time
    for who in CAST:
        yield from _alike(both, who, PAGES * times, chosen)
    for _time in range(times):
        yield from across(both, folder)
    yield from restarted(both, times)


def _alike(both: tuple, who: str, pages: int, chosen: random.Random) -> Iterator[str]:
    """Each page as one server gives it and as the other does; each form is sent to the one that has
    not drawn it, and then to the other too.
    """
    visitor, ports = Visitor(), [each.port for each in both]
    visitor.sign_in(ports[0], f"{who}@demo.test", PASSWORD)
    known, waiting, sent = {"/"}, ["/"], set()
    for _page in range(pages):
        if not waiting:
            return
        chosen.shuffle(ports)
        path = waiting.pop(chosen.randrange(len(waiting)))
        first, second = (visitor.get(port, path) for port in ports)
        yield "" if _same(first, second) else f"{who}: {path} differs between the two."
        if not first.is_page:
            continue
        links = {link for link in first.links if not LEFT_OUT.search(link)} - known
        known |= links
        waiting += sorted(links)
        yield from _send_forms(visitor, ports, path, first, sent)


def _same(first: Answer, second: Answer) -> bool:
    if (first.status, first.place) != (second.status, second.place):
        return False
    if not first.is_page:
        # What a program packs says when it was made.
        return first.content == second.content or first.content[:2] == second.content[:2] == b"PK"
    return _without_keys(first) == _without_keys(second)


def _without_keys(answer: Answer) -> list[str]:
    return [line for line in answer.html.splitlines() if not KEYS.search(line)]


def _send_forms(visitor: Visitor, ports: list, path: str, page: Answer, sent: set) -> Iterator[str]:
    for form in page.document.iterfind(".//form"):
        address = form.get("action") or path
        kind = re.sub(r"\d+|[A-Z]\d+", "", address)
        if form.method != "POST" or LEFT_OUT.search(address) or kind in sent:
            continue
        sent.add(kind)
        first = visitor.post(ports[1], address, values_of(form))
        again = visitor.post(ports[0], address, values_of(form))
        if first.status not in (200, 302, 409):
            yield f"{address}, drawn by one, was answered {first.status} by the other."
        elif first.status == 302 and (again.status, again.place) != (302, first.place):
            yield f"{address}, sent to both, was answered {again.status} {again.place}."
        else:
            yield ""


TWO_SERVERS = Part(
    name="two-servers",
    promise="Two servers over one PostgreSQL and one store agree in every page and file, and a "
    "rolling restart under load loses no request",
    run=run,
    full=3,
    databases=(POSTGRESQL,),
)
