"""`dev.py bench`: how fast the product is, from a council's first year to its tenth and beyond."""

import argparse
import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from .commands import PYTHON, ROOT, environment
from .installing import install
from .postgresql import postgresql

# Kept, so that a figure that has changed is a diff.
FIGURES = ROOT / "tests" / "bench" / "figures.md"


def bench(arguments: list[str]) -> int:
    """Measure the product at each size on each database, print the tables, and keep them with the
    day and the machine; 1 where a goal is missed.
    """
    given = _read(arguments)
    install("dev.txt")
    with tempfile.TemporaryDirectory(prefix="promise-tracker-bench-") as folder:
        files = [
            _measure(size, address, Path(folder), given)
            for database in given.database.split(",")
            for address in _server(database, folder)
            for size in given.size.split(",")
        ]
        command = [PYTHON, "-m", "tests.bench.table", *files]
        drawn = subprocess.run(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, check=False)
    print(drawn.stdout)
    if not given.only:
        FIGURES.write_text(drawn.stdout, encoding="utf-8")
    return drawn.returncode


def _read(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py bench", description=bench.__doc__)
    parser.add_argument("--size", default="S,S10,M", help="of S, S10, M and L, as a list")
    parser.add_argument("--only", default="", help="operations whose names hold this")
    parser.add_argument("--database", default="sqlite,postgresql", help="one of them, or both")
    parser.add_argument("--seconds", default="60", help="the most for each size and database")
    return parser.parse_args(arguments)


def _server(database: str, folder: str) -> Iterator[str]:
    """Where the data sets of a database go."""
    if database == "sqlite":
        yield f"sqlite:///{folder}/SIZE.sqlite3"
        return
    with postgresql(dict(os.environ)) as server:
        yield server.address


def _measure(size: str, address: str, folder: Path, given: argparse.Namespace) -> Path:
    result = folder / f"{size}-{address.partition(':')[0]}.json"
    command = [PYTHON, "-m", "tests.bench", size, "--result", result]
    command += ["--only", given.only, "--seconds", given.seconds]
    url = address.replace("SIZE", size)
    env = environment(DEMO="on", DATABASE_URL=url, EVIDENCE_FOLDER=str(folder / "files"))
    subprocess.run(command, cwd=ROOT, env=env, check=True)
    return result
