"""`dev.py measure`: figures of what is too dear to measure with every run of the tests."""

import subprocess

from .commands import PYTHON, ROOT, environment
from .installing import install


def measure(arguments: list[str]) -> int:
    """Measure how often the checks of files and of typed sentences take nobody's number for
    somebody's; 1 where more than 0.5 % of ordinary ones are stopped, or somebody's number is not.
    """
    install("dev.txt")
    command = [PYTHON, "-m", "tests.measured", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment(DEMO="on"), check=False).returncode
