"""Brings a backup back."""

import logging
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.history import broken_changes
from oversight.backups.contents import Refused
from oversight.backups.restoring import Restored, check, restore

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Brings back what a backup holds: the files, then the whole database at once. A backup "
        "that is damaged, foreign or newer than this program is refused, and nothing is changed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("backup", type=Path)
        parser.add_argument(
            "--replace", default="", metavar="NAME", help="the database that may be replaced by it"
        )
        parser.add_argument(
            "--check", action="store_true", help="only look whether it could be brought back"
        )

    def handle(self, *args, **options) -> None:
        path = options["backup"]
        try:
            if options["check"]:
                made = check(path).made_at
                self.stdout.write(f"{path} of {made:%d %B %Y, %H:%M} UTC can be brought back.")
                return
            restored = restore(path, replace=options["replace"])
        except Refused as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt as error:
            said = str(error) or "The database is as it was."
            raise CommandError(f"Interrupted. {said}") from error
        self._tell(restored)

    def _tell(self, restored: Restored) -> None:
        manifest = restored.manifest
        now, before = manifest.contents.history, restored.before
        ended = f", and ended at {before} before" if before else ""
        logger.warning("Restored; the history ends at %s%s", now, ended)
        self.stdout.write(
            f"The database is as it was on {manifest.made_at:%d %B %Y, %H:%M} UTC, row by row; "
            f"{restored.files_brought} of {len(manifest.files_of_rows())} files were brought back, "
            "the others were there."
        )
        if manifest.missing:
            self.stdout.write(f"Not in the backup: {', '.join(manifest.missing)}.")
        self.stdout.write(f"The history ends at {now}. Keep this line with the ends you know:")
        self.stdout.write(
            "lines that were written after the backup are gone, and so is every end "
            f"of the history that was kept since{f', such as {before}' if before else ''}."
        )
        if days := ", ".join(f"{day:%d %B %Y}" for day in restored.taken_out):
            self.stdout.write(
                f"Passages that were taken out since stand there again ({days}): take them out "
                "once more."
            )
        if restored.to_migrate:
            self.stdout.write(
                f"The backup is of an older version: run manage.py migrate ({restored.to_migrate} "
                "migrations), then manage.py verify_history."
            )
        elif broken := broken_changes():
            lines = ", ".join(map(str, broken))
            self.stdout.write(f"As in the backup, these lines do not prove themselves: {lines}.")
        else:
            self.stdout.write("All lines of the history prove themselves.")
