"""What the parts of bodies make of a joint sub-action, which is in the group of the worst of them:
the sentences for one, as `rule.py` asks for them, and the same as sets for many.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, When

from accounts.words import day, listed
from actions.groups import CLAIMS, SAID_AGAIN, SAID_BADLY
from actions.models import Share
from actions.status import FITTING, FOR_COMMITMENTS, FOR_WORK, SETTLED, Kind, Status

WORDS = (FOR_WORK, FOR_COMMITMENTS)


def badly(shares: Iterable[Share], start: date | None, missed_due: date | None, on: date) -> str:
    """Which parts do not go well on a day, a sentence each; "" where none does so. `start` is the
    first day of the whole, `missed_due` the day that it was promised for where that has passed.
    """
    return _sentences((share, _bad_word(share, start, missed_due, on)) for share in shares)


def unknown(shares: Iterable[Share], fresh_from: date, kinds: Collection[str]) -> str:
    """Of which parts it is not known how they go, a sentence each; "" where it is of all. `kinds`
    are those that the work has and that count: they differ while a change of kind waits.
    """
    fitting = {word for kind in kinds for word in FITTING[Kind(kind)]}
    return _sentences((share, _silence(share, fresh_from, fitting)) for share in shares)


def unkept(shares: Iterable[Share]) -> str:
    """Whose parts are not kept, as the end of a sentence: "the part of Housing is not"."""
    left = (str(share.service) for share in shares if share.status not in CLAIMS)
    # Of one body there are two where one was ended that counts as yet.
    names = list(dict.fromkeys(left))
    if len(names) > 1:
        return f"the parts of {listed(names)} are not"
    return f"the part of {names[0]} is not" if names else ""


def _sentences(found: Iterable[tuple[Share, str]]) -> str:
    return " ".join(f"{_name(share)}: {words}." for share, words in found if words)


def _name(share: Share) -> str:
    # Its page no longer shows it among those that are open.
    return f"{share}, which has ended" if share.ended_on else str(share)


def _bad_word(share: Share, start: date | None, missed_due: date | None, on: date) -> str:
    if share.status in SAID_BADLY:
        return f"said to be {Status(share.status).short}"
    if share.status == Status.STOPPED:
        return "stopped"
    if share.status == Status.NOT_STARTED and start is None:
        return "not started, and no first day is set"
    if share.status == Status.NOT_STARTED and start <= on:
        return f"not started; the first day was {day(start)}"
    if missed_due and share.status not in SETTLED:
        return f"not complete; it was promised for {day(missed_due)}"
    return ""


def _silence(share: Share, fresh_from: date, fitting: Collection[str]) -> str:
    if share.status == Status.NOT_REPORTED:
        return "nothing has been said of it yet"
    if share.status not in fitting:
        word = Status(share.status).short
        return f"said to be {word}, which is no word for what the sub-action is now"
    if share.status in SAID_AGAIN and share.confirmed_on < fresh_from:
        return f"not reported since {day(share.confirmed_on)}"
    return ""


def joint(on: date) -> QuerySet:
    """The ids of the sub-actions of which a body has a part that counts on a day."""
    return Share.objects.counting(on).order_by().values("sub_action")


def is_badly(on: date) -> Q:
    """That a part does not go well on a day, as `badly` says of one."""
    said_so = joint(on).filter(status__in=[*SAID_BADLY, Status.STOPPED])
    not_begun = joint(on).filter(status=Status.NOT_STARTED)
    idle = Q(counted_start=None) | Q(counted_start__lte=on)
    late = Q(counted_kind=Kind.DATED, counted_due__lt=on)
    return (
        Q(pk__in=said_so)
        | (Q(pk__in=not_begun) & idle)
        | (late & Q(pk__in=joint(on).exclude(status__in=SETTLED)))
    )


def is_unknown(on: date) -> Q:
    """That it is not known on a day how a part goes, as `unknown` says of one; for rows that hold
    `last_word()`.
    """
    unsaid = Q(pk__in=joint(on).filter(status=Status.NOT_REPORTED))
    return unsaid | _has_other_words(on) | Q(body_said__lt=F("fresh_from"))


def _has_other_words(on: date) -> Q:
    """That a part was spoken of in words that fit neither the kind of the work nor the one that
    counts: nobody has said how it goes since.
    """
    found = Q()
    for words in WORDS:
        kinds = [kind for kind, fitting in FITTING.items() if fitting == words]
        others = joint(on).exclude(status__in=[*words, Status.NOT_REPORTED])
        found |= Q(kind__in=kinds, counted_kind__in=kinds, pk__in=others)
    return found


def last_word(on: date) -> Case:
    """For `annotate()` as `body_said`: when the body that has been silent longest last said a good
    word that has to be said again.
    """
    own = Share.objects.counting(on).filter(sub_action=OuterRef("pk"), status__in=SAID_AGAIN)
    oldest = own.order_by("confirmed_on").values("confirmed_on")[:1]
    # By its index a look-up a row, of joint ones alone.
    return Case(When(pk__in=joint(on), then=Subquery(oldest)))


def is_unkept(on: date) -> Q:
    """That a part is neither complete nor being kept on a day."""
    return Q(pk__in=joint(on).exclude(status__in=CLAIMS))
