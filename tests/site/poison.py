"""A payload in every text that people write, found by walking the models."""

from __future__ import annotations

from collections.abc import Callable

from django.apps import apps
from django.db import models

from accounts.history import record
from accounts.models import User

OURS = ("accounts", "foundations", "actions", "evidence", "oversight")
TEXT = (models.CharField, models.TextField, models.JSONField, models.FileField)

KEY = "a key that we make"
SOURCE = "the source's own words, which nobody types"
PROOF = "what proves a line of history"
DIGEST = "a digest"
EXCUSED = {
    "accounts.Service.key": KEY,
    "accounts.User.password": DIGEST,
    "accounts.Assurance.digest": "a digest",
    "accounts.Assurance.reason": "no page shows it",
    "accounts.Change.act": "our own words",
    "accounts.Change.thing": "our own words",
    "accounts.Change.key": KEY,
    "accounts.Change.salt": PROOF,
    "accounts.Change.digest": PROOF,
    "accounts.Change.seal": PROOF,
    "accounts.Try.person": DIGEST,
    "accounts.Try.address": DIGEST,
    "accounts.Try.browser": DIGEST,
    "accounts.KnownAddress.person": DIGEST,
    "accounts.KnownAddress.address": DIGEST,
    "accounts.LinkRequest.email": "gone within a minute, and on no page",
    "accounts.Removal.digest": DIGEST,
    "accounts.Removal.places": "our own words and numbers",
    "accounts.Mail.to": "copied from the person to whom it goes",
    "accounts.Mail.subject": "our own words",
    "accounts.Mail.body": "our own words, on no page",
    "accounts.Mail.error": "the mail server's words, on no page",
    "foundations.FrameworkItem.key": KEY,
    "foundations.FrameworkItem.heading_as_printed": SOURCE,
    "foundations.FrameworkItem.text": SOURCE + "; local work has a title only",
    "foundations.FrameworkItem.text_as_printed": SOURCE,
    "foundations.FrameworkItem.repair": SOURCE,
    "foundations.FrameworkItem.note": SOURCE,
    "foundations.FrameworkItem.source_document": SOURCE,
    "foundations.FrameworkItem.source_lines": SOURCE,
    "foundations.FrameworkItem.plan": SOURCE,
    "foundations.PageReference.note": SOURCE,
    "foundations.PublishedTarget.words": SOURCE,
    "foundations.PublishedTarget.unit": SOURCE,
    "foundations.PublishedTarget.note": SOURCE,
    "foundations.Link.from_words": SOURCE,
    "foundations.Link.to_words": SOURCE,
    "foundations.Round.key": KEY,
    "foundations.Dismissal.thing": "our own words",
    "foundations.Dismissal.key": KEY,
    "oversight.Override.figure": KEY,
    "oversight.Pack.doing": "our own words",
    "oversight.Pack.reason": "our own words",
    "oversight.Pack.made_of": DIGEST,
    "oversight.PackFile.file": "a random name that we make",
    "oversight.PackFile.sha256": DIGEST,
    "oversight.Snapshot.frozen": "days, keys and numbers, and places of texts",
    "oversight.Snapshot.groups": "keys and numbers",
    "evidence.ClosingRow.target_unit": "kept at a closing; no page shows it yet",
    "evidence.EvidenceItem.file": "a random name that we make",
    "evidence.EvidenceItem.file_type": "one of the kinds that we take",
    "evidence.EvidenceItem.file_note": "a sentence of ours",
    "evidence.Code.digest": DIGEST,
    "evidence.SessionImport.digest": "the digest of a file",
    "evidence.SessionImport.headings": "a digest of headings",
    "evidence.SessionImport.layout": "our own names of columns, places, and words that were read",
    "evidence.SessionImport.kept": "sealed words of ours, which lead to a file",
    "evidence.SessionImport.rows": "days, kinds, keys and numbers, as read and checked",
    "evidence.Register.digest": "the digest of a file",
    "evidence.Register.headings": "a digest of headings",
    "evidence.Register.layout": "our own names of columns, and places",
    "evidence.Register.answers": "our own words and keys, by digests of words that were read",
    "evidence.Register.kept": "sealed words of ours, which lead to a file",
    "evidence.Register.actions": KEY,
    "evidence.RegisterRow.key": KEY,
    "evidence.RegisterRow.title_digest": DIGEST,
    "evidence.RegisterRow.said_digest": DIGEST,
    "evidence.RegisterRow.columns": "our own names of columns",
    "evidence.Undoable.thing": "our own words",
    "evidence.Undoable.came_with": "names a file, on the page of what has to be undone later",
    "evidence.Undoable.before": "what stood there, which no page shows",
    "evidence.Workbook.digest": "the digest of a file",
    "evidence.Workbook.kept": "sealed words of ours, which lead to a file",
    **dict.fromkeys(["oversight.Duty.key", "oversight.Heading.key"], KEY),
    **dict.fromkeys(
        [
            *("oversight.Duty.name", "oversight.Duty.law", "oversight.Duty.asks"),
            *("oversight.Duty.source", "oversight.Duty.interval", "oversight.Duty.left_open"),
            *("oversight.Heading.words", "oversight.Heading.source"),
        ],
        SOURCE,
    ),
    "evidence.Workbook.rows": "our own keys and columns, and sentences of ours",
}
# Nowhere but in the history, which shows them as they were written.
IN_HISTORY_ONLY = {
    "oversight.Switch.reason": "the page says whether anyone may read it, and the history why",
    "evidence.Submission.cited": "pages show the title that the evidence has today",
    "evidence.Support.removed_reason": "what was taken back is no longer listed",
    **dict.fromkeys(
        [
            "actions.ProgressUpdate.withdrawn_reason",
            "evidence.EvidenceItem.removed_reason",
            "evidence.Heard.removed_reason",
        ],
        "what was taken away, and why, may have been the mistake; the history says it",
    ),
    "accounts.Change.actor_email": "copied from the person who acts",
}
# Lines of history cannot be changed; theirs are written as every service writes them.
HISTORY = ("accounts.Change.actor_email", "accounts.Change.before", "accounts.Change.after")


