"""What the page of a code offers: what else the same group may have said, and the code it has."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from accounts.together import Reading

from ..models import Heard, HeardKind
from .models import Code
from .totals import verdicts_of

# Of what was said on one day so many are offered.
OFFERED = 50


def code_of_group(heard: Heard) -> Code | None:
    """The newest code of an entry, also if it has ended or was withdrawn."""
    return _codes_of(heard).first()


def _codes_of(heard: Heard) -> QuerySet:
    return heard.codes.select_related("made_by", "withdrawn_by").order_by("-pk")


def reading_of_group(heard: Heard) -> Reading:
    """What the Champions Board staff read of the group of an entry: its newest `code`, and whether
    it says that an answer was a real one, by the id of the answer (`verdicts`).
    """
    codes, verdicts = yield _codes_of(heard)[:1], verdicts_of(heard)
    said = {verdict.reply_id: verdict.is_real for verdict in verdicts}
    return {"code": next(iter(codes), None), "verdicts": said}


def others_of(heard: Heard, on: date) -> QuerySet:
    """What else was said by groups on the day of an entry and has no code that stands, or the same
    one: whoever has another paper is another group.
    """
    standing = Code.objects.kept().filter(ends_on__gte=on)
    of_others = standing.exclude(entries=heard).filter(entries=OuterRef("pk"))
    rows = Heard.objects.current().filter(kind=HeardKind.HEARD, heard_on=heard.heard_on)
    rows = rows.exclude(pk=heard.pk).filter(~Exists(of_others)).order_by("pk")
    return rows.filter(pk__in=list(rows.values_list("pk", flat=True)[:OFFERED]))
