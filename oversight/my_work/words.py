"""Before an update is posted: words that the care community asks people to leave behind."""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import BoundField
from django.http import QueryDict

from actions.forms import UpdateForm
from actions.groups import Group
from actions.status import Status
from foundations.writing import HINTS, Hint, WritingField, hints_in, language_hints, marked_words

# What the page before posting sends besides the form: the words it asked about, and which button.
LOOKED_AT, CHANGE = "looked-at", "change-words"


@dataclass(frozen=True)
class WordsToLookAt:
    """Words of an update that is not posted yet: what to write instead, and where they stand."""

    hints: list[Hint]
    form: UpdateForm

    @property
    def number(self) -> str:
        """How many words: "3 words"."""
        return f"{len(self.hints)} word{'' if len(self.hints) == 1 else 's'}"

    @property
    def texts(self) -> list[tuple[BoundField, list[tuple[str, bool]]]]:
        """Each box that uses one of them, with its text in pieces."""
        return [
            (box, marked_words(text))
            for box in self.form
            if (text := self._text_of(box)) and language_hints(text)
        ]

    @property
    def others(self) -> list[tuple[str, str]]:
        """The boxes that use none of them: the question, and what was written."""
        shown = {box.name for box, _pieces in self.texts}
        return [
            (box.label, text)
            for box in self.form
            if box.name not in shown and (text := self._text_of(box))
        ]

    @property
    def mark(self) -> tuple[Group | str, str, str]:
        """The status as it would be posted: the mark of its group, the group, and its word."""
        status = Status(self.form.cleaned_data["status"])
        lines = self.form.lines()
        line = next(
            line
            for line in lines
            if any(choice.data["value"] == status for choice, _reasons in line.choices)
        )
        return line.mark, line.words, status.short

    @property
    def readers(self) -> str:
        """Who may read the words."""
        return dict(self.form.fields["visibility"].choices)[self.form.cleaned_data["visibility"]]

    def _text_of(self, box: BoundField) -> str:
        is_text = isinstance(box.field, WritingField)
        return (self.form.cleaned_data.get(box.name) or "") if is_text else ""


def words_to_look_at(form: UpdateForm, sent: QueryDict) -> WordsToLookAt | None:
    """The words of a good update that nobody was asked about yet, or None: nobody is asked about a
    word twice.
    """
    if not form.is_valid():
        return None
    hints = [hint for hint in hints_in(form) if hint.word not in looked_at(sent)]
    return WordsToLookAt(hints, form) if hints else None


def looked_at(sent: QueryDict) -> list[str]:
    """The words that this person was asked about before, as far as they are words we look at."""
    return [word for word in HINTS if word in sent.getlist(LOOKED_AT)]


def mark_first_word(form: UpdateForm) -> None:
    """Bring whoever changes the words to the first of them."""
    for box, pieces in WordsToLookAt([], form).texts[:1]:
        # A word with an invisible sign in it is found, and not marked.
        word = next((piece for piece, is_word in pieces if is_word), "")
        box.field.widget.attrs |= {"autofocus": True, "data-select": word}
