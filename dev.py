"""Run the product, or all its tests, from a fresh checkout: `dev.py run`, `dev.py test`.

It needs Python 3.11 or newer with its venv module, and nothing else. What is missing is installed
from the lock files into .venv and node_modules, and again only when a lock file has changed.
"""

import argparse
import signal
import sys

if sys.version_info < (3, 11):
    sys.exit(f"Promise Tracker needs Python 3.11 or newer; this is {sys.version.split()[0]}.")

from promise_tracker.dev.locking import lock
from promise_tracker.dev.serving import run
from promise_tracker.dev.testing import test


def main() -> int:
    parser = argparse.ArgumentParser(prog="dev.py", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="run | test | lock")
    run_parser = commands.add_parser(
        "run", help="install, load the framework and serve it on this machine"
    )
    run_parser.add_argument("--port", type=int, default=8000)
    run_parser.add_argument("--no-demo", action="store_true", help="without the demo council")
    test_parser = commands.add_parser(
        "test", help="linters and all tests; other arguments go to pytest"
    )
    test_parser.add_argument(
        "--full", action="store_true", help="try the promises at their full numbers"
    )
    commands.add_parser("lock", help="remake the lock files; other arguments (--upgrade) go to uv")
    arguments, others = parser.parse_known_args()
    if others and arguments.command not in ("test", "lock"):
        parser.error(f"unknown arguments: {' '.join(others)}")
    if arguments.command == "run":
        return run(arguments.port, demo=not arguments.no_demo)
    if arguments.command == "test":
        return test(others, full=arguments.full)
    return lock(others)


if __name__ == "__main__":
    signal.signal(
        signal.SIGTERM, lambda *_: sys.exit(143)
    )  # so that what we started is stopped too
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
