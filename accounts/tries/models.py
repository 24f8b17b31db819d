"""Tries to sign in, and from where each person has signed in before; digests, no addresses."""

from __future__ import annotations

from django.db import models


class Try(models.Model):
    """A try to sign in that has failed, or that is being made."""

    # Digests: of the e-mail address that was typed, whoever's it is, and of the network address;
    # the latter empty where the browser is known, which then has its own name here.
    person = models.CharField(max_length=64)
    address = models.CharField(max_length=64, blank=True)
    browser = models.CharField(max_length=64, blank=True)
    # Made from where this person has signed in before.
    from_known = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["person", "at"]),
            models.Index(fields=["address", "at"]),
            models.Index(fields=["at"]),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"


class KnownAddress(models.Model):
    """A network address from which a person has signed in; both as digests."""

    person = models.CharField(max_length=64)
    address = models.CharField(max_length=64)
    last_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "address"], name="one_row_a_known_address")
        ]

    def __str__(self) -> str:
        return f"{self.last_on}"
