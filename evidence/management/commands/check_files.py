"""The weekly command that compares files with the evidence that names them, and mends both."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from evidence.files.aside import clear_aside
from evidence.files.store import StoreFails
from evidence.items.files_and_rows import Compared, compare, delete_without_row, note_files
from evidence.items.models import EvidenceItem

WRONG = (
    "{lost} of {items} items have no file here, and {left} files have no item. Is this the right "
    "place for files (EVIDENCE_FOLDER, EVIDENCE_S3_BUCKET), and the right database? Nothing was "
    "changed. If both are right, say --even-so."
)


class Command(BaseCommand):
    help = (
        "Lists evidence whose file is lost, so that its page, health and administrators say so, "
        "and deletes files that have had no evidence for a day, such as those of a server that "
        "was killed, and what was kept aside for a form."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--even-so", action="store_true", help="also when most of it differs")

    def handle(self, *args, even_so: bool, **options) -> None:
        try:
            compared = compare(timezone.now())
            if compared.looks_wrong and not even_so:
                raise CommandError(_wrong(compared))
            note_files(compared, timezone.localdate())
            self._say(compared)
            # Last, since it stops where the store does not answer.
            delete_without_row(compared)
            clear_aside()
        except StoreFails as error:
            raise CommandError(f"The place for files does not answer: {error}") from error

    def _say(self, compared: Compared) -> None:
        self.stdout.write(f"Evidence with its file: {compared.whole}")
        self.stdout.write(f"\nEvidence whose file is lost: {len(compared.lost)}")
        for item in compared.lost:
            self.stdout.write(f"  {_described(item)}")
        self.stdout.write(f"\nEvidence whose file is there again: {len(compared.found_again)}")
        for item in compared.found_again:
            self.stdout.write(f"  {_described(item)}")
        self.stdout.write(f"\nFiles without evidence, deleted: {len(compared.without_row)}")
        for name in compared.without_row:
            self.stdout.write(f"  {name}")
        self.stdout.write(f"\nFiles without evidence, not a day old: {compared.young}")


def _described(item: EvidenceItem) -> str:
    return f"{item.file_name}: {item} ({item.get_absolute_url()}, added by {item.added_by})"


def _wrong(compared: Compared) -> str:
    lost, left = len(compared.lost), len(compared.without_row)
    return WRONG.format(lost=lost, items=lost + compared.whole, left=left)
