"""What the page of one theme by one service shows to those who answer it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.forms import BoundField
from django.utils import timezone

from accounts.marks import mark_of
from accounts.models import User
from accounts.together import Reading, read
from evidence.items.models import EvidenceItem
from foundations.models import FrameworkItem
from foundations.writing import NOTICE

from .forms import BoxesForm
from .models import Answer, AssessmentState, SelfAssessment, WordUpload
from .offered import read_offer
from .places import Neighbour, Place, reading_neighbours
from .priorities import PRIORITIES, Priorities, priorities_of
from .ratings import Extents, reading_extents
from .services.boxes import LONGEST, Outcome, as_lines
from .theme_reading import under_lead_ins
from .uploads import UploadRow, reading_uploads, uploads_of


@dataclass(frozen=True)
class BoxRow:
    """One box on the page, with all that stands beside it."""

    number: int
    field: BoundField
    version: BoundField
    shown: BoundField
    url: str
    answer: Answer | None
    last_text: str
    conflict: Answer | None
    # Whether what it shows was sent and could not be stored.
    unsaved: bool
    # What tells on a device whose unsaved text of which box it keeps.
    mark: str

    @property
    def key(self) -> str:
        return self.field.name

    @property
    def label(self) -> str:
        return f"{self.number}. {self.field.label}"

    @property
    def length(self) -> int:
        return len(as_lines(self.field.value() or ""))

    @property
    def counter(self) -> str:
        return f"{self.length:,} of {LONGEST:,} characters"

    @property
    def is_too_long(self) -> bool:
        return self.length > LONGEST


@dataclass(frozen=True)
class Draft:
    """A self-assessment while it is answered, by one of the service's Promise Keepers."""

    place: Place
    user: User
    assessment: SelfAssessment | None
    last: SelfAssessment | None
    extents: Extents
    # The themes before and after this one.
    beside: tuple[Neighbour | None, Neighbour | None]
    # What Word documents changed here, the newest first.
    uploads: list[WordUpload]
    # What evidence is looked for.
    words: str = ""

    @property
    def is_open(self) -> bool:
        # What nobody has begun is open too, unless the service is closed.
        if self.assessment is None and self.place.service.is_closed(timezone.localdate()):
            return False
        state = self.assessment.state if self.assessment else AssessmentState.DRAFT
        return state == AssessmentState.DRAFT and not self.place.round.is_closed

    @cached_property
    def answers(self) -> dict[str, Answer]:
        rows = (
            self.assessment.answers.select_related("prompt", "saved_by") if self.assessment else []
        )
        return {answer.prompt.key: answer for answer in rows}

    @property
    def priorities(self) -> Priorities | None:
        """The priorities as they were saved last; None before anything was."""
        answer = self.answers.get(PRIORITIES)
        return priorities_of(self.assessment, answer.text, timezone.localdate()) if answer else None

    def form(self, sent=None) -> BoxesForm:
        """The four boxes and the ratings, as they stand or as they were sent."""
        held = {
            "answers": self.answers,
            "extents": self.extents,
            "evidence": EvidenceItem.objects.to_cite(self.user, self.place.service),
            "none_yet": self.none_yet,
        }
        return BoxesForm(sent, place=self.place, **held)

    @property
    def none_yet(self) -> bool:
        return bool(self.assessment and self.assessment.no_evidence_yet)

    @property
    def answered(self) -> int:
        """How many of the four questions count as answered, as the overview counts them."""
        return self.assessment.written + bool(self.assessment.knows) if self.assessment else 0

    @property
    def texts(self) -> dict[str, str]:
        return {key: answer.text for key, answer in self.answers.items()}

    @property
    def upload_rows(self) -> list[UploadRow]:
        return uploads_of(self.uploads, self.place.prompts, self.texts)

    def context(self, form: BoxesForm, outcome: Outcome | None = None) -> dict:
        """All that the page of a draft shows: as it stands, or as it was sent."""
        outcome = outcome or Outcome()
        sent = form.data.getlist("cited") if form.is_bound else None
        offer = read_offer(self.user, self.place.service, self.assessment, self.words, sent)
        saved = [answer.saved_at for answer in self.answers.values() if answer.saved_at]
        before, after = self.beside
        return {
            "place": self.place,
            "assessment": self.assessment,
            "last": self.last,
            "form": form,
            "boxes": [
                self.row(form, number, prompt, outcome)
                for number, prompt in enumerate(self.place.prompts, 1)
            ],
            "conflicts": outcome.conflicts,
            "offer": offer,
            "cited": sum(one.is_cited for one in offer.items),
            "answered": self.answered,
            "saved_at": max(saved, default=None),
            "before": before,
            "after": after,
            "groups": under_lead_ins(self.place.lines),
            "extents": form.choices(),
            "rated": len(self.extents.own),
            "wrong_ratings": any(name.startswith("extent-") for name in form.errors),
            "notice": NOTICE,
            "priorities": self.priorities,
            "may_make": True,
            "longest": LONGEST,
            "uploads": self.upload_rows,
        }

    def row(self, form: BoxesForm, number: int, prompt: FrameworkItem, outcome: Outcome) -> BoxRow:
        key, address = prompt.key, self.place.get_absolute_url()
        answer = self.answers.get(key)
        return BoxRow(
            number=number,
            field=form[key],
            version=form[f"version-{key}"],
            shown=form[f"shown-{key}"],
            url=self.place.address("save-answer", key),
            answer=answer,
            last_text=(self.last.submitted_texts or {}).get(key, "") if self.last else "",
            conflict=outcome.conflicts.get(key),
            unsaved=key not in outcome.saved
            and as_lines(form[key].value() or "") != (answer.text if answer else ""),
            mark=mark_of(self.user, address, key),
        )


def read_draft(place: Place, user: User, words: str = "") -> Draft:
    """A self-assessment with what was submitted in the last round, in one statement; answers are
    read when asked.
    """
    found, extents, beside, uploads = read(
        _reading_rounds(place),
        reading_extents(place),
        reading_neighbours(place.theme),
        reading_uploads(place),
    )
    last = found.get(place.last_round.pk) if place.last_round else None
    return Draft(place, user, found.get(place.round.pk), last, extents, beside, uploads, words)


def _reading_rounds(place: Place) -> Reading:
    """The self-assessments of this round and the last one, by the round."""
    rows = SelfAssessment.objects.of_theme(
        place.theme, place.service, place.round, place.last_round
    )
    rows = yield rows.with_submitted_texts().with_filled()
    return {row.round_id: row for row in rows}
