"""`dev.py faults`: what must hold when two write at once and when a part breaks."""

import subprocess

from .commands import PYTHON, ROOT, environment
from .installing import install, install_node_packages


def find_faults(arguments: list[str]) -> int:
    """Try each promise on real server processes, on both databases, and print and write a table of
    how often it was tried and broke; 1 when anything broke.
    """
    install("dev.txt")
    install_node_packages()
    command = [PYTHON, "-m", "tests.faults", *arguments]
    process = subprocess.Popen(command, cwd=ROOT, env=environment())
    try:
        return process.wait()
    finally:
        process.terminate()
        process.wait()
