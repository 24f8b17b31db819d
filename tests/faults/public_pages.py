"""What is public no more is gone at once from both of two servers, whatever each has kept: also
while the database is away, and with the page switched off.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from types import SimpleNamespace
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from tests.listening import HOST

from .part import POSTGRESQL, Outcome, Part
from .twins import Installation, twins

PAGES = ("", "evidence/", "said/", "young-people/", "how-we-count/")
AWAY = "does not reach its records"
REMOVE = """
from accounts.models import User
from evidence.items.services import remove_evidence
from evidence.models import EvidenceItem
found = EvidenceItem.objects.current().filter(visibility="public", kind="data").order_by("pk")[0]
remove_evidence(by=found.added_by, evidence=found, seen=found.version, reason="A mistake.")
print(found.title)
"""
SWITCH = """
from accounts.models import User
from oversight.public.services import switch
by = User.objects.get(email="admin@demo.test")
switch(by=by, is_on={is_on}, reason="To try it.")
"""


def run(site: SimpleNamespace, times: int) -> Outcome:
    """Take so many pieces of evidence back, and look for each on all pages of both servers."""
    with tempfile.TemporaryDirectory(dir=site.folder) as name:
        settings = {
            "DEMO": "on",
            "DATABASE_URL": site.cluster.proxied,
            "EVIDENCE_FOLDER": f"{name}/files",
        }
        Path(name, "files").mkdir()
        with twins(Path(name), settings) as both:
            looked = [one for _time in range(times) for one in _taken_back(site, both)]
            looked += _switched_off(site, both)
    wrong = [sentence for sentence in looked if sentence]
    return Outcome(len(looked), len(wrong), wrong)


def _taken_back(site, both: tuple[Installation, Installation]) -> list[str]:
    before = {(one.port, page): _get(one, page) for one in both for page in PAGES}
    title = both[0].manage("shell", "-v", "0", "-c", REMOVE).strip()
    found = []
    if not any(title in body for _status, body, _tag in before.values()):
        found.append(f"“{title}” was on no page before it was taken back.")
    for one in both:
        status, body, _tag = _get(one, "evidence/", tag=before[one.port, "evidence/"][2])
        found.append(f"{status} for the old tag" if status != 200 or title in body else "")
    for one in both:
        for page in PAGES:
            found.append("shown after" if title in _get(one, page)[1] else "")
    site.cluster.kill()
    try:
        for one in both:
            for page in PAGES:
                status, body, _tag = _get(one, page)
                is_right = (status, AWAY in body) == (200, True) and title not in body
                found.append("" if is_right else f"{status} of /{page} while it was away")
    finally:
        site.cluster.start()
    return found


def _switched_off(site, both: tuple[Installation, Installation]) -> list[str]:
    both[1].manage("shell", "-c", SWITCH.format(is_on=False))
    found = [_get(one, page)[0] for one in both for page in PAGES]
    sentences = [f"{status} when off" if status != 404 else "" for status in found]
    site.cluster.kill()
    try:
        found = [_get(one, page)[0] for one in both for page in PAGES]
    finally:
        site.cluster.start()
    return sentences + [f"{status} when off and away" if status != 503 else "" for status in found]


def _get(one: Installation, page: str, tag: str = "") -> tuple[int, str, str]:
    asked = Request(f"http://{HOST}:{one.port}/public/{page}", headers={"If-None-Match": tag})
    try:
        with urlopen(asked, timeout=30) as answer:  # noqa: S310 - our own address
            return answer.status, answer.read().decode(), answer.headers["ETag"] or ""
    except HTTPError as error:
        return error.code, error.read().decode(), ""


PUBLIC_PAGES = Part(
    "public-pages",
    "what is public no more is on no page of two servers",
    run,
    full=3,
    databases=(POSTGRESQL,),
)
