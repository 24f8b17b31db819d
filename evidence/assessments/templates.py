"""The nineteen templates of self-assessment: what each theme asks."""

from __future__ import annotations

from dataclasses import dataclass, field

from accounts.together import Reading
from foundations.models import FrameworkItem, Kind


@dataclass(frozen=True)
class Template:
    """One theme's template: its parts as printed, and what stands in its four boxes, by the key of
    the prompt.
    """

    theme: FrameworkItem
    lines: list[FrameworkItem]
    prompts: list[FrameworkItem]
    answers: dict[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The theme's heading as the council's document prints it: "A Good Childhood: Support"."""
        return f"{self.theme.parent.heading}: {self.theme.heading}"


def reading_templates() -> Reading:
    """The nineteen templates, in the order in which the themes are printed, as a part of a page."""
    items = list((yield FrameworkItem.objects.templates()))
    prompts = [item for item in items if item.kind == Kind.PROMPT]
    lines: dict[int, list] = {item.pk: [] for item in items if item.kind == Kind.THEME}
    for item in items:
        if item.kind in (Kind.LEAD_IN, Kind.RECOMMENDATION):
            lines[item.parent_id].append(item)
    return [Template(item, lines[item.pk], prompts) for item in items if item.kind == Kind.THEME]
