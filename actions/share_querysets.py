"""Reads of what one service is to do of a joint sub-action."""

from __future__ import annotations

from datetime import date

from django.apps import apps
from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When

from accounts.models import User

from . import in_force
from .status import FITTING, SETTLED


class ShareQuerySet(QuerySet):
    def open(self) -> ShareQuerySet:
        """Those that have not ended."""
        return self.filter(ended_on=None)

    def of_work_to_be_done(self) -> ShareQuerySet:
        """Those of sub-actions that are in a group."""
        work = self.model._meta.get_field("sub_action").related_model.objects.order_by()
        return self.filter(sub_action__in=work.to_be_done().values("pk"))

    def waiting(self) -> ShareQuerySet:
        """What is open, of work that is to be done."""
        return self.open().of_work_to_be_done()

    def counting(self, on: date) -> ShareQuerySet:
        """Those that the group of their sub-action is read from on a day: what has ended counts
        until the next progress round is closed.
        """
        return self.filter(Q(ended_on=None) | _still_counts(on))

    def asked_of(self, user: User, on: date) -> ShareQuerySet:
        """Those of the services that this person keeps of which something is to be said by a day:
        nothing was said yet, or nothing more since the day from which a report is fresh, or not in
        words of the kind that the work now has.
        """
        own = self.waiting().filter(service__in=user.services)
        silent = Q(confirmed_on=None) | Q(confirmed_on__lt=F("fresh_from"))
        owed = (silent & ~Q(status__in=SETTLED)) | _has_other_words()
        return own.annotate(fresh_from=self._fresh_from(on)).filter(owed)

    def _fresh_from(self, on: date) -> Subquery:
        model = self.model._meta.get_field("sub_action").related_model
        work = model.objects.with_fresh_from(on).filter(pk=OuterRef("sub_action"))
        return Subquery(work.order_by().values("fresh_from")[:1])

    def for_page(self, on: date) -> ShareQuerySet:
        """With everything that a page says of one on a day; with the last words that were said, as
        `said`, whether it has ended and `still_counts`, and from when a word is `fresh_from`.
        """
        words = apps.get_model("actions", "ShareWord").objects.filter(share=OuterRef("pk"))
        last = words.exclude(words="").order_by("-pk").values("words")[:1]
        rows = self.select_related("sub_action__item", "sub_action__service", "service")
        rows = rows.select_related("confirmed_by", "ended_by")
        counts = Case(When(_still_counts(on), then=Value(True)), default=Value(False))
        said = {"said": Subquery(last), "still_counts": counts}
        return rows.annotate(**said, fresh_from=self._fresh_from(on))


def _has_other_words() -> Q:
    found = Q()
    for kind, fitting in FITTING.items():
        found |= Q(sub_action__kind=kind) & ~Q(status__in=fitting)
    return found


def _still_counts(on: date) -> Q:
    waits = in_force.waits(on, made_on="ended_on", counts_from="end_counts_from")
    return Q(ended_on__isnull=False) & waits
