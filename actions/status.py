"""The words for how a sub-action goes, with the meaning printed beside each."""

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
        """The sentence printed beside the word."""
        return MEANINGS[self]


MEANINGS = {
    Status.NOT_REPORTED: "Nobody has said yet how this goes.",
    Status.NOT_STARTED: "Work has not begun.",
    Status.ON_TRACK: "Green: it will be done as planned and by its date.",
    Status.AT_RISK: "Amber: it may be late or fall short unless something changes.",
    Status.OFF_TRACK: "Red: it will be late or fall short.",
    Status.COMPLETE: "Blue: it is done; give the day on which it was.",
    Status.STOPPED: "The council has decided not to go on with it; say why.",
    Status.IN_PLACE: "The council does this, but people with care experience have not yet confirmed it.",
    Status.BEING_KEPT: "People with care experience say that this promise is being kept.",
    Status.SLIPPING: "It was kept, and is kept less well now.",
    Status.NOT_KEPT: "The promise is not being kept at present.",
}
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
GOES_WELL = (Status.ON_TRACK,)


class Visibility(models.TextChoices):
    """Who may read a narrative. The status itself is always publishable."""

    INTERNAL = (
        "internal",
        "Internal: the Promise Keepers of this service, and administrators in the history",
    )
    BOARD = "board", "Board: everyone who signs in"
    PUBLIC = "public", "Public: anyone, once the public page shows it"
