"""The steps of the test command, one after the other and side by side."""

import contextlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from subprocess import STDOUT
from typing import IO

from .commands import ROOT, Command, Environment

NOTHING_COLLECTED = 5  # how pytest exits when it found no test


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
