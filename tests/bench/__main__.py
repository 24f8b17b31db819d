"""`python -m tests.bench SIZE`: make one data set, measure it, and write the result as a file. On
SQLite in the empty database of DATABASE_URL, on PostgreSQL in one of its own on that server.
`dev.py bench` calls it for each size and database.
"""

import argparse
import json
import os
import resource
import sys
import time
from pathlib import Path
from statistics import median

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "promise_tracker.settings")
django.setup()

from django.conf import settings  # noqa: E402 - it needs the settings
from django.db import connection  # noqa: E402 - Django first

from . import verdicts  # noqa: E402 - Django first
from .boot import boot  # noqa: E402 - Django first
from .files import files  # noqa: E402 - Django first
from .floors import USERS  # noqa: E402 - Django first
from .making.data_set import make  # noqa: E402 - Django first
from .measuring import Bench  # noqa: E402 - Django first
from .sizes import SIZES  # noqa: E402 - Django first
from .visits import visits  # noqa: E402 - Django first


def measure(size: str, only: str, seconds: float) -> dict:
    """The figures at one size, on the database of the settings."""
    settings.ROOT_URLCONF = "tests.bench.floors"
    settings.AUTHENTICATION_BACKENDS += [USERS]
    if connection.vendor == "postgresql":
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        _take_all_the_time()
    begin = time.monotonic()
    make(SIZES[size])
    connection.close()
    say(f"{size}: made in {time.monotonic() - begin:.0f} s")
    bench = Bench(only)
    bench.run(seconds, say)
    return {
        "size": size,
        "database": connection.display_name,
        "floors": verdicts.floors_of(bench),
        "rows": verdicts.rows_of(bench, connection.vendor, size),
        "whole": _whole(bench),
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _take_all_the_time() -> None:
    # Ten years of 32 councils are made within one transaction, which takes longer than a request
    # may; the connections that are measured are made anew, with their limits.
    with connection.cursor() as cursor:
        for limit in ("statement_timeout", "idle_in_transaction_session_timeout"):
            cursor.execute(f"SET {limit} = 0")


def _whole(bench: Bench) -> list[dict]:
    """The figures that are of no single page."""
    f1 = median(bench.floors["F1"].cpu)
    return [*visits(bench.browsers["board"], "/board/"), *files(bench.browsers, f1), *boot()]


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="tests.bench", description=__doc__)
    parser.add_argument("size", choices=SIZES)
    parser.add_argument("--only", default="", help="operations whose names hold this")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--result", type=Path, required=True)
    given = parser.parse_args()
    result = measure(given.size, given.only, given.seconds)
    given.result.write_text(json.dumps(result, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
