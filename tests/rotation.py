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
# Of a test with so many cases an ordinary run takes every twelfth.
MANY, OF_MANY = 4, 12
# Of the other tests of a file every twelfth too; of what looks at every address or file, all.
OF_A_FILE, WHOLE = 12, "tests/site/"
# On PostgreSQL it takes every forty-eighth test of a folder, since SQLite has them all.
ON_POSTGRESQL = 48


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
    with many cases every twelfth or as its mark `share` says, of the others of a file every
    twelfth; on PostgreSQL every forty-eighth test of a folder that needs no browser.
    """
    cases = defaultdict(list)
    for test in tests:
        cases[test.parent.nodeid, test.originalname].append(test)
    groups = defaultdict(list)
    for (file, name), alike in cases.items():
        if on_postgresql and not alike[0].get_closest_marker("browser"):
            groups[file.rpartition("/")[0], ON_POSTGRESQL] += alike
        elif of := _share_of_file(alike):
            groups[file, of] += alike
        else:
            groups[file, _share(alike), name] += alike
    return {test for (_, of, *_), group in groups.items() for test in turn(group, of=of)}


def _share_of_file(cases: list) -> int:
    """Which share of its file these cases belong to; 0 where they have their own."""
    test, in_browser = cases[0], cases[0].get_closest_marker("browser")
    if marked := test.get_closest_marker("share_of_file"):
        return marked.args[0]
    has_its_own = test.get_closest_marker("share") or len(cases) >= MANY
    return 0 if has_its_own or in_browser or test.parent.nodeid.startswith(WHOLE) else OF_A_FILE


def _share(cases: list) -> int:
    marked = cases[0].get_closest_marker("share")
    return marked.args[0] if marked else OF_MANY if len(cases) >= MANY else 1


def today_of(items: Sequence[Item]) -> Item:
    """One member of a list, another one from run to run."""
    return items[ROTATION % len(items)]
