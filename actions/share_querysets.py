"""Reads of what one service is to do of a joint sub-action."""

from __future__ import annotations

from datetime import date

from django.apps import apps
from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When

from accounts.models import User

from . import in_force


class ShareQuerySet(QuerySet):
    def open(self) -> ShareQuerySet:
        """Those that have not ended."""
        return self.filter(ended_on=None)

    def waiting(self) -> ShareQuerySet:
        """What is open, of work that is to be done."""
        work = self.model._meta.get_field("sub_action").related_model.objects.order_by()
        return self.open().filter(sub_action__in=work.to_be_done().values("pk"))

    def counting(self, on: date) -> ShareQuerySet:
        """Those that the group of their sub-action is read from on a day: what has ended counts
        until the next progress round is closed.
        """
        return self.filter(Q(ended_on=None) | _still_counts(on))

    def spoken_for_by(self, user: User) -> ShareQuerySet:
        """Those of the services that this person keeps."""
        return self.filter(service__in=user.services)

    def for_page(self, on: date) -> ShareQuerySet:
        """With everything that a page says of one; with the last words that were said, as `said`,
        and whether it has ended and `still_counts` on a day.
        """
        words = apps.get_model("actions", "ShareWord").objects.filter(share=OuterRef("pk"))
        last = words.exclude(words="").order_by("-pk").values("words")[:1]
        rows = self.select_related("sub_action__item", "sub_action__service", "service")
        rows = rows.select_related("confirmed_by", "ended_by")
        counts = Case(When(_still_counts(on), then=Value(True)), default=Value(False))
        return rows.annotate(said=Subquery(last), still_counts=counts)


def _still_counts(on: date) -> Q:
    waits = in_force.waits(on, made_on="ended_on", counts_from="end_counts_from")
    return Q(ended_on__isnull=False) & waits
