"""The process apart that reads one uploaded file: `python -I …/evidence/files/apart.py KIND`.

The file comes in on stdin; its text, or the picture written anew, goes out on stdout.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

if __name__ == "__main__":
    # Last of all places to look in, so that none of ours stands in for one of Python's own.
    sys.path.append(str(Path(__file__).parents[2]))
    # openpyxl would take lxml, which has no guard against entities of its own.
    os.environ["OPENPYXL_LXML"] = "False"

    # It lives for seconds: looking for memory to give back would cost a fifth of them.
    gc.disable()

    from evidence.files.reading import main

    sys.exit(main(sys.argv[1]))
