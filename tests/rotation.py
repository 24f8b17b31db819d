"""What an ordinary run takes of long lists: a share of them, another one after each commit.

`dev.py test` sets ROTATION, from the hash of the commit; whoever sets it by hand repeats that run.
"""

import os
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")

FULL = os.environ.get("FULL") == "1"
ROTATION = int(os.environ.get("ROTATION") or 0)


def turn(items: Sequence[Item], of: int = 4) -> list[Item]:
    """This run's share of a list: one member of each `of` in a row; everything in a full run.

    So `of` runs with neighbouring numbers see the whole list, and a list that is not empty is
    never left out altogether.
    """
    items = list(items)
    if FULL or not items:
        return items
    return items[ROTATION % min(of, len(items)) :: of]


def today_of(items: Sequence[Item]) -> Item:
    """One member of a list, another one from run to run."""
    return items[ROTATION % len(items)]
