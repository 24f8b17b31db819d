"""The demo council's self-assessments: one round that is closed, and one that is on."""

from __future__ import annotations

from accounts.models import User
from actions.models import Action
from actions.services.progress import post_update
from actions.services.work import edit_sub_action
from actions.status import Status
from evidence.assessments.places import Place, find_place
from evidence.assessments.services.boxes import begin, save_answer
from evidence.assessments.services.citing import cite, say_no_evidence
from evidence.assessments.services.priorities import make_sub_action
from evidence.assessments.services.ratings import change_words, current_words, rate
from evidence.assessments.services.states import set_aside, submit
from evidence.models import EvidenceItem, SelfAssessment
from foundations.models import FrameworkItem, Round
from foundations.services.rounds import close_round, open_round

from .council import Demo


def assess(demo: Demo) -> None:
    """Each round with its themes; on the way an administrator changes the words by which they are
    rated.
    """
    for row in demo.data["assessments"]["rounds"]:
        opened = _open_one(demo, row)
        for entry in row["themes"]:
            if "words" in entry:
                _change_scale(demo, entry)
            else:
                _answer(demo, opened, entry)
        # Closed once its themes are in: a closed round takes no more answers.
        if "closed" in row:
            close_round(
                by=demo.administrator, round=opened, seen=opened.version, on=demo.day(row["closed"])
            )
    assessments, rounds = SelfAssessment.objects.count(), Round.objects.count()
    demo.say(f"Demo council: {assessments} self-assessments in {rounds} rounds.")


def _open_one(demo: Demo, row: dict) -> Round:
    days = {name: demo.day(row[name]) for name in ("first_day", "last_day")}
    asked = {"asks_progress": False, "asks_assessment": True}
    return open_round(
        by=demo.administrator, name=row["name"], on=demo.day(row["opened"]), **days, **asked
    )


def _change_scale(demo: Demo, row: dict) -> None:
    on = demo.day(row["day"])
    change_words(
        by=demo.people[row["by"]],
        words=row["words"],
        reason=row["reason"],
        seen=current_words(),
        on=on,
    )


def _answer(demo: Demo, opened: Round, row: dict) -> None:
    by, service = demo.people[row["by"]], demo.services[row["service"]]
    place = find_place(opened.key, service.key, row["theme"], by)
    if "set_aside" in row:
        set_aside(by=by, theme=place.theme, service=service, round=opened, reason=row["set_aside"])
        return
    assessment = _fill(demo, by, place, row)
    if row.get("none_yet"):
        say_no_evidence(by=by, assessment=assessment, seen=assessment.version, none_yet=True)
    if "submitted" in row:
        submit(by=by, assessment=assessment, seen=assessment.version, on=demo.day(row["submitted"]))
    if "priority" in row:
        _make_work(demo, by, assessment, row["priority"])


def _fill(demo: Demo, by: User, place: Place, row: dict) -> SelfAssessment:
    assessment, on = begin(place), demo.day(row["day"])
    for prompt in place.prompts:
        if prompt.key in row["answers"]:
            # Each box is new to this assessment, so what was seen of it is version 0.
            save_answer(
                by=by, box=place.box(prompt), seen=0, text=row["answers"][prompt.key], on=on
            )
    for evidence in EvidenceItem.objects.filter(title__in=row.get("cites", [])):
        cite(by=by, assessment=assessment, evidence=evidence)
    for key, words in row.get("ratings", {}).items():
        rate(
            by=by,
            assessment=assessment,
            recommendation=FrameworkItem.objects.get(key=key),
            words=words,
        )
    return assessment


def _make_work(demo: Demo, by: User, assessment: SelfAssessment, row: dict) -> None:
    action = Action.objects.select_related("item").get(item__key=row["action"])
    on = demo.day(row["day"])
    made = make_sub_action(
        by=by, assessment=assessment, words=row["words"], action=action, kind=row["kind"], on=on
    ).sub_action
    made = edit_sub_action(
        by=by,
        sub_action=made,
        seen=made.version,
        owners=[by],
        expected_difference=row["expected_difference"],
    )
    post_update(
        by=by,
        sub_action=made,
        seen=made.version,
        # "Being kept" would need evidence of voice on this sub-action, which there is none of yet.
        status=Status.IN_PLACE,
        changed=row["changed"],
        on=demo.day(row["reported"]),
    )
