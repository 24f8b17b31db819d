"""What the page of one theme by one service shows to those who do not answer it."""

from __future__ import annotations

from django.utils import timezone

from accounts.marks import mark_of
from accounts.models import User
from accounts.permissions import may
from accounts.together import Reading, nothing, read, read_one
from evidence.items.models import EvidenceItem
from foundations.models import FrameworkItem

from .models import AssessmentState, Scale, SelfAssessment, Submission
from .places import Place
from .priorities import PRIORITIES, reading_priorities
from .ratings import reading_extents, said_of
from .services.ratings import words_of


def read_reading(place: Place, user: User) -> dict:
    """What those read who do not answer: what was submitted last, or in which state it is."""
    submission, changed = read(_reading_submission(place), _reading_last(place))
    found = submission.assessment if submission else held_at(place)
    own = may(user, "assess", place)
    unfinished = own and found is not None and found.state == AssessmentState.DRAFT
    # A draft of one's own that takes no answers any more, since its round is closed.
    texts = dict(found.answers.values_list("prompt__key", "text")) if unfinished else {}
    priorities = submission.texts.get(PRIORITIES, "") if submission else texts.get(PRIORITIES, "")
    cited, extents, made = read(
        reading_cited(submission, user) if submission else nothing(),
        _reading_said(place, submission, unfinished),
        reading_priorities(found, priorities, timezone.localdate()) if found else nothing(),
    )
    return {
        "place": place,
        "assessment": found,
        "submission": submission,
        "changed": bool(submission) and changed,
        "answers": texts_of(place, submission.texts, user) if submission else [],
        "cited": cited or [],
        "unfinished": texts_of(place, texts, user) if texts else [],
        "groups": under_lead_ins(place.lines),
        "extents": extents,
        "priorities": made,
        "may_assess": own and not place.round.is_closed,
        "may_make": own,
    }


def _reading_submission(place: Place) -> Reading:
    """What was submitted last; None where nothing was."""
    rows = yield Submission.objects.at(place.theme, place.service, place.round)[:1]
    return next(iter(rows), None)


def _reading_last(place: Place) -> Reading:
    """Whether the service submitted something on this theme in the last round."""
    if place.last_round is None:
        return False
    rows = Submission.objects.at(place.theme, place.service, place.last_round)
    return bool((yield rows.order_by().values("pk")[:1]))


def _reading_said(place: Place, submission: Submission | None, unfinished: bool) -> Reading:
    """The ratings as they were submitted last; those of a draft only for whom it is."""
    if submission is None:
        return (yield from reading_extents(place)).said() if unfinished else {}
    scales = yield Scale.objects.all()[:1]
    return said_of(submission.ratings, words_of(scales)) if submission.ratings else {}


def held_at(place: Place) -> SelfAssessment | None:
    """The self-assessment at a place, if anybody has begun it."""
    return (
        SelfAssessment.objects.of_theme(place.theme, place.service, place.round)
        .for_change()
        .first()
    )


def texts_of(place: Place, texts: dict, user: User) -> list[dict]:
    """The four answers of a version under their prompts, with the marks under which a device may
    keep the same.
    """
    address = place.get_absolute_url()
    return [
        {
            "prompt": prompt,
            "text": texts.get(prompt.key, ""),
            "mark": mark_of(user, address, prompt.key),
        }
        for prompt in place.prompts
    ]


def cited_in(submission: Submission, user: User) -> list[EvidenceItem | None]:
    """The evidence that a version cites, as far as this person may see it; None for each piece that
    she may not.
    """
    return read_one(reading_cited(submission, user))


def reading_cited(submission: Submission, user: User) -> Reading:
    """The same, as a part of a page."""
    ids = [row["key"] for row in submission.cited]
    rows = yield EvidenceItem.objects.current().visible_to(user).filter(pk__in=ids)
    visible = {row.pk: row for row in rows}
    # In the order in which they were cited.
    return [visible.get(pk) for pk in ids]


def under_lead_ins(
    lines: list[FrameworkItem],
) -> list[tuple[FrameworkItem | None, list[FrameworkItem]]]:
    """Recommendations under the lead-in that is printed before them; None where there is none."""
    groups: list[tuple[FrameworkItem | None, list]] = [(None, [])]
    for line in lines:
        if line.kind == "lead-in":
            groups.append((line, []))
        else:
            groups[-1][1].append(line)
    return [group for group in groups if group[0] or group[1]]
