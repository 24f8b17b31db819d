"""The words for how a sub-action goes, with the meaning printed beside each."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models


class Kind(models.TextChoices):
    """What sort of work a sub-action is; it decides which status words fit."""

    DATED = "dated", "Dated: it is done once, by a set day"
    RECURRING = "recurring", "Recurring: it happens again and again"
    ONGOING = "ongoing", "Ongoing: a commitment that is kept, never finished"


class Status(models.TextChoices):
    """A person's judgement of a sub-action on the day it was given."""

    NOT_REPORTED = "not-reported", "Not yet reported"
    NOT_STARTED = "not-started", "Not started"
    ON_TRACK = "on-track", "On track"
    AT_RISK = "at-risk", "At risk"
    OFF_TRACK = "off-track", "Off track"
    COMPLETE = "complete", "Complete"
    STOPPED = "stopped", "Stopped"
    IN_PLACE = "in-place", "In place (not yet confirmed by people with care experience)"
    BEING_KEPT = "being-kept", "Being kept"
    SLIPPING = "slipping", "Slipping"
    NOT_KEPT = "not-kept", "Not kept"

    @property
    def meaning(self) -> str:
        return ABOUT[self].meaning

    @property
    def tone(self) -> str:
        return ABOUT[self].tone

    @property
    def shape(self) -> str:
        return ABOUT[self].shape

    @property
    def goes_badly(self) -> bool:
        return ABOUT[self].goes_badly

    @property
    def short(self) -> str:
        """The word as it stands inside a sentence: without what is added in brackets."""
        return self.label.split(" (")[0].lower()


@dataclass(frozen=True)
class About:
    """What goes with a status, for every page that shows one.

    `tone` is a colour of the style sheet (`pt_status--green`), `shape` a drawing in
    `components/_shape.html`, `meaning` the sentence printed beside the word.
    """

    meaning: str
    tone: str
    shape: str
    goes_well: bool = False
    goes_badly: bool = False


# Whoever cannot tell the colours apart goes by the shapes, so no two statuses share one.
ABOUT = {
    Status.NOT_REPORTED: About(
        "Nobody has said yet how this goes.", tone="white", shape="dashed-ring"
    ),
    Status.NOT_STARTED: About("Work has not begun.", tone="grey", shape="ring"),
    Status.ON_TRACK: About(
        "It will be done as planned and by its date.",
        tone="green",
        shape="arrow",
        goes_well=True,
    ),
    Status.AT_RISK: About(
        "It may be late or fall short unless something changes.",
        tone="amber",
        shape="warning",
        goes_badly=True,
    ),
    Status.OFF_TRACK: About(
        "It will be late or fall short.", tone="red", shape="cross", goes_badly=True
    ),
    Status.COMPLETE: About(
        "It is done. You give the day; it counts once somebody else agrees.",
        tone="blue",
        shape="tick",
    ),
    Status.STOPPED: About(
        "It does not go on. Say why below, and who decided it.", tone="grey", shape="square"
    ),
    Status.IN_PLACE: About(
        "The council does this, but people with care experience have not yet confirmed it.",
        tone="teal",
        shape="half-moon",
    ),
    Status.BEING_KEPT: About(
        "People with care experience say that this promise is being kept.",
        tone="green",
        shape="tick-in-circle",
    ),
    Status.SLIPPING: About(
        "It was kept, and is kept less well now.", tone="amber", shape="down", goes_badly=True
    ),
    Status.NOT_KEPT: About(
        "The promise is not being kept at present.",
        tone="red",
        shape="cross-in-circle",
        goes_badly=True,
    ),
}
# The words of each kind, in the order in which a form offers them. A constraint of the database
# holds to them too, so that a word more for a kind takes a migration.
FOR_WORK = (
    Status.NOT_STARTED,
    Status.ON_TRACK,
    Status.AT_RISK,
    Status.OFF_TRACK,
    Status.COMPLETE,
    Status.STOPPED,
)
FOR_COMMITMENTS = (Status.IN_PLACE, Status.BEING_KEPT, Status.SLIPPING, Status.NOT_KEPT)
FITTING = {Kind.DATED: FOR_WORK, Kind.RECURRING: FOR_WORK, Kind.ONGOING: FOR_COMMITMENTS}
# Nothing more is owed on these, so they are neither late nor stale.
SETTLED = (Status.COMPLETE, Status.STOPPED)
# Said to go well; with a date that has passed, the two contradict each other.
GOES_WELL = tuple(status for status in Status if ABOUT[status].goes_well)
GOES_BADLY = tuple(status for status in Status if ABOUT[status].goes_badly)


class Visibility(models.TextChoices):
    """Who may read a narrative. The status itself is always publishable."""

    INTERNAL = (
        "internal",
        "Internal: the Promise Keepers of this service, and administrators in the history",
    )
    BOARD = "board", "Board: everyone who signs in"
    PUBLIC = "public", "Public: will appear on the public page"
