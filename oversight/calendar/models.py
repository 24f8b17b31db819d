"""That a person has an address from which a program reads her dates."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class CalendarAddress(models.Model):
    """The address of one person's calendar; a new one takes the place of the old."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="calendar_address"
    )
    # Signed it is the key in the address, so whoever reads the database alone cannot open it.
    number = models.UUIDField(default=uuid.uuid4, unique=True)
    made_on = models.DateField(default=timezone.localdate)

    def __str__(self) -> str:
        return f"of {self.person_id}, {self.made_on}"
