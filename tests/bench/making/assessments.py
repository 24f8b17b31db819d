"""Self-assessments: each service and theme, in the round of each year that asks for them."""

from evidence.assessments.models import AssessmentState
from evidence.models import Answer, EvidenceItem, SelfAssessment, Submission, Support
from foundations.models import FrameworkItem, Round

from .made import Made, store


def add_self_assessments(made: Made) -> None:
    """Those of closed rounds are submitted; of the open one half are, and half are drafts. Each has
    its four boxes and cites evidence of its service.
    """
    themes = list(FrameworkItem.objects.filter(kind="theme", has_template=True).order_by("pk"))
    prompts = list(FrameworkItem.objects.filter(kind="prompt").order_by("order"))
    for asked in made.rounds:
        if asked.asks_assessment:
            held = store(_each(made, asked, themes))
            answers = store(
                Answer(
                    assessment=one,
                    prompt=prompt,
                    text=made.text(),
                    saved_by=made.keeper_of(one.service),
                    saved_at=made.moment(asked.first_day),
                )
                for one in held
                for prompt in prompts
            )
            _cite_and_submit(made, held, answers, len(prompts))


def _each(made: Made, asked: Round, themes: list[FrameworkItem]) -> list[SelfAssessment]:
    return [
        SelfAssessment(theme=theme, service=service, round=asked, state=_state(made, asked))
        for service in made.services
        for theme in themes
    ]


def _state(made: Made, asked: Round) -> AssessmentState:
    is_draft = asked.closed_on is None and made.random.random() < 0.5
    return AssessmentState.DRAFT if is_draft else AssessmentState.SUBMITTED


def _cite_and_submit(
    made: Made, held: list[SelfAssessment], answers: list[Answer], boxes: int
) -> None:
    of_service: dict[int, list[EvidenceItem]] = {}
    for item in EvidenceItem.objects.exclude(service=None).only("pk", "title", "service_id"):
        of_service.setdefault(item.service_id, []).append(item)
    cited = {one.pk: made.random.choice(of_service[one.service_id]) for one in held}
    store(
        Support(
            evidence=cited[one.pk],
            item=one.theme,
            assessment=one,
            made_by=made.keeper_of(one.service),
            made_on=one.round.first_day,
        )
        for one in held
    )
    texts = {one.pk: answers[place * boxes :][:boxes] for place, one in enumerate(held)}
    store(
        Submission(
            assessment=one,
            number=1,
            texts={answer.prompt.key: answer.text for answer in texts[one.pk]},
            cited=[{"key": cited[one.pk].pk, "title": cited[one.pk].title}],
            made_by=made.keeper_of(one.service),
            made_at=made.moment(one.round.last_day),
        )
        for one in held
        if one.state == AssessmentState.SUBMITTED
    )
