"""Reads of what groups are asked about, and of what they say."""

from __future__ import annotations

from datetime import date

from django.apps import apps
from django.db.models import Max, Q, QuerySet

from foundations.models import Round

# The one answer that nobody else hears of.
RATHER_NOT = "rather-not"


class ChosenQuerySet(QuerySet):
    def of_round(self, round: Round) -> ChosenQuerySet:
        """What is chosen in a round, in the order of choosing."""
        return self.filter(round=round, put_back_on=None)


class FeltQuerySet(QuerySet):
    def standing(self, on: date) -> FeltQuerySet:
        """The last word of each group on a day: what was not followed or taken back by then; one
        for each thing that was chosen in a round.
        """
        # Whatever a group has taken back, nothing that it said before stands again.
        given = self.filter(recorded_on__lte=on)
        given = given.filter(Q(taken_back_on=None) | Q(taken_back_on__gt=on))
        last = given.order_by().values("chosen").annotate(last=Max("pk"))
        return self.filter(pk__in=last.values("last"))

    def told(self, on: date) -> FeltQuerySet:
        """Those of them that say something: whoever would rather not has said nothing."""
        return self.standing(on).exclude(said=RATHER_NOT)


def newest_told(on: date) -> FeltQuerySet:
    """What is known to be felt on a day: of each sub-action or call the newest word, with its
    round.
    """
    felt = apps.get_model("oversight", "Felt").objects
    last = felt.told(on).order_by().values("chosen__item").annotate(last=Max("pk"))
    rows = felt.filter(pk__in=last.values("last"))
    return rows.select_related("chosen__item", "chosen__round", "recorded_by")
