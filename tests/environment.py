"""The environment that tests run in: demo mode, unless another is set. Loaded before Django reads
its settings.
"""

import atexit
import os
import shutil
import tempfile

os.environ.setdefault("DEMO", "on")
if "EVIDENCE_FOLDER" not in os.environ:
    os.environ["EVIDENCE_FOLDER"] = tempfile.mkdtemp(prefix="promise-tracker-files-")
    atexit.register(shutil.rmtree, os.environ["EVIDENCE_FOLDER"], ignore_errors=True)
