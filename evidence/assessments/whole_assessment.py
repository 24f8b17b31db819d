"""All that a service is to answer in a round: the nineteen templates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.urls import reverse

from accounts.models import Service, User
from accounts.permissions import may
from accounts.together import read
from foundations.models import FrameworkItem, Round

from .models import SelfAssessment
from .places import Box, reading_rounds, reading_service
from .templates import Template, reading_templates


@dataclass(frozen=True)
class Whole:
    """A service's self-assessment in a round: every theme with its lines and the four prompts."""

    round: Round
    last_round: Round | None
    service: Service
    templates: list[Template]

    @property
    def service_id(self) -> int:
        return self.service.pk

    def get_absolute_url(self) -> str:
        return reverse("assessment-service", args=[self.round.key, self.service.key])

    def url_of(self, theme: FrameworkItem) -> str:
        return reverse("theme-assessment", args=[self.round.key, self.service.key, theme.key])

    def boxes(self) -> Iterator[tuple[Template, Box]]:
        """Its 76 boxes in the order of the templates, each with the template that it stands in."""
        for template in self.templates:
            for prompt in template.prompts:
                yield template, Box(self.round, self.service, template.theme, prompt)


def find_whole(round: str, service: str, user: User) -> Whole:
    """What a service is to answer in a round. Raises Http404 with what there is instead."""
    (found, last_round), owner, templates = read(
        reading_rounds(round), reading_service(service, user), reading_templates()
    )
    return Whole(found, last_round, owner, templates)


def filled_templates(whole: Whole, user: User) -> list[Template]:
    """The templates with what stands in their boxes: to the service's own Promise Keepers as it is
    stored, to everyone else as it was submitted.
    """
    rows = SelfAssessment.objects.filter(round=whole.round, service=whole.service)
    if may(user, "assess", whole):
        stored = {row.theme_id: texts_in(row) for row in rows.with_boxes()}
    else:
        # Nothing of a draft leaves by a document either.
        stored = {row.theme_id: row.submitted_texts or {} for row in rows.with_submitted_texts()}
    return [
        replace(template, answers=stored.get(template.theme.pk, {})) for template in whole.templates
    ]


def texts_in(assessment: SelfAssessment) -> dict[str, str]:
    """What stands in the boxes of a self-assessment, by the keys of their prompts."""
    return {answer.prompt.key: answer.text for answer in assessment.answers.all()}
