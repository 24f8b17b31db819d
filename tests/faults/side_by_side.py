"""T30: each rule holds also for two at one moment, and no two wait for each other."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from .breaking import ready_to_write, what_was_lost, writing
from .part import Outcome, Part
from .site import ROOT, Site

HERE = Path(__file__).parent
SUMMARY = re.compile(r"^(?:FAILED|ERROR) .*$", re.M)
DEADLOCK = "deadlock detected"


def barriers(site: Site, times: int) -> Outcome:
    """The tests in which two begin at one moment, so many times each; counts how often they met."""
    counted = site.folder / "meetings"
    env = os.environ | {"AT_ONCE": str(times), "AT_ONCE_COUNTED": str(counted)}
    env["TEST_SQLITE"] = str(site.folder / "tests.sqlite3")
    if site.cluster:
        env["DATABASE_URL"] = site.cluster.url
    command = [sys.executable, "-m", "pytest", "-q", "-m", "not browser", *_tests()]
    ran = subprocess.run(command, cwd=ROOT, env=env, check=False, text=True, stdout=subprocess.PIPE)
    sentences = SUMMARY.findall(ran.stdout) + _deadlocks(site)
    if ran.returncode and not sentences:
        sentences = [ran.stdout[-1000:]]
    print(ran.stdout[-300:], flush=True)
    return Outcome(counted.stat().st_size, len(sentences), sentences)


def _tests() -> list[str]:
    """The files of tests in which several begin together, again and again."""
    return [
        str(file)
        for file in sorted(HERE.parent.rglob("test_*.py"))
        if "import TIMES" in file.read_text("utf-8")
    ]


def mixed(site: Site, seconds: int) -> Outcome:
    """All kinds of work side by side for so many seconds, each by somebody of her own."""
    written = list(ready_to_write(site).values())
    with site.running(), writing(written):
        time.sleep(seconds)
    statuses = Counter(status for one in written for status in one.told.values())
    print(f"answers: {dict(statuses)}", flush=True)
    wrong = [status for status in statuses.elements() if status >= 500 or not status]
    sentences = [f"{statuses[status]} answers were {status or 'cut'}." for status in {*wrong}]
    lost = what_was_lost([one for one in written if one.writer.kept]) + _deadlocks(site)
    return Outcome(statuses.total(), len(wrong) + len(lost), sentences + lost)


def _deadlocks(site: Site) -> list[str]:
    """How often PostgreSQL's own log speaks of two who wait for each other."""
    met = site.cluster.said().count(DEADLOCK) if site.cluster else 0
    return [f"PostgreSQL's log says {met} times: {DEADLOCK}."] if met else []


BARRIERS = Part(
    name="barriers",
    promise="T30 rules that read before they write, whenever two or more meet at one moment "
    "(meetings): they hold, no deadlock",
    run=barriers,
    full=50,
)
MIXED = Part(
    name="mixed-writers",
    promise="T30 eight kinds of work side by side for a minute (requests): none answered 5xx, no "
    "deadlock in the server's log",
    run=mixed,
    full=60,
    short=2,
)
