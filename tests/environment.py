"""The environment that tests run in: demo mode, unless another is set. Loaded before Django reads its settings."""

import os

os.environ.setdefault("DEMO", "on")
