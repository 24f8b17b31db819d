"""The door for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "promise_tracker.settings")
application = get_wsgi_application()

from .database_door import DatabaseDoor  # noqa: E402 - it needs the settings

application = DatabaseDoor(application)
application.ask_at_start()
