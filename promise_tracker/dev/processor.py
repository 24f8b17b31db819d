"""Processor time, user and system together, of what the tests start."""

import contextlib
import os
import subprocess
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
PROCESSES = Path("/proc")  # Linux has it, macOS and Windows have not


def wait_for(process: subprocess.Popen) -> float | None:
    """Wait until a process has ended: its processor seconds, with those of all processes that it
    waited for itself; None where the system does not tell.
    """
    if not hasattr(os, "wait4"):
        process.wait()
        return None
    # Not resource.getrusage: it adds up all children, and two steps run side by side.
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime


def seconds_so_far(pid: int, processes: Path = PROCESSES) -> float:
    """The processor seconds of a process that is not our child, of its children and of those that
    it has waited for; 0 where the system has no /proc.
    """
    own, waited_for, children = 0, 0, 0
    for file in processes.glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it has just ended
            parent, used, used_by_ended = _read(file)
            if file.parent.name == str(pid):
                own, waited_for = used, used_by_ended
            elif parent == pid:
                children += used
    return (own + waited_for + children) / TICKS


def _read(file: Path) -> tuple[int, int, int]:
    """Parent, ticks of its own, ticks of ended children (man proc_pid_stat; a name may hold
    spaces and brackets, so what counts follows the last bracket).
    """
    fields = file.read_bytes().rpartition(b")")[2].split()
    parent, user, system, ended_user, ended_system = (int(fields[n]) for n in (1, 11, 12, 13, 14))
    return parent, user + system, ended_user + ended_system
