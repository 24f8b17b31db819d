"""What a step costs is counted with all that it starts."""

import signal
import subprocess
import sys

import pytest

from promise_tracker.dev.processor import PROCESSES, TICKS, seconds_so_far, wait_for

# Each burns a quarter of a second of processor time: 0.25 is counted where only some is theirs.
BURN = "import time\nwhile time.process_time() < 0.25: pass"
CHILD = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {BURN!r}])"
ORPHAN = (
    f"import os, subprocess, sys; subprocess.Popen([sys.executable, '-c', {BURN!r}]); os._exit(3)"
)


def cost(*command: str) -> tuple[float, int]:
    process = subprocess.Popen([sys.executable, *command])
    return wait_for(process), process.returncode


def test_a_process_and_its_child_are_counted():
    assert cost("-c", BURN)[0] >= 0.25
    assert cost("-c", CHILD)[0] >= 0.25


def test_how_it_ended_is_kept():
    assert cost("-c", "raise SystemExit(3)")[1] == 3
    assert cost("-c", "import os; os.kill(os.getpid(), 9)")[1] == -9


def test_what_a_step_leaves_behind_is_counted_too():
    seconds, code = cost("-m", "promise_tracker.dev.reaper", sys.executable, "-c", ORPHAN)
    assert code == 3
    # Only Linux hands orphans on, so that elsewhere none can be counted.
    assert seconds >= (0.25 if sys.platform == "linux" else 0)


def test_a_step_that_a_signal_ended_has_failed():
    suicide = [sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"]
    assert cost("-m", "promise_tracker.dev.reaper", *suicide)[1] == 128 + 9


def stat(parent: int, own: int, ended: int) -> str:
    """A line as in /proc/<number>/stat: of another process's name, brackets and all."""
    return f"7 (a (odd) name) S {parent} 0 0 0 0 0 0 0 0 0 {own} {own} {ended} {ended} 20 0 1"


def test_a_server_is_counted_with_the_children_it_has_and_had(tmp_path):
    lines = {"7": stat(1, 100, 1_000), "8": stat(7, 10, 5_000), "9": stat(8, 70_000, 0)}
    for number, line in lines.items():
        (tmp_path / number).mkdir()
        (tmp_path / number / "stat").write_text(line)
    (tmp_path / "10").mkdir()  # has just ended
    assert seconds_so_far(7, tmp_path) * TICKS == pytest.approx(2 * (100 + 1_000 + 10))


def test_without_proc_a_server_counts_nothing(tmp_path):
    assert seconds_so_far(7, tmp_path / "proc") == 0


def test_a_running_server_is_read():
    ready = f"{BURN}\nprint(flush=True)\nimport sys\nsys.stdin.read()"
    server = subprocess.Popen(
        [sys.executable, "-c", ready], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    server.stdout.readline()
    # Only Linux has /proc, so that elsewhere there is nothing to read.
    assert seconds_so_far(server.pid) >= (0.2 if PROCESSES.is_dir() else 0)
    server.communicate()
    assert seconds_so_far(server.pid) == 0


def test_an_interruption_reaches_the_command_through_the_reaper():
    command = """
import sys, time
try:
    print("up", flush=True)
    time.sleep(600)
except KeyboardInterrupt:
    sys.exit(7)
"""
    process = subprocess.Popen(
        [sys.executable, "-m", "promise_tracker.dev.reaper", sys.executable, "-c", command],
        stdout=subprocess.PIPE,
    )
    assert process.stdout.readline() == b"up\n"
    process.send_signal(signal.SIGINT)
    assert process.wait() == 7
