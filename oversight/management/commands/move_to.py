"""Moves an installation from the embedded SQLite to PostgreSQL."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from oversight.backups.contents import Refused
from oversight.backups.moving import NOT_MOVED, move_to


class Command(BaseCommand):
    help = (
        "Copies every row of the SQLite database into an empty PostgreSQL, and proves by a hash of "
        "each table that both hold the same. The SQLite database stays as it is."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("database_url", metavar="DATABASE_URL")

    def handle(self, *args, **options) -> None:
        try:
            tables = move_to(options["database_url"])
        except Refused as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt as error:
            raise CommandError(f"Interrupted. {NOT_MOVED}") from error
        for name, table in sorted(tables.items()):
            self.stdout.write(f"{table.rows:>8} {name}")
        rows = sum(table.rows for table in tables.values())
        self.stdout.write(
            f"All {rows} rows of {len(tables)} tables are alike in both databases, and the "
            "counters of new ones too. Now set DATABASE_URL to this address and start the server."
        )