def text_columns() -> dict[str, models.Field]:
    """Every column of ours that can hold a text of one's own, by its name."""
    return {
        f"{model._meta.label}.{field.name}": field
        for model in apps.get_models()
        if model._meta.app_label in OURS
        for field in model._meta.fields
        if isinstance(field, TEXT) and not field.choices
    }


class Poison:
    """Texts that would run, each with its own number, and which column it was put into."""

    def __init__(self, text: Callable[[int], str]) -> None:
        self.text, self.columns = text, {}

    def next(self, column: str) -> str:
        """The next payload, for this column."""
        number = len(self.columns) + 1000
        self.columns[number] = column
        return self.text(number)

    def take(self, column: str, value):
        """The same value with a payload for each of its texts."""
        if isinstance(value, dict):
            return {key: self.take(column, part) for key, part in value.items()}
        if isinstance(value, list):
            return [self.take(column, part) for part in value]
        return self.next(column) if value and isinstance(value, str) else value

    def fill_all(self) -> None:
        """Put a payload where any text stands today that people have written."""
        for column, field in text_columns().items():
            if column not in EXCUSED and column not in HISTORY:
                self.fill(column, field)
        self.write_history()

    def fill(self, column: str, field: models.Field) -> None:
        rows = field.model._default_manager.all()
        rows = rows.filter(local=True) if field.model._meta.model_name == "frameworkitem" else rows
        for pk, value in rows.values_list("pk", field.name):
            poisoned = self.take(column, value)
            if poisoned != value:
                shaped = self.shape(field, poisoned)
                field.model._default_manager.filter(pk=pk).update(**{field.name: shaped})

    @staticmethod
    def shape(field: models.Field, poisoned):
        """A payload as its column would take it: an e-mail address, a link."""
        if isinstance(field, models.EmailField):
            return f'"{poisoned}"@council.test'
        return (
            f"https://council.example/{poisoned}"
            if isinstance(field, models.URLField)
            else poisoned
        )

    def write_history(self) -> None:
        """A line of history whose texts are payloads, by somebody whose address is one."""
        by = User.objects.get(name__contains="alert", appointments__role="administrator")
        before, after = (self.next(f"accounts.Change.{side}") for side in ("before", "after"))
        record(
            by=by,
            act="edited",
            thing="sub-action",
            key="1.1",
            before={"changed": before},
            after={"changed": after},
        )
