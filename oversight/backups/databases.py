"""Which part of a backup is whose: SQLite's or PostgreSQL's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from django.db import connections

from . import postgresql, sqlite

OF_VENDOR = {"sqlite": sqlite, "postgresql": postgresql}
CALLED = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def database(using: str) -> ModuleType:
    """How the database of this alias is read and put back: `dump`, `check`, `held`, `put_back`."""
    return OF_VENDOR[connections[using].vendor]


@contextmanager
def another(alias: str, config: dict) -> Iterator[None]:
    """A database besides that of the settings, by an alias, in this block."""
    both = {"default": connections["default"].settings_dict, alias: config}
    connections.settings[alias] = connections.configure_settings(both)[alias]
    try:
        yield
    finally:
        connections[alias].close()
        del connections[alias]
        del connections.settings[alias]
