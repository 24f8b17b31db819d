"""Writes of what groups are asked about in a round, and of what they say."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.database import take_lock
from accounts.history import record, snapshot
from accounts.models import User
from accounts.permissions import check
from accounts.versions import Conflict, hold, save_version
from accounts.words import day
from actions.models import SubAction
from foundations.models import FrameworkItem, Kind, Round
from foundations.services.rounds import join_round

from .models import FEWEST, Chosen, Felt, Said

MOST = 5
# Of all who choose in a round only one at a time: each counts what the others have chosen.
CHOOSING_LOCK = 7_210_346
NEAR = timedelta(weeks=4)
THING, RIGHT = "felt", "say_felt"
TOLD = ["said", "people", "talked_on", "words"]
CLOSED = "{} is closed: what was said in it stays as it is, and nothing more is added."
FULL = (
    f"{MOST} are chosen in this round already, and no group is asked about more. "
    "Put one back first, or leave this for the next round."
)
TOO_FEW = (
    f"Talk with {FEWEST} or more young people. In a smaller group those around them could tell "
    "who said what."
)
NO_DAY = "Say on which day you talked with the group, such as 31/12/2026."
TELL_THEM = "Tell the group first that this will be public, then tick this. Or choose {}."
SPOKEN = "A word of the group stands. Take that back first."
NOTHING_STANDS = "No word of the group stands here any more."
PUT_BACK = "This was put back meanwhile. Choose it again before you record what the group says."


@transaction.atomic
def choose(*, by: User, round: Round, item: FrameworkItem, on: date | None = None) -> Chosen:
    """Choose a sub-action or call to ask groups about in a round, at most five; what is chosen
    already stays so. `on` is today unless entries of the past are brought in.

    Raises PermissionDenied, or ValidationError for a sixth, a closed round, or what is replaced.
    """
    check(by, RIGHT)
    take_lock(CHOOSING_LOCK, round.pk)
    _join_open(round)
    if found := Chosen.objects.of_round(round).filter(item=item).first():
        return found
    _check_can_be_asked(item)
    if Chosen.objects.of_round(round).count() >= MOST:
        raise ValidationError({"item": FULL})
    chosen_now = {"chosen_by": by, "chosen_on": on or timezone.localdate(), "put_back_on": None}
    chosen, _new = Chosen.objects.update_or_create(round=round, item=item, defaults=chosen_now)
    _record("chose to ask groups", by, chosen, {}, {"round": str(round), "item": item.key})
    return chosen


@transaction.atomic
def put_back(*, by: User, chosen: Chosen, seen: int) -> None:
    """Ask no group about this in the round; only where no word of one stands.

    Raises PermissionDenied, ValidationError, or Conflict.
    """
    check(by, RIGHT)
    _hold(chosen)
    if _standing(chosen):
        raise ValidationError(SPOKEN)
    if chosen.put_back_on:
        raise Conflict(chosen)
    chosen.put_back_on = timezone.localdate()
    save_version(chosen, seen=seen, fields=["put_back_on"])
    _record("asks no group any more", by, chosen, {}, snapshot(chosen, ["put_back_on"]))


@transaction.atomic
def say(
    *,
    by: User,
    chosen: Chosen,
    seen: int,
    said: str,
    people: int | None = None,
    talked_on: date | None = None,
    words: str = "",
    told: bool = False,
    form_key: UUID | None = None,
    on: date | None = None,
) -> Felt:
    """Keep what a group says of what was chosen, in the place of what it said before, which stays
    on record. Where it would rather not, nothing else is kept.

    `told` is whether the group has heard that it will be public; `on` is today unless entries of
    the past are brought in. A form sent twice gives what is already stored. Raises
    PermissionDenied, ValidationError, or Conflict where somebody recorded something meanwhile.
    """
    check(by, RIGHT)
    on = on or timezone.localdate()
    values = _values(said, people, talked_on, words)
    _hold(chosen, form_key)
    form_key = form_key or uuid4()
    if twin := Felt.objects.filter(form_key=form_key).first():
        return _same(twin, chosen, by, values)
    _check_told(chosen.round, on, told=told, **values)
    if chosen.put_back_on:
        raise ValidationError(PUT_BACK)
    _check_can_be_asked(chosen.item, field=None)
    before = _standing(chosen)
    save_version(chosen, seen=seen, fields=[])
    recorded = {"form_key": form_key, "recorded_by": by, "recorded_on": on}
    felt = Felt.objects.create(chosen=chosen, **recorded, **values)
    told_before = snapshot(before, TOLD) if before else {}
    _record("recorded what a group says", by, chosen, told_before, snapshot(felt, TOLD))
    return felt


def _values(said: str, people: int | None, talked_on: date | None, words: str) -> dict:
    if said not in Said.values:
        raise ValidationError({"said": "Choose what the group says."})
    # Whoever would rather not says nothing, whatever else stands in the form.
    if said == Said.RATHER_NOT:
        return {"said": said, "people": None, "talked_on": None, "words": ""}
    return {"said": said, "people": people, "talked_on": talked_on, "words": words}


def _check_told(
    round: Round, on: date, *, said: str, people: int | None, talked_on: date | None, words: str,
    told: bool,
) -> None:  # fmt: skip
    """Raises ValidationError with a sentence for each field that is empty or does not fit."""
    if said == Said.RATHER_NOT:
        return
    wrong = missing(said=said, people=people, talked_on=talked_on, words=words, told=told)
    if talked_on and (sentence := _wrong_day(round, talked_on, on)):
        wrong["talked_on"] = sentence
    if wrong:
        raise ValidationError(wrong)


def missing(
    *, said: str, people: int | None, talked_on: date | None, words: str, told: bool
) -> dict[str, str]:
    """A sentence for each field that is empty or too small; none of whoever would rather not."""
    if said == Said.RATHER_NOT:
        return {}
    wrong = {
        "people": _wrong_number(people),
        "talked_on": "" if talked_on else NO_DAY,
        "words": "" if words else "Write what the group said, in its own words.",
        "told": "" if told else TELL_THEM.format(f"“{Said.RATHER_NOT.label}”"),
    }
    return {name: sentence for name, sentence in wrong.items() if sentence}


def _wrong_number(people: int | None) -> str:
    if people is None:
        return "Say how many young people talked about it."
    return TOO_FEW if people < FEWEST else ""


def _wrong_day(round: Round, talked_on: date, on: date) -> str:
    if talked_on > on:
        return "This day is in the future. Give the day on which you talked, up to today."
    first = round.first_day - NEAR
    if talked_on < first:
        return f"This is long before “{round}”. Give a day from {day(first)} on."
    return ""


@transaction.atomic
def take_back(*, by: User, chosen: Chosen, seen: int) -> None:
    """Take back what the group said of this in the round, all of it; that something was said stays
    on record, by name and day.

    Raises PermissionDenied, ValidationError where no word stands or the round is closed, or
    Conflict.
    """
    check(by, RIGHT)
    _hold(chosen)
    standing = _standing(chosen)
    if standing is None:
        raise ValidationError(NOTHING_STANDS)
    save_version(chosen, seen=seen, fields=[])
    rows = Felt.objects.filter(chosen=chosen, taken_back_on=None)
    rows.update(taken_back_on=timezone.localdate(), taken_back_by=by)
    _record("took back what a group said", by, chosen, snapshot(standing, TOLD), {})


def standing_of(chosen: Chosen) -> Felt | None:
    """What the group says of it now; None where nothing stands."""
    return _standing(chosen)


def _standing(chosen: Chosen) -> Felt | None:
    return Felt.objects.filter(chosen=chosen, taken_back_on=None).first()


def _hold(chosen: Chosen, form_key: UUID | None = None) -> None:
    # What was sent before is answered as then, closed or not.
    if not (form_key and Felt.objects.filter(form_key=form_key).exists()):
        _join_open(chosen.round)
    hold(chosen, "item", "round")


def _join_open(round: Round) -> None:
    join_round(round.pk)
    round.refresh_from_db()
    if round.is_closed:
        raise ValidationError(CLOSED.format(f"“{round}”"))
    if not round.asks_progress:
        raise ValidationError(f"“{round}” asks for self-assessment only, not how work is felt.")
    if not round.has_begun(timezone.localdate()):
        raise ValidationError(f"“{round}” begins on {day(round.first_day)}.")


def _check_can_be_asked(item: FrameworkItem, field: str | None = "item") -> None:
    if item.kind == Kind.CALL:
        return
    work = SubAction.objects.filter(item=item).select_related("replaced_by__item").first()
    reason = _why_not(work)
    if reason:
        raise ValidationError({field: reason} if field else reason)


def _why_not(work: SubAction | None) -> str:
    if work is None:
        return "Choose a sub-action or a call to action."
    if work.replaced_by_id:
        return f"Sub-action {work.key} is replaced by {work.replaced_by.key}: ask about that one."
    return ""


def _same(twin: Felt, chosen: Chosen, by: User, values: dict) -> Felt:
    # Whoever went back and sent other words with the same form must not lose them.
    said = {"recorded_by": by, "chosen": chosen} | values
    if any(getattr(twin, name) != value for name, value in said.items()):
        raise Conflict(chosen)
    return twin


def _record(act: str, by: User, chosen: Chosen, before: dict, after: dict) -> None:
    # Under what it speaks of, where it is looked for.
    key = chosen.item.key
    record(by=by, act=act, thing=THING, key=key, before=before, after=after)
