"""Run the product, or all its tests, from a fresh checkout: `dev.py run`, `dev.py test`.

It needs Python 3.11 or newer with its venv module, and nothing else. What is missing is installed
from the lock files into .venv and node_modules, and again only when a lock file has changed.
"""

import argparse
import signal
import sys

if sys.version_info < (3, 11):
    sys.exit(f"Promise Tracker needs Python 3.11 or newer; this is {sys.version.split()[0]}.")

from promise_tracker.dev.benching import bench
from promise_tracker.dev.changed import test_changed
from promise_tracker.dev.faults import find_faults
from promise_tracker.dev.full import PARTS, test_fully
from promise_tracker.dev.locking import lock
from promise_tracker.dev.measuring import measure
from promise_tracker.dev.serving import run
from promise_tracker.dev.testing import test


def main() -> int:
    parser = argparse.ArgumentParser(prog="dev.py", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="run | test | …")
    run_parser = commands.add_parser(
        "run", help="install, load the framework and serve it on this machine"
    )
    run_parser.add_argument("--port", type=int, default=8000)
    run_parser.add_argument("--no-demo", action="store_true", help="without the demo council")
    test_parser = commands.add_parser(
        "test", help="linters and tests; other arguments go to pytest", allow_abbrev=False
    )
    kind = test_parser.add_mutually_exclusive_group()
    kind.add_argument(
        "--changed",
        action="store_true",
        help="only the tests of what has changed since the last push, and of what stands above it",
    )
    kind.add_argument(
        "--full",
        nargs="*",
        metavar="PART",
        help=f"everything at its full numbers, or these parts of it: {', '.join(PARTS)}",
    )
    commands.add_parser(
        "measure",
        help="how many ordinary files are stopped; other arguments: --seed, --documents, --say",
    )
    commands.add_parser(
        "bench", help="how fast it is: --size S,S10,M,L, --only, --database, --seconds"
    )
    commands.add_parser(
        "faults",
        help="what must hold when two write at once and when a part breaks, in parts by name; "
        "other arguments: --database, --times, --write",
    )
    commands.add_parser("lock", help="remake the lock files; other arguments (--upgrade) go to uv")
    arguments, others = parser.parse_known_args()
    takes_others = arguments.command != "run" and getattr(arguments, "full", None) is None
    if others and not takes_others:
        parser.error(f"unknown arguments: {' '.join(others)}")
    if arguments.command == "run":
        return run(arguments.port, demo=not arguments.no_demo)
    if arguments.command == "test":
        return test_as(arguments, others)
    kinds = {"measure": measure, "bench": bench, "faults": find_faults, "lock": lock}
    return kinds[arguments.command](others)


def test_as(arguments: argparse.Namespace, pytest_arguments: list[str]) -> int:
    if arguments.full is not None:
        return test_fully(arguments.full)
    return test_changed(pytest_arguments) if arguments.changed else test(pytest_arguments)


if __name__ == "__main__":
    signal.signal(
        signal.SIGTERM, lambda *_: sys.exit(143)
    )  # so that what we started is stopped too
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
