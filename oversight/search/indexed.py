"""Which columns are searched, each kind of record in an index of its own."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from accounts.index_words import POSTGRESQL_WORDS, SQLITE_WORDS
from accounts.models import User
from actions.models import Need, ProgressUpdate, Share, ShareWord
from evidence.models import Agreement, Answer, EvidenceItem, Heard, Measure, Reply, Submission
from foundations.models import FrameworkItem

from ..questions.decisions import Decision
from ..questions.models import Question, Turn

# The texts of a column that holds several, by the database's own functions.
TEXTS_OF_JSON = {
    "sqlite": "(SELECT GROUP_CONCAT(value, ' ') FROM JSON_EACH({column}))",
    "postgresql": "(SELECT STRING_AGG(value, ' ') FROM JSONB_EACH_TEXT({column}))",
}


@dataclass(frozen=True)
class Indexed:
    """Records of which the words of some columns are kept apart, by their number: `one` and `many`
    are what they are called.
    """

    key: str
    model: type[models.Model]
    columns: tuple[str, ...]
    many: str

    @property
    def index(self) -> str:
        """The table of its words."""
        return f"oversight_search_{self.key}"

    @property
    def table(self) -> str:
        """The table of the records."""
        return self.model._meta.db_table

    def words(self, vendor: str, of: str) -> str:
        """The words of one row as SQL: of NEW in a trigger, or of the table itself."""
        texts = ", ".join(self._text(vendor, name, of) for name in self.columns)
        if vendor == "sqlite":
            return f"{SQLITE_WORDS}({texts})"
        return f"{POSTGRESQL_WORDS}(CONCAT_WS(' ', {texts}))"

    def _text(self, vendor: str, name: str, of: str) -> str:
        column = f'{of}."{name}"'
        if isinstance(self.model._meta.get_field(name), models.JSONField):
            return TEXTS_OF_JSON[vendor].format(column=column)
        return column


TEXTS = Indexed("text", FrameworkItem, ("heading", "text"), "published texts and titles of work")
UPDATES = Indexed("update", ProgressUpdate, ("changed", "difference", "next_step"), "updates")
EVIDENCE = Indexed(
    "evidence", EvidenceItem, ("title", "shows", "words", "file_name"), "pieces of evidence"
)
NAMES_OF_EVIDENCE = Indexed("evidence_name", EvidenceItem, ("title",), "names of evidence")
HEARD = Indexed("heard", Heard, ("theme", "words"), "things that groups said")
THEMES_HEARD = Indexed("heard_theme", Heard, ("theme",), "themes of what groups said")
SUBMITTED = Indexed("submitted", Submission, ("texts",), "submitted self-assessments")
BOXES = Indexed("box", Answer, ("text",), "boxes of self-assessments")
REPLIES = Indexed("reply", Reply, ("words",), "answers to what was heard")
AGREEMENTS = Indexed("agreement", Agreement, ("words",), "answers to claims")
NEEDS = Indexed("need", Need, ("would_help", "acting_body", "answer"), "needs")
MEASURES = Indexed(
    "measure", Measure, ("name", "unit", "why", "data_source", "gaps", "baseline_unknown"),
    "measures",
)  # fmt: skip
SHARES = Indexed("share", Share, ("words",), "parts of bodies")
SHARE_WORDS = Indexed("share_word", ShareWord, ("words",), "words on parts of bodies")
QUESTIONS = Indexed("question", Question, ("words",), "questions of the Board")
TURNS = Indexed("turn", Turn, ("words",), "answers to the Board")
DECISIONS = Indexed("decision", Decision, ("words", "outcome_words"), "decisions of the Board")
PEOPLE = Indexed("person", User, ("name",), "names of people")
INDEXED = [
    *(TEXTS, UPDATES, EVIDENCE, NAMES_OF_EVIDENCE, HEARD, THEMES_HEARD, REPLIES, SUBMITTED, BOXES),
    *(AGREEMENTS, NEEDS, MEASURES, QUESTIONS, TURNS, DECISIONS, PEOPLE, SHARES, SHARE_WORDS),
]
