"""The steps of the test command, one after the other and side by side, and what they cost."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from subprocess import STDOUT
from typing import IO

from .commands import ROOT, Command, Environment
from .processor import wait_for

NOTHING_COLLECTED = 5  # how pytest exits when it found no test
PATIENCE = 10  # seconds that a step has for its end when we are interrupted


@dataclass(frozen=True)
class Step:
    """What became of a step: its seconds by the clock, and of processor time where that is
    known.
    """

    name: str
    passed: bool
    clock: float = 0
    processor: float | None = 0

    def __str__(self) -> str:
        return f"{self.name}: {'passed' if self.passed else 'FAILED'}, {self.cost}"

    @property
    def cost(self) -> str:
        processor = "unknown" if self.processor is None else f"{self.processor:.1f} s"
        return f"{self.clock:.1f} s, processor {processor}"


@dataclass
class _Shared:
    """What the steps of both cores have in common."""

    taken: list[Step] = field(default_factory=list)
    running: set[int] = field(default_factory=set)
    stopped: bool = False
    start: float = field(default_factory=time.monotonic)


class Steps:
    """The steps of the test command: one that fails does not keep the next from running."""

    def __init__(self, shared: _Shared | None = None, output: IO[str] = sys.stdout) -> None:
        self._shared = shared or _Shared()
        self.output = output
        # The processor seconds so far of a server that serves these steps and is not their child.
        self.server: Callable[[], float] = lambda: 0

    def run(
        self, name: str, command: Command, env: Environment, *, may_be_empty: bool = False
    ) -> None:
        """Run a command as a step of this name; with `may_be_empty` pytest may find no test."""
        if self._shared.stopped:
            return
        self.say(f"\n=== {name}")
        start, served = time.monotonic(), self.server()
        processor, code = self._wait_for(command, env)
        if processor is not None:
            processor += self.server() - served
        passed = code == 0 or (may_be_empty and code == NOTHING_COLLECTED)
        step = Step(name, passed, time.monotonic() - start, processor)
        self.note(step)
        self.say(f"--- {step}")

    def _wait_for(self, command: Command, env: Environment) -> tuple[float | None, int]:
        command = [sys.executable, "-m", "promise_tracker.dev.reaper", *command]
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=self.output, stderr=STDOUT)
        self._shared.running.add(process.pid)
        try:
            return wait_for(process), process.returncode
        except BaseException:
            _end(process)
            raise
        finally:
            self._shared.running.discard(process.pid)

    def note(self, step: Step) -> None:
        self._shared.taken.append(step)

    def say(self, line: str) -> None:
        print(line, file=self.output, flush=True)

    @contextlib.contextmanager
    def beside(self, work: Callable[["Steps"], None]) -> Iterator[None]:
        """Run other steps on the second core while the block runs; what they say follows in one
        piece.
        """
        with tempfile.TemporaryFile("w+") as output, ThreadPoolExecutor() as pool:
            other = pool.submit(work, Steps(self._shared, output))
            try:
                yield
                wait([other])
            except BaseException:  # Ctrl-C reaches what runs now, but the next step would start
                self._stop()
                raise
            output.seek(0)
            self.say(output.read())
            other.result()  # raises what it raised

    def _stop(self) -> None:
        self._shared.stopped = True
        # What was started a moment ago may still ignore interruptions, as jobs of a shell do.
        for ending in (signal.SIGINT, signal.SIGTERM):
            for pid in list(self._shared.running):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, ending)
            end = time.monotonic() + PATIENCE
            while self._shared.running and time.monotonic() < end:
                time.sleep(0.05)

    def conclude(self, remark: str = "") -> int:
        """Print what each step cost, the sum with a remark on it, and what failed; 0 when nothing
        did.
        """
        taken, failed = self._shared.taken, [s.name for s in self._shared.taken if not s.passed]
        self.say("")
        for step in taken:
            self.say(f"    {step}")
        clock = time.monotonic() - self._shared.start
        processor = sum(step.processor or 0 for step in taken)
        known = all(step.processor is not None for step in taken)
        cost = f"{processor:.1f} s" if known else "unknown: this system does not tell it"
        self.say(f"\nby the clock {clock:.1f} s; processor time {cost}{remark}")
        self.say(f"FAILED: {', '.join(failed)}" if failed else f"all {len(taken)} steps passed")
        return 1 if failed else 0


def _end(process: subprocess.Popen) -> None:
    """Let a process take down what it has built up; pytest does so when it is interrupted."""
    for ending in (signal.SIGINT, signal.SIGTERM):
        process.send_signal(ending)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=PATIENCE)
            return
    process.kill()
    process.wait()
