"""Where the project lies, and how its commands are started."""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from subprocess import DEVNULL, STDOUT

Command = list[str | Path]
Environment = dict[str, str]
ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / "python"
MANAGE: Command = [PYTHON, "manage.py"]


def environment(**settings: str) -> Environment:
    """What our commands run with: these settings besides what is set here already."""
    path = os.pathsep.join([str(BIN), os.environ.get("PATH", os.defpath)])
    # Else each process of a run would compile every file anew, and pytest each test.
    compiled = {"PYTHONDONTWRITEBYTECODE": ""}
    return os.environ | compiled | {"PATH": path} | settings


def quietly(doing: str, command: Command, env: Environment, *, must_work: bool = True) -> None:
    """Run a command, showing only that it moves; when it must work and fails, say why and stop."""
    print(doing, end=" ", flush=True)
    start = time.monotonic()
    with tempfile.TemporaryFile() as output:
        started = subprocess.Popen(
            command, cwd=ROOT, env=env, stdin=DEVNULL, stdout=output, stderr=STDOUT
        )
        code = _wait_with_dots(started)
        print(f"{'FAILED' if code else 'done'}, {time.monotonic() - start:.0f} s", flush=True)
        if code and must_work:
            output.seek(0)
            sys.exit(output.read().decode(errors="replace")[-4000:])


def _wait_with_dots(process: subprocess.Popen) -> int:
    try:
        while True:
            with contextlib.suppress(subprocess.TimeoutExpired):
                return process.wait(timeout=2)
            print(".", end="", flush=True)
    finally:
        process.terminate()
