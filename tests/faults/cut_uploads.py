"""T31: an upload that a proxy cuts in its middle is stored neither half nor twice."""

from __future__ import annotations

from collections.abc import Callable

from evidence.models import EvidenceItem

from .breaking import until
from .files_and_rows import PROMISE, Tries, in_folder
from .part import Outcome, Part
from .site import Site

# How much of it came: from within what was typed to nearly all of the file.
SHARES = (0.005, 0.25, 0.5, 0.75, 0.999)


def cut_uploads(site: Site, times: int) -> Outcome:
    """So many uploads, each cut before its end; two of three are sent again, and are stored once.
    Every row has its file, and there is no file without a row.
    """
    return in_folder(site).try_all(times, _cut)


def _cut(tries: Tries, send: Callable, number: int) -> int | None:
    rows, files = EvidenceItem.objects.count(), tries.stored()
    answer = send(cut_after=SHARES[number % len(SHARES)])
    if until(lambda: EvidenceItem.objects.count() > rows or tries.stored() > files, 0.3):
        tries.sentences.append(f"{number}: something of it was stored.")
    return answer


CUT_UPLOADS = Part(
    "files-cut", PROMISE.format("an upload cut in its middle"), cut_uploads, full=50, short=2
)
