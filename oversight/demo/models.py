"""What a database says of itself."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class Demonstration(models.Model):
    """That the demo council was loaded into this database once, and when: it never holds real work
    after that.
    """

    loaded_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Demonstration, loaded on {self.loaded_on}"
