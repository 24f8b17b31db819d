"""Who has said why a passage may stay that might tell who somebody is."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.utils import timezone

LONGEST_REASON = 150


class AssuranceQuerySet(models.QuerySet):
    def digests(self, among: Iterable[str]) -> set[str]:
        """Those of the digests for whose passages somebody has given a reason."""
        return set(self.filter(digest__in=set(among)).values_list("digest", flat=True))


class Assurance(models.Model):
    """One passage for which somebody has given the reason why it may stay. The passage is not kept,
    only a digest, from which it cannot be read.
    """

    digest = models.CharField(max_length=64, unique=True)
    reason = models.CharField(max_length=LONGEST_REASON)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    objects = AssuranceQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.made_by}, {self.made_at:%Y-%m-%d}: {self.reason}"
