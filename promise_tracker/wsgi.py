"""The door for gunicorn."""

import gc
import os

# What is read at the start stays: to look for garbage in it meanwhile takes a tenth of the start.
gc.disable()

from django.core.wsgi import get_wsgi_application  # noqa: E402 - from the first import on
from django.urls import get_resolver  # noqa: E402 - likewise

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "promise_tracker.settings")
application = get_wsgi_application()

from .database_door import DatabaseDoor  # noqa: E402 - it needs the settings

# Every view, which would else be read while the first visitor waits.
get_resolver().url_patterns  # noqa: B018 - read for that alone
application = DatabaseDoor(application)
application.ask_at_start()
gc.freeze()
gc.enable()
