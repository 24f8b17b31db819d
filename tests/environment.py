"""The environment that tests run in: demo mode, unless another is set. Loaded before Django reads
its settings.
"""

import atexit
import gc
import os
import shutil
import tempfile
from datetime import datetime

import time_machine

# Before anything of ours is read, so that a day that is taken at import is of that moment too.
if moment := os.environ.get("CALENDAR"):
    time_machine.travel(datetime.fromisoformat(moment), tick=True).start()

os.environ.setdefault("DEMO", "on")
if "EVIDENCE_FOLDER" not in os.environ:
    os.environ["EVIDENCE_FOLDER"] = tempfile.mkdtemp(prefix="promise-tracker-files-")
    atexit.register(shutil.rmtree, os.environ["EVIDENCE_FOLDER"], ignore_errors=True)

# To look for garbage a hundred times less often saves a tenth of a run, which is over before it
# would fill the memory.
gc.set_threshold(50_000, 20, 50)
