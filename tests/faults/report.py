"""What came of the tries, for a terminal and as Markdown."""

from __future__ import annotations

import os
import platform
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

PROGRAMS = ("django", "gunicorn", "psycopg")
NOT_TRIED = "not tried"


@dataclass
class Tried:
    """A part on a database; `why_not` where it could not be tried."""

    part: str
    promise: str
    database: str
    tried: int = 0
    broken: int = 0
    seconds: int = 0
    sentences: list[str] = field(default_factory=list)
    why_not: str = ""
    on: str = ""  # the version of the database

    @property
    def is_broken(self) -> bool:
        return bool(self.broken)

    @property
    def numbers(self) -> tuple[str, str]:
        """How often it was tried, and broke, in words for a table."""
        if self.why_not:
            return NOT_TRIED, f"{NOT_TRIED}: {self.why_not}"
        return f"{self.tried:,}", f"{self.broken:,}"


def printed(tried: list[Tried]) -> str:
    """A table for the terminal, and a sentence for each time that a promise broke."""
    lines = [f"{'part':<24} {'database':<11} {'tried':>9} {'broken':>7} {'seconds':>8}"]
    for one in tried:
        number, broken = one.numbers
        lines.append(f"{one.part:<24} {one.database:<11} {number:>9} {broken:>7} {one.seconds:>8}")
        lines += [f"    {sentence}" for sentence in one.sentences[:20]]
    return "\n".join(lines)


def written(tried: list[Tried]) -> str:
    """The Markdown file: on which day and machine, and the table of promises."""
    head = f"{datetime.now(UTC):%-d %B %Y}, on {_machine()}; {_versions(tried)}."
    lines = [head, "", "| promise | database | tried | broken | minutes |", "|---|---|---|---|---|"]
    for one in tried:
        number, broken = one.numbers
        minutes = f"{one.seconds / 60:.1f}"
        lines.append(f"| {one.promise} | {one.database} | {number} | {broken} | {minutes} |")
    lines += [f"\n{one.part} ({one.database}): {said}" for one in tried for said in one.sentences]
    return "\n".join(lines) + "\n"


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return f"{os.cpu_count()} processors ({_processor()}), {memory:.0f} GB of memory"


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text().splitlines() if told.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _versions(tried: list[Tried]) -> str:
    found = [f"Python {sys.version.split()[0]}", platform.platform(terse=True)]
    found += [f"{name} {version(name)}" for name in PROGRAMS]
    return ", ".join(found + sorted({one.on for one in tried if one.on}))
