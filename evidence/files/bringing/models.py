"""What came in and can still be undone."""

from __future__ import annotations

from django.db import models
from django.db.models import QuerySet

from actions.models import ProgressUpdate, SubAction


class UndoableQuerySet(QuerySet):
    def of(self, brought: models.Model) -> UndoableQuerySet:
        """What came with a register or an edited list."""
        return self.filter(thing=brought._meta.model_name, number=brought.pk)


class Undoable(models.Model):
    """What a row of a register or of an edited list has made of a sub-action. It goes once that is
    undone, or cannot be any more.
    """

    # With what it came, as history calls it and as a sentence begins.
    thing = models.CharField(max_length=20)
    number = models.PositiveBigIntegerField()
    came_with = models.CharField(max_length=400)
    sub_action = models.ForeignKey(SubAction, on_delete=models.CASCADE, related_name="+")
    # The version that it found, 0 where it has added the sub-action; and as which version stands
    # what it left: another one, once what came later was undone.
    found = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    # Of each field that it set what that was: days in ISO form, people by their ids.
    before = models.JSONField(default=dict, blank=True)
    update = models.ForeignKey(
        ProgressUpdate, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = UndoableQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["thing", "number"])]

    def __str__(self) -> str:
        return f"{self.thing} {self.number}: {self.sub_action_id}"
