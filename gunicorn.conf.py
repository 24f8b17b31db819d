"""What gunicorn reads by itself: its logs hold paths, never what stands behind them, and its memory
stays level.
"""

from __future__ import annotations

import ctypes
import os
from typing import Any

# So many requests of a worker from one giving back to the next.
GIVES_BACK = 100
# Linux's C library has it; others give back by themselves.
_give_back = getattr(ctypes.CDLL(None), "malloc_trim", None) if os.name == "posix" else None


def post_request(worker: Any, _request: Any, _environ: Any, _answer: Any) -> None:
    """Give what is free between what is used back to the machine: the C library keeps it for each
    thread, and the largest pages of all of them would add up.
    """
    if _give_back and worker.nr % GIVES_BACK == 0:
        _give_back(0)


access_log_format = '%(h)s %(t)s "%(m)s %(U)s %(H)s" %(s)s %(b)s %(L)s'
# Its own lines may quote an address whole, such as that of a request that nothing could be made of.
logconfig_dict = {
    "formatters": {"generic": {"()": "promise_tracker.logs.JsonFormatter"}},
    "loggers": {
        "gunicorn.error": {"level": "INFO", "handlers": ["error_console"], "propagate": False},
        "gunicorn.access": {"level": "INFO", "handlers": ["console"], "propagate": False},
    },
}
