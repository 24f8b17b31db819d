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
# Of a test with so many cases an ordinary run takes every third.
MANY = 4
# On PostgreSQL it takes every eighth test of a file, since SQLite has them all.
ON_POSTGRESQL = 8


def turn(items: Sequence[Item], of: int = 6) -> list[Item]:
    """This run's share of a list: one member of each `of` in a row; everything in a full run.

    So `of` runs with neighbouring numbers see the whole list, and a list that is not empty is
    never left out altogether.
    """
    items = list(items)
    if FULL or not items:
        return items
    return items[ROTATION % min(of, len(items)) :: of]


def share_of(tests: Sequence, *, on_postgresql: bool) -> set:
    """This run's share of pytest's tests: of a file as its mark `share_of_file` says, of a test
    with many cases every third or as its mark `share` says, on PostgreSQL every eighth test of a
    file that needs no browser.
    """
    alike = defaultdict(list)
    for test in tests:
        of = _share_of_file(test, on_postgresql)
        alike[of, test.parent.nodeid, "" if of else test.originalname].append(test)
    return {
        test
        for (of, *_name), group in alike.items()
        for test in turn(group, of=of or _share(group))
    }


def _share_of_file(test, on_postgresql: bool) -> int:
    if on_postgresql and not test.get_closest_marker("browser"):
        return ON_POSTGRESQL
    marked = test.get_closest_marker("share_of_file")
    return marked.args[0] if marked else 0


def _share(cases: list) -> int:
    marked = cases[0].get_closest_marker("share")
    return marked.args[0] if marked else 3 if len(cases) >= MANY else 1


def today_of(items: Sequence[Item]) -> Item:
    """One member of a list, another one from run to run."""
    return items[ROTATION % len(items)]
