"""A name beside a day on which a child may have been born: "Kim McAllister 01/04/2012"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils import timezone

from ..births import FULL_DAY
from .names import Name
from .words import WORD, is_known

# Papers of the last years name colleagues beside the days of their meetings.
YOUNGEST, OLDEST = 3, 26
DAY = re.compile(rf"(?<![\w/.-]){FULL_DAY}", re.IGNORECASE)
FOUR_DIGITS, LAST_TWO = re.compile(r"(?:19|20)\d\d"), re.compile(r"\d\d(?!.*\d)")
# What may stand between: the rest of a name, a comma, a bracket, a dash.
BETWEEN = re.compile(r"(?:,? [A-Z][\w'-]*\.?){0,2} ?[,(:;|–-]{0,2} ?")
BEHIND = re.compile(r"\)? ?[,:;|–-]? ?")
IN_CAPITALS = re.compile(r"(?<!\w)[A-Z]['A-Z-]+,? [A-Z]['A-Z-]+(?= ?[,(:;|–-]{0,2} ?\d)")


def days_beside(sentence: str, names: list[Name]) -> Iterator[tuple[int, int]]:
    """Where the name of somebody who is not at work here stands beside such a day: (start, end)."""
    days = [day for day in DAY.finditer(sentence) if _may_be_a_childs(day[0])]
    if not days:
        return
    people = [(name.start, name.end) for name in names if not name.is_workers]
    people += [run.span() for run in IN_CAPITALS.finditer(sentence) if not _is_a_heading(run[0])]
    for start, end in people:
        for day in days:
            if BETWEEN.fullmatch(sentence, end, day.start()):
                yield start, day.end()
            elif BEHIND.fullmatch(sentence, day.end(), start):
                yield day.start(), end


def _may_be_a_childs(written: str) -> bool:
    year = FOUR_DIGITS.search(written)
    if not year and not LAST_TWO.search(written):
        return True  # the year is written out
    born = int(year[0]) if year else 2000 + int(LAST_TWO.search(written)[0])
    return YOUNGEST <= timezone.localdate().year - born <= OLDEST


def _is_a_heading(run: str) -> bool:
    return any(is_known(word.capitalize()) for word in WORD.findall(run))
