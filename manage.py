#!/usr/bin/env python3
"""Django's command line for Promise Tracker."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    """Run a command; what the settings lack is said in plain sentences instead of a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "promise_tracker.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as lacking:
        sys.exit(str(lacking))
    except KeyboardInterrupt:
        sys.exit("Interrupted.")


if __name__ == "__main__":
    main()
