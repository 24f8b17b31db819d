"""A calendar as iCalendar (RFC 5545), which Outlook and others read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings

from .dates import Entry

# How often a program may ask again.
AGAIN = timedelta(hours=6)


def calendar_of(entries: Iterable[Entry], moment: datetime) -> bytes:
    """The file of these dates, each as a whole day, as written at a moment."""
    # The library takes long to read: only where a calendar is asked for.
    from icalendar import Calendar, Event

    found = Calendar()
    found.add("prodid", "-//Promise Tracker//EN")
    found.add("version", "2.0")
    # Without it the stamp of an entry would say that it was changed each time that it is read.
    found.add("method", "PUBLISH")
    found.add("name", "Promise Tracker")
    found.add("x-wr-calname", "Promise Tracker")
    found.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    for entry in entries:
        event = Event()
        event.add("uid", f"{entry.uid}@{settings.SITE_URL.partition('://')[2]}")
        event.add("dtstamp", moment)
        event.add("dtstart", entry.on)
        event.add("summary", entry.words)
        event.add("url", settings.SITE_URL + entry.path)
        # It takes nobody's time.
        event.add("transp", "TRANSPARENT")
        found.add_component(event)
    return found.to_ical()
