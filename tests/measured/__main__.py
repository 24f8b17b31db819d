"""`python3 dev.py measure`, once Django has read its settings."""

import os
import sys

import django


def _main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "promise_tracker.settings")
    django.setup()
    # Models can be read only now, and the check of files reads some.
    from .measure import main

    return main(sys.argv[1:])


sys.exit(_main())
