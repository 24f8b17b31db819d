"""How often a service that says nothing was asked, and when it was named to the Board."""

from __future__ import annotations

from django.db import models

from accounts.models import Service

from .work import SubAction


class Rung(models.IntegerChoices):
    """The steps of the ladder, in their order."""

    ASKED = 1, "asked"
    ASKED_AGAIN = 2, "asked again"
    NAMED = 3, "named to the Board"


class Step(models.Model):
    """That silence has come to a rung on a day: of which `thing`, of the service that could say
    something, and `since` when it says nothing. Each kind of thing has a table of its own.
    """

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    rung = models.PositiveSmallIntegerField(choices=Rung)
    on = models.DateField()

    class Meta:
        abstract = True
        # By their ids: by themselves they would be ordered as lists of them are.
        ordering = ["thing_id", "since", "service_id", "rung"]
        constraints = [
            models.UniqueConstraint(
                fields=["thing", "service", "since", "rung"], name="%(class)s_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.thing_id}: {self.get_rung_display()} on {self.on}"

    @property
    def known(self) -> tuple:
        """What tells its silence from all others."""
        return (self.thing_id, self.service_id, self.since)


class SilenceStep(Step):
    """A step of a sub-action of which nobody says anything; `since` is the day of the last word."""

    thing = models.ForeignKey(SubAction, on_delete=models.CASCADE, related_name="steps")
