"""Everything that the Board's pages say on a day, as plain values: what a round keeps when it is
closed, and what is compared between two rounds. No person is named in it: services and bodies are.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

import msgspec

from accounts.kept import kept
from accounts.together import Reading, read
from actions.ladder import LADDERS, rule_of
from actions.models import Need, Share
from actions.status import Status
from evidence.agreed.kinds import AgreementKind
from evidence.models import Agreement, EvidenceItem, SelfAssessment
from foundations.coverage import Sureness
from foundations.models import FrameworkItem, Round
from foundations.names import first_words

from ..board.figures import Figures, read_figures
from ..board.listening import Listening, reading_listening_of_all
from ..board.named import read_all_named
from ..board.needs import Needs, Waiting
from .disagreeing import Disagreeing, read_disagreeing
from .marked import Marked, read_marked
from .outside import Outside, read_outside
from .reading import Progress, Reported, read_progress, read_services

# The words of a call as far as a list shows them.
WORDS = 300
PIECE = ("pk", "title", "kind", "dated_on")
ASSESSED = ("pk", "round__key", "service__name", "theme__heading", "state")
PART = (
    *("pk", "sub_action__item__key", "service__name", "words", "status", "confirmed_on"),
    "ended_on",
)
CLAIMED = "claim__sub_action__item"


@dataclass(frozen=True)
class Call:
    """A call to action, its foundation by key, and how sure it is that an action answers it."""

    key: str
    foundation: str
    words: str
    sureness: str

    @property
    def answer(self) -> str:
        return Sureness(self.sureness).label


@dataclass(frozen=True)
class Needed:
    """What would unstick a sub-action (by its key), and who must act."""

    pk: int
    work: str
    who_acts: str
    acts: str
    words: str
    since: date


@dataclass(frozen=True)
class Asked:
    """What a service was asked about twice without an answer (what history calls it, and its key),
    and since when it says nothing.
    """

    service: str
    thing: str
    key: str
    waits: str
    since: date


@dataclass(frozen=True)
class Piece:
    """A piece of evidence that everybody who signs in may read."""

    pk: int
    title: str
    kind: str
    dated_on: date


@dataclass(frozen=True)
class Assessed:
    """A self-assessment that was begun: of which round, service and theme, and its state."""

    pk: int
    round: str
    service: str
    theme: str
    state: str


@dataclass(frozen=True)
class Said:
    """What somebody else said of a claim, which stood: of which sub-action (by its key), who (a
    service or a body), and whether she agreed.
    """

    pk: int
    work: str
    by: str
    kind: str
    made_on: date

    @property
    def words(self) -> str:
        return AgreementKind(self.kind).label


@dataclass(frozen=True)
class Part:
    """What a service was to do of a joint sub-action (by its key), how that went, and when it said
    so; and when it had ended that counted as yet.
    """

    pk: int
    work: str
    service: str
    words: str
    status: str
    said_on: date | None
    ended_on: date | None = None

    @property
    def word(self) -> str:
        return Status(self.status).short.capitalize()


@dataclass(frozen=True)
class Frozen:
    """All of it. What a later release adds has a default, so that older rounds can be read."""

    figures: Figures
    listening: Listening
    calls: list[Call]
    needs: list[Needed]
    named: list[Asked]
    evidence: list[Piece]
    assessed: list[Assessed]
    said: list[Said]
    progress: Progress | None = None
    groups: dict[str, dict[str, int]] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    # None of a round that was closed before these were kept.
    by_service: list[Reported] | None = None
    ladder_rule: str | None = None
    outside: Outside | None = None
    marked: Marked | None = None
    disagreeing: Disagreeing | None = None

    def as_values(self) -> dict:
        """The same in what JSON knows."""
        return msgspec.to_builtins(self, str_keys=True)


def from_values(values: dict) -> Frozen:
    """What `as_values` gave."""
    return msgspec.convert(values, Frozen, str_keys=True)


def read_frozen(on: date, round: Round) -> Frozen:
    """Everything as it stands on the day on which a round is closed."""
    found = read_now(on)
    keys = {work.pk: work.key for work in found.figures.work}
    return replace(
        found,
        named=_named(on),
        progress=read_progress(round, on),
        by_service=list(read_services(round, on)) if round.asks_progress else [],
        ladder_rule=rule_of(*LADDERS),
        marked=read_marked(on),
        disagreeing=read_disagreeing(round, on, keys),
        outside=read_outside(on, found.figures.attendances),
    )


def read_now(on: date) -> Frozen:
    """Everything as it stands now, but what no two days are compared by: who is named to the Board,
    what was reported and assessed in a round, and what is marked public.
    """
    figures = read_figures(on)
    keys = {work.pk: work.key for work in figures.work}
    pks = {key: pk for pk, key in keys.items()}
    beside, listening = read(_reading_beside(keys, on), reading_listening_of_all(on))
    # The page of today reads how the words begin; from here whole passages can be taken out.
    whole = [Waiting(pks[one.work], one.who_acts, one.words) for one in beside["needs"]]
    figures = replace(figures, needs=Needs(whole))
    return Frozen(figures, listening, named=[], groups=groups_of(figures), **beside)


# The same for the newest seal.
kept_now = kept(read_now)


def groups_of(figures: Figures) -> dict[str, dict[str, int]]:
    """How many sub-actions are in each group: by foundation, and "" for all."""
    keys = [key for key, _name, _coverage in figures.foundations]
    rows = figures.standing.rows
    of = {"": rows} | {key: [one for one in rows if key in one.foundations] for key in keys}
    return {key: _tally(found) for key, found in of.items()}


def _tally(rows: list) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.group] = counts.get(row.group, 0) + 1
    return counts


def _reading_beside(keys: dict[int, str], on: date) -> Reading:
    calls, needs, parts, evidence, assessed, said = yield (
        FrameworkItem.objects.calls().with_sureness(),
        Need.objects.waiting().select_related("acting_service").order_by("since", "pk"),
        Share.objects.counting(on).of_work_to_be_done().order_by("pk").values_list(*PART),
        EvidenceItem.objects.current().readable_by_board().order_by("pk").values_list(*PIECE),
        SelfAssessment.objects.order_by("round", "pk").values_list(*ASSESSED),
        Agreement.objects.standing().order_by("pk").select_related("service", CLAIMED),
    )
    return {
        "calls": [_call(one) for one in calls],
        "needs": [_needed(one, keys) for one in needs],
        "parts": [Part(*row) for row in parts],
        "evidence": [Piece(*row) for row in evidence],
        "assessed": [Assessed(*row) for row in assessed],
        "said": [_said(one) for one in said],
    }


def _call(one: FrameworkItem) -> Call:
    foundation = one.parent.key if one.parent else ""
    return Call(one.key, foundation, first_words(one.title, WORDS), one.sureness)


def _needed(one: Need, keys: dict[int, str]) -> Needed:
    key = keys[one.sub_action_id]
    return Needed(one.pk, key, one.who_acts, one.acts, one.would_help, one.since)


def _said(one: Agreement) -> Said:
    return Said(one.pk, one.claim.sub_action.key, one.spoke_as, one.kind, one.made_on)


def _named(on: date) -> list[Asked]:
    return [
        Asked(
            service=str(row.ladder.service),
            thing=row.told.history[0],
            key=row.told.history[1],
            waits=row.ladder.kind.waits,
            since=row.ladder.since,
        )
        for row in read_all_named(on)
    ]
