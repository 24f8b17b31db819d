"""Whether the framework is here as published: each count against the sources, each wording against
the fixtures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import models

from .joining import WORK
from .loading import NATURAL_KEYS, Row, plain, read_rows
from .models import Document, FrameworkItem, Kind, Link, PageReference, PublishedTarget

RowKey = tuple[type[models.Model], tuple]
# The council's own word on a link is no published wording; what else it says of one, no fixture
# speaks of.
DECIDED_HERE = {"state"}
PUBLISHED_OF_A_LINK = {"from_item", "to_item", "state", "confidence", "from_words", "to_words"}


class Framework:
    """What the database holds of the published framework, to be counted."""

    def __init__(self, stored: dict[RowKey, dict]):
        rows = {
            model: [row for (of, _key), row in stored.items() if of is model]
            for model in NATURAL_KEYS
        }
        self.items = {row["key"]: row for row in rows[FrameworkItem]}
        self.pages, self.targets, self.links = (
            rows[PageReference],
            rows[PublishedTarget],
            rows[Link],
        )

    def of_kind(self, kind: Kind, parent: str | None = None) -> list[dict]:
        """The items of a kind; only those that stand under a parent, if it is named."""
        return [
            row
            for row in self.items.values()
            if row["kind"] == kind and parent in (None, row["parent"])
        ]

    def cited_by(self, kind: Kind, document: Document = Document.THE_PROMISE) -> list[dict]:
        """The page references of the items of a kind to a document."""
        # Counted in memory: all counts together cost four statements.
        keys = {item["key"] for item in self.of_kind(kind)}
        return [row for row in self.pages if row["item"] in keys and row["document"] == document]

    # The sources count what is printed, the database each page.
    def references_printed(self) -> int:
        """References of recommendations as printed: “p46/47” is one reference to two pages."""
        cited = self.cited_by(Kind.RECOMMENDATION)
        return sum(f"/{row['page']}" not in self.items[row["item"]]["text"] for row in cited)

    def suggested_by_work(self) -> int:
        """The links of improvement actions, sub-actions and criteria that the wording suggests."""
        return sum(self.items[row["from_item"]]["kind"] in WORK for row in self.links)


def _of_kind(kind: Kind, parent: str | None = None) -> Callable[[Framework], int]:
    return lambda framework: len(framework.of_kind(kind, parent))


def _pages_of(kind: Kind) -> Callable[[Framework], int]:
    return lambda framework: len({row["page"] for row in framework.cited_by(kind)})


def _different_headings(framework: Framework) -> int:
    return len(
        {call["heading_as_printed"] or call["heading"] for call in framework.of_kind(Kind.CALL)}
    )


def _different_recommendations(framework: Framework) -> int:
    return sum(row["same_as"] is None for row in framework.of_kind(Kind.RECOMMENDATION))


def _recommendations_with_a_page(framework: Framework) -> int:
    return len({row["item"] for row in framework.cited_by(Kind.RECOMMENDATION)})


def _templates(framework: Framework) -> int:
    return sum(row["has_template"] for row in framework.of_kind(Kind.THEME))


def _answer_boxes(framework: Framework) -> int:
    return _templates(framework) * len(framework.of_kind(Kind.PROMPT))


# What the sources state: in words, how many, and how that is counted here.
STATED: list[tuple[str, int, Callable[[Framework], int]]] = [
    ("Foundations", 5, _of_kind(Kind.FOUNDATION)),
    ("Calls to action", 55, _of_kind(Kind.CALL)),
    ("Calls of Voice", 6, _of_kind(Kind.CALL, "voice")),
    ("Calls of Family", 8, _of_kind(Kind.CALL, "family")),
    ("Calls of Care", 22, _of_kind(Kind.CALL, "care")),
    ("Calls of People", 8, _of_kind(Kind.CALL, "people")),
    ("Calls of Scaffolding", 11, _of_kind(Kind.CALL, "scaffolding")),
    ("Different headings of calls", 44, _different_headings),
    ("Improvement actions", 10, _of_kind(Kind.ACTION)),
    ("Sub-actions", 32, _of_kind(Kind.SUB_ACTION)),
    ("Sub-actions with a number, interval or date", 5, lambda framework: len(framework.targets)),
    ("Data qualities, criteria of 2.1", 7, _of_kind(Kind.CRITERION, "2.1")),
    ("Principles, criteria of 6.1", 10, _of_kind(Kind.CRITERION, "6.1")),
    ("Resources, criteria of 1.4", 3, _of_kind(Kind.CRITERION, "1.4")),
    ("Places, criteria of 7.3", 2, _of_kind(Kind.CRITERION, "7.3")),
    ("Approaches to supervision, criteria of 9.1", 3, _of_kind(Kind.CRITERION, "9.1")),
    ("Priority areas", 5, _of_kind(Kind.PRIORITY_AREA)),
    ("Themes", 25, _of_kind(Kind.THEME)),
    ("Themes of A good childhood", 8, _of_kind(Kind.THEME, "good-childhood")),
    ("Themes of Whole family support", 4, _of_kind(Kind.THEME, "whole-family-support")),
    ("Themes of Planning", 3, _of_kind(Kind.THEME, "planning")),
    ("Themes of Supporting the workforce", 4, _of_kind(Kind.THEME, "supporting-the-workforce")),
    ("Themes of Building capacity", 6, _of_kind(Kind.THEME, "building-capacity")),
    ("Themes with a self-assessment template", 19, _templates),
    ("Prompts of a template", 4, _of_kind(Kind.PROMPT)),
    ("Answer boxes of the templates", 76, _answer_boxes),
    ("Recommendations", 74, _of_kind(Kind.RECOMMENDATION)),
    ("Different recommendations", 70, _different_recommendations),
    ("Page references of recommendations", 80, Framework.references_printed),
    ("Recommendations with a page reference", 73, _recommendations_with_a_page),
    (
        "Different pages of The Promise that recommendations cite",
        45,
        _pages_of(Kind.RECOMMENDATION),
    ),
    (
        "References to the Change Programme",
        19,
        lambda f: len(f.cited_by(Kind.THEME, Document.CHANGE_PROGRAMME)),
    ),
    ("Fundamentals", 5, _of_kind(Kind.FUNDAMENTAL)),
    ("Principles of intensive family support", 10, _of_kind(Kind.PRINCIPLE)),
    ("Headlines of the residential briefing", 8, _of_kind(Kind.HEADLINE)),
    ("Points of the residential briefing", 44, _of_kind(Kind.POINT)),
    ("Sub-points of the residential briefing", 7, _of_kind(Kind.SUB_POINT, "RB26")),
    ("Different pages of The Promise that the points cite", 18, _pages_of(Kind.POINT)),
    ("Reports of the Independent Care Review", 7, _of_kind(Kind.REPORT)),
    ("What is needed locally", 7, _of_kind(Kind.NEED)),
    ("Where the council was", 6, _of_kind(Kind.PRESENT_STATE)),
    ("Warnings: it won’t happen if", 4, _of_kind(Kind.WARNING)),
    ("Invitations: what can you do?", 5, _of_kind(Kind.INVITATION)),
    ("Sample actions", 2, _of_kind(Kind.SAMPLE_ACTION)),
    ("Vision statements of the national plan", 10, _of_kind(Kind.STATEMENT)),
    (
        "Links of the improvement actions, suggested by the wording",
        101,
        Framework.suggested_by_work,
    ),
]


@dataclass(frozen=True)
class Count:
    """One thing counted in the sources and here."""

    words: str
    stated: int
    found: int

    @property
    def right(self) -> bool:
        return self.stated == self.found


@dataclass(frozen=True)
class Check:
    """All counts, and a sentence for each row that is missing, changed or not published."""

    counts: list[Count]
    differences: list[str]
    compared: int

    @property
    def wrong(self) -> list[Count]:
        return [count for count in self.counts if not count.right]

    @property
    def all_present(self) -> bool:
        return not self.wrong and not self.differences


def check_framework(folder: Path) -> Check:
    """Compare the database with the sources' counts, and with the fixtures of a folder. Raises
    BrokenFixture.
    """
    published = {(row.model, row.key): row for row in read_rows(folder)}
    stored = _read_stored()
    # The council may add links of its own; they are not the source's to count.
    shipped = {
        key: fields for key, fields in stored.items() if key[0] is not Link or key in published
    }
    framework = Framework(shipped)
    counts = [Count(words, stated, found(framework)) for words, stated, found in STATED]
    return Check(counts, list(_differences(published, shipped)), len(published))


def _read_stored() -> dict[RowKey, dict]:
    """What the database holds of the published framework, keyed as the fixtures are; a statement a
    model.
    """
    found: dict[RowKey, dict] = {}
    for model, key in NATURAL_KEYS.items():
        columns = {column.name: _path_of(column) for column in _published_columns(model)}
        # Local work lies in the same table, and no source states it.
        rows = model.objects.published() if model is FrameworkItem else model.objects.all()
        for row in rows.values_list(*columns.values()):
            fields = dict(zip(columns, row, strict=True))
            found[model, tuple(fields[name] for name in key)] = fields
    return found


def _published_columns(model: type[models.Model]) -> list[models.Field]:
    columns = [column for column in model._meta.concrete_fields if column.name != "id"]
    return [column for column in columns if model is not Link or column.name in PUBLISHED_OF_A_LINK]


def _path_of(column: models.Field) -> str:
    """How a column is read: an item is read as its key."""
    return f"{column.name}__key" if column.is_relation else column.name


def _differences(published: dict[RowKey, Row], stored: dict[RowKey, dict]) -> Iterator[str]:
    """A sentence for each row that is missing, that reads otherwise, or that no fixture holds."""
    for key, row in published.items():
        if key not in stored:
            yield f"{row.kind} {row.name} is missing."
        elif changed := [name for name in row.fields if _differs(row, name, stored[key][name])]:
            fields = ", ".join(changed).replace("_", " ")
            yield f"{row.kind} {row.name} is not as published: {fields}."
    for model, key in stored.keys() - published.keys():
        what = model._meta.verbose_name.capitalize()
        yield f"{what} {' → '.join(map(str, key))} is in no fixture."


def _differs(row: Row, name: str, stored: object) -> bool:
    column = row.model._meta.get_field(name)
    value = plain(row.fields[name])
    return (
        name not in DECIDED_HERE
        and (value if column.is_relation else column.to_python(value)) != stored
    )
