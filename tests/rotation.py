"""What an ordinary run takes of long lists: a share of them, another one after each commit.

`dev.py test` sets ROTATION, from the hash of the commit; whoever sets it by hand repeats that run.
"""

import os
from collections import defaultdict
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")

FULL = os.environ.get("FULL") == "1"
ROTATION = int(os.environ.get("ROTATION") or 0)
# Of a test with so many cases an ordinary run takes every other one.
MANY = 4


def turn(items: Sequence[Item], of: int = 4) -> list[Item]:
    """This run's share of a list: one member of each `of` in a row; everything in a full run.

    So `of` runs with neighbouring numbers see the whole list, and a list that is not empty is
    never left out altogether.
    """
    items = list(items)
    if FULL or not items:
        return items
    return items[ROTATION % min(of, len(items)) :: of]


def share_of(tests: Sequence, *, on_postgresql: bool) -> set:
    """This run's share of pytest's tests. Of a test with many cases it is every other one, or as
    its mark `share` says; on PostgreSQL every third test of a file that needs no browser, since
    SQLite has them all.
    """
    alike = defaultdict(list)
    for test in tests:
        third = on_postgresql and not test.get_closest_marker("browser")
        alike[third, test.parent.nodeid, "" if third else test.originalname].append(test)
    return {
        test
        for (third, *_name), group in alike.items()
        for test in turn(group, of=3 if third else _share(group))
    }


def _share(cases: list) -> int:
    marked = cases[0].get_closest_marker("share")
    return marked.args[0] if marked else 2 if len(cases) >= MANY else 1


def today_of(items: Sequence[Item]) -> Item:
    """One member of a list, another one from run to run."""
    return items[ROTATION % len(items)]
