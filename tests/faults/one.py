"""The parts of `dev.py faults` on one database, one after the other, each from a clean start."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import traceback
from dataclasses import asdict
from pathlib import Path

from .part import POSTGRESQL, NotTried, Part
from .report import Tried


def main(database: str, folder: str, times: str, *names: str) -> None:
    """Try these parts, or all, and write what came of them into `tried.json` of the folder."""
    place, cluster = Path(folder), None
    if database == POSTGRESQL:
        from .cluster import Cluster

        (place / "database" / "postgresql").mkdir()
        cluster = Cluster(place / "database" / "postgresql")
        os.environ["DATABASE_URL"] = cluster.url
    _try(place, database, cluster, times, names)


def _try(place: Path, database: str, cluster, times: str, names: tuple[str, ...]) -> None:
    # Only now, since Django reads the environment once.
    import django

    django.setup()
    from .parts import chosen
    from .site import Site

    address = cluster.proxied if cluster else os.environ["DATABASE_URL"]
    site = Site(place, database, address, cluster)
    found: list[Tried] = []
    parts = [part for part in chosen(names) if database in part.databases]
    _tell(place, found)
    for part in parts:
        found.append(_tried(site, part, times))
        # What is done is told, also when a later part is broken off.
        _tell(place, found)


def _tell(place: Path, found: list[Tried]) -> None:
    (place / "tried.json").write_text(json.dumps([asdict(one) for one in found]), "utf-8")


def _tried(site, part: Part, times: str) -> Tried:
    from .ground import cleared, version_of_database

    number = {"full": part.full, "short": part.short or 1}.get(times) or int(times)
    print(f"\n=== {part.name} on {site.database}, {number} times", flush=True)
    result = Tried(part.name, part.promise, site.database, on=version_of_database())
    started = time.monotonic()
    try:
        cleared()
        result.tried, result.broken, result.sentences = part.run(site, number)
    except NotTried as reason:
        result.why_not = str(reason)
    except Exception:  # noqa: BLE001 - the next part is tried all the same
        said = traceback.format_exc()
        result.broken, result.sentences = 1, [f"It broke off: {said[-2000:]}"]
    finally:
        site.stop()
    result.seconds = round(time.monotonic() - started)
    number, broken = result.numbers
    print(f"--- {part.name}: {number} tried, {broken} broken, {result.seconds} s", flush=True)
    return result


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is stopped too
    main(*sys.argv[1:])
