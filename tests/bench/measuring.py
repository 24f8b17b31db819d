"""Taking the figures: floors and operations in turn, in one process, until they hold still."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from django.db import connection, transaction

from accounts.history import record

from .browser import Answer, Browser
from .floors import EMPTY, STANDARD, TOUCHED, USERS, handler
from .operations import Operation, Prepared, operations, people
from .places import Places
from .rows_read import Statements, rows_read

HALF_WIDTH = 0.05  # of the median, at which a figure holds still
LEAST_ROUNDS = 7
# Whatever takes longer than this is called once, in seconds of the processor.
SLOW = 5


@dataclass
class Figures:
    """What one operation has cost so far: seconds of each round, and what is counted."""

    cpu: list[float] = field(default_factory=list)
    clock: list[float] = field(default_factory=list)
    times: list[float] = field(default_factory=list)  # × F1 of the same round
    statements: int = 0
    rows: int | None = None
    raw: int = 0
    small: int = 0
    wrong: str = ""  # where the answer was none

    @property
    def holds_still(self) -> bool:
        if self.wrong or (self.cpu and self.cpu[0] > SLOW):
            return True
        if len(self.times) < LEAST_ROUNDS:
            return False
        low, _middle, high = quantiles(self.times, n=4)
        return 1.57 * (high - low) / len(self.times) ** 0.5 < HALF_WIDTH * median(self.times)


class Bench:
    """The floors, the operations and their figures at one data set."""

    def __init__(self, only: str = ""):
        self.places = Places()
        product, standard, bare = handler(), handler(STANDARD), handler([])
        held = people(self.places)
        self.browsers = {name: Browser(product).sign_in(who) for name, who in held.items()}
        board = held["board"]
        self.f1 = Browser(product).sign_in(board)
        self.f1d = Browser(standard).sign_in(board, by=USERS)
        self.f0 = Browser(bare)
        self.operations = [one for one in operations(self.places) if only in one.name]
        self.figures = {one.name: Figures() for one in self.operations}
        self.floors = {name: Figures() for name in ("F0", "F1d", "F1")}

    def run(self, seconds: float, say: Callable[[str], None]) -> None:
        """Rounds of everything until all figures hold still, or so many seconds are gone."""
        for operation in self.operations:
            self.count(operation)
            say(f"counted: {operation.name}")
        end = time.monotonic() + seconds
        self._round()
        while not self._is_done and time.monotonic() < end:
            self._round()
        say(f"{len(self.floors['F1'].cpu)} rounds")

    @property
    def _is_done(self) -> bool:
        return all(one.holds_still for one in self.figures.values())

    def _round(self) -> None:
        _take(self.floors["F0"], lambda: self.f0.get(EMPTY))
        _take(self.floors["F1d"], lambda: self.f1d.get(TOUCHED))
        _take(self.floors["F1"], lambda: self.f1.get(EMPTY))
        for operation in self.operations:
            figures = self.figures[operation.name]
            if figures.wrong or (figures.cpu and figures.cpu[0] > SLOW):
                continue
            _take(figures, self._prepared(operation))
            figures.times.append(figures.cpu[-1] / self.floors["F1"].cpu[-1])

    def _prepared(self, operation: Operation) -> Prepared:
        """The call to be measured, just after somebody has saved something; unless it is that
        nothing has changed.
        """
        if "unchanged" not in operation.name:
            touch()
        return operation.prepare(self.browsers[operation.who])

    def count(self, operation: Operation) -> Figures:
        """One call of which nothing is timed, but all is counted; its figures so far."""
        figures, call = self.figures[operation.name], self._prepared(operation)
        call()  # what is imported and compiled at the first call is no cost of the next ones
        call, seen = self._prepared(operation), Statements()
        with connection.execute_wrapper(seen):
            answer = call()
        figures.statements, figures.wrong = len(seen.asked), _wrong(operation, answer)
        figures.raw, figures.small = len(answer.body), len(answer.small) if answer.body else 0
        figures.rows = rows_read(seen.asked)
        return figures


def _wrong(operation: Operation, answer: Answer) -> str:
    return "" if answer.status == operation.status else f"answered {answer.status}"


def touch() -> None:
    """Somebody has saved something: the newest line of history is another one."""
    with transaction.atomic():
        record(
            by=None, act="Measured", thing="service", key="-", before={}, after={"n": time.time()}
        )


def _take(figures: Figures, call: Prepared) -> None:
    clock = time.perf_counter()
    figures.cpu.append(processor_seconds(call))
    figures.clock.append(time.perf_counter() - clock)


def processor_seconds(call: Callable[[], object]) -> float:
    """What a call takes of the processor, here and in the process of the database."""
    before, cpu = _served(), time.process_time()
    call()
    return time.process_time() - cpu + _since(before)


def _served() -> tuple[int, float]:
    """The process that serves us in PostgreSQL and its processor seconds so far; 0 on SQLite, which
    runs in ours.
    """
    if connection.vendor != "postgresql":
        return 0, 0
    connection.ensure_connection()
    process = connection.connection.info.backend_pid
    file = Path(f"/proc/{process}/schedstat")
    return process, int(file.read_text().split()[0]) / 1e9 if file.exists() else 0


def _since(before: tuple[int, float]) -> float:
    """What the process has served since; all of it where the call began a new one."""
    process, seconds = _served()
    return seconds - before[1] if process == before[0] else seconds
