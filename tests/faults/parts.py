"""The parts of `dev.py faults` by their names, in the order in which they are tried."""

from __future__ import annotations

import sys

from .backups import BACKUPS
from .broken_parts import BROKEN_DATABASE, BROKEN_LINKS, BROKEN_STORE
from .cut_connections import CUT_CONNECTIONS
from .cut_uploads import CUT_UPLOADS
from .files_and_rows import FILES_AND_ROWS
from .full_disk import FULL_DISK, FULL_STORE
from .kills import KILLED_POSTGRESQL, KILLED_WORKERS
from .load import LOAD
from .lost_updates import LOST_UPDATES
from .packs import PACKS
from .part import Part
from .public_pages import PUBLIC_PAGES
from .side_by_side import BARRIERS, MIXED
from .two_servers import TWO_SERVERS

ALL = (
    LOST_UPDATES,
    CUT_CONNECTIONS,
    KILLED_WORKERS,
    KILLED_POSTGRESQL,
    LOAD,
    BROKEN_LINKS,
    BROKEN_DATABASE,
    BROKEN_STORE,
    FULL_DISK,
    FULL_STORE,
    *FILES_AND_ROWS,
    CUT_UPLOADS,
    TWO_SERVERS,
    PUBLIC_PAGES,
    BACKUPS,
    PACKS,
    MIXED,
    BARRIERS,
)
PARTS: dict[str, Part] = {part.name: part for part in ALL}


def chosen(names: tuple[str, ...]) -> list[Part]:
    """The parts of these names, all when there is none; leaves with a sentence when one is
    unknown.
    """
    if unknown := [name for name in names if name not in PARTS]:
        sys.exit(
            f"`faults` has no part called {', '.join(unknown)}. "
            f"Its parts are {', '.join(PARTS)}; without a name it runs them all."
        )
    return [PARTS[name] for name in names] if names else list(PARTS.values())
