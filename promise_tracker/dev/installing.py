"""What is missing is installed from the lock files into .venv and node_modules, and again only
when a lock file has changed.
"""

import importlib.util
import shutil
import sys
from pathlib import Path

from .commands import PYTHON, ROOT, VENV, Command, environment, quietly


def install(lock_file: str) -> None:
    """Install what a lock file pins into .venv; .venv is made anew where Python or the folder
    changed.
    """
    if not importlib.util.find_spec("ensurepip"):
        sys.exit("Python's venv module is missing. On Debian and Ubuntu: apt install python3-venv")
    made_by = f"{sys.version_info.major}.{sys.version_info.minor} {VENV}"
    _once(VENV / "made", made_by, "Making .venv", [sys.executable, "-m", "venv", "--clear", VENV])
    lock_path = ROOT / "requirements" / lock_file
    pip: Command = [PYTHON, "-m", "pip", "install", "--require-hashes", "-r", lock_path]
    _once(
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
    if not _says(stamp, everything):
        _once(
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


def _once(stamp: Path, text: str, doing: str, command: Command) -> None:
    """Run a command, unless the stamp holds this very text and so tells that it has been done for
    it.
    """
    if not _says(stamp, text):
        quietly(doing, command, environment())
        stamp.write_text(text, "utf-8")


def _says(stamp: Path, text: str) -> bool:
    return stamp.is_file() and stamp.read_text("utf-8") == text
