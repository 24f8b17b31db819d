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
    """Run a command; its exit code, or 128 and the number of the signal that ended it. An
    interruption is handed on to it, a termination kills it.
    """
    with contextlib.suppress(AttributeError, OSError, TypeError):  # Linux only
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    # A shell's background job ignores interruptions, and so would all that it starts.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(command)
    signal.signal(signal.SIGTERM, lambda *_: process.kill())
    code = _wait_for(process)
    _wait_for_orphans()
    return code if code >= 0 else 128 - code


def _wait_for(process: subprocess.Popen) -> int:
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            process.send_signal(signal.SIGINT)


def _wait_for_orphans() -> None:
    end = time.monotonic() + PATIENCE
    with contextlib.suppress(ChildProcessError, AttributeError):  # none left; not on Windows
        while time.monotonic() < end:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                time.sleep(0.02)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
