"""The nightly command that makes a backup, and deletes those that are past."""

import logging
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from oversight.backups.contents import Refused
from oversight.backups.keeping import delete_past
from oversight.backups.making import make_backup

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Writes the database and the files of evidence, as they are at one moment, into one file, "
        "and checks it; people may go on writing. Then it deletes the backups that are past."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", help="instead of BACKUP_FOLDER")

    def handle(self, *args, **options) -> None:
        folder = Path(options["folder"] or settings.BACKUP_FOLDER)
        try:
            made = make_backup(folder)
        except Refused as error:
            logger.error("No backup: %s", error)
            raise CommandError(str(error)) from error
        except KeyboardInterrupt as error:
            raise CommandError("Interrupted. Nothing of this backup was kept.") from error
        manifest = made.manifest
        held, missing = manifest.contents, manifest.missing
        rows = sum(table.rows for table in held.tables.values())
        logger.info("A backup is %s; its history ends at %s", made.path, held.history)
        self.stdout.write(
            f"{made.path} holds {rows} rows of {len(held.tables)} tables and "
            f"{len(manifest.files_of_rows())} files. Its history ends at {held.history}."
        )
        if missing:
            self.stderr.write(
                f"{len(missing)} files that rows name are not where files are kept, and so not in "
                f"the backup: {', '.join(missing)}."
            )
        for path in delete_past(folder, timezone.localdate(), settings.BACKUP_DAYS):
            self.stdout.write(f"{path} is past and was deleted.")
