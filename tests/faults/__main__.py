"""`python -m tests.faults`: each part on each database it applies to, and the table of them all."""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from .part import BOTH
from .report import Tried, printed, written
from .settings_of import environment_of

TIMES = "how often each is tried: a number, or `short` (`full` if not given)"


def main() -> int:
    arguments = _read()
    tried: list[Tried] = []
    for database in arguments.database:
        tried += _try(database, arguments)
    print(f"\n{printed(tried)}")
    arguments.write.write_text(written(tried), "utf-8")
    print(f"\nWritten to {arguments.write}")
    return 1 if any(one.is_broken for one in tried) else 0


def _read() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py faults", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help="all if none is named")
    parser.add_argument("--database", nargs=1, choices=BOTH, default=BOTH)
    parser.add_argument("--times", default="full", help=TIMES)
    parser.add_argument("--write", type=Path, default=Path("faults.md"), help="the Markdown file")
    arguments = parser.parse_args()
    if arguments.times not in ("full", "short") and not arguments.times.isdigit():
        parser.error(f"--times: {TIMES}")
    return arguments


def _try(database: str, arguments: argparse.Namespace) -> list[Tried]:
    """Each database by a process of its own, whose models and factories write to it."""
    with tempfile.TemporaryDirectory(prefix="promise-faults-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        # PostgreSQL runs as somebody else where we are root.
        folder.chmod(0o755)
        told = folder / "tried.json"
        command = [sys.executable, "-m", "tests.faults.one", database, str(folder)]
        command += [arguments.times, *arguments.parts]
        env = os.environ | environment_of(folder, database)
        process = subprocess.Popen(command, env=env)
        try:
            code = process.wait()
        finally:
            # When we are stopped it stops what it has started.
            process.terminate()
            process.wait()
        if code or not told.exists():
            sys.exit(code or 1)
        return [Tried(**one) for one in json.loads(told.read_text("utf-8"))]


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(main())
