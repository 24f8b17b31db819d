"""Run a command and wait for all that it leaves behind, so that its processor time counts too: a
browser's processes outlive the process that started them, and a parent counts only those it has
waited for. `python -m promise_tracker.dev.reaper COMMAND…`
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time

PR_SET_CHILD_SUBREAPER = 36  # <linux/prctl.h>: orphans below become our children
PATIENCE = 2  # seconds for what was left behind to end


def run(command: list[str]) -> int:
    """Run a command; its exit code, or 128 and the number of the signal that ended it."""
    with contextlib.suppress(AttributeError, OSError, TypeError):  # Linux only
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    process = subprocess.Popen(command)
    signal.signal(signal.SIGINT, lambda *_: process.send_signal(signal.SIGINT))
    code = process.wait()
    _wait_for_orphans()
    return code if code >= 0 else 128 - code


def _wait_for_orphans() -> None:
    end = time.monotonic() + PATIENCE
    with contextlib.suppress(ChildProcessError, AttributeError):  # none left; not on Windows
        while time.monotonic() < end:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                time.sleep(0.02)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
