"""Load the published framework and open the council's working records for it."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.again import tried_again
from accounts.database import gather_statistics
from accounts.history import record
from actions.services.opening import open_work
from foundations.loading import ALSO_LOADED, BrokenFixture, LoadReport, load_framework


class Command(BaseCommand):
    help = (
        "Loads the framework from fixtures/ and opens its actions and sub-actions. "
        "Safe to run again."
    )

    def handle(self, *args, **options) -> None:
        try:
            report, opened = _load()
        except BrokenFixture as broken:
            raise CommandError(f"{broken} Nothing was loaded.") from broken
        gather_statistics()
        if options["verbosity"]:
            self.stdout.write(f"Framework: {report}. Working records opened: {opened}.")


@tried_again
@transaction.atomic
def _load() -> tuple[LoadReport, int]:
    fixtures = settings.BASE_DIR / "fixtures"
    report = load_framework(fixtures)
    for load in ALSO_LOADED:
        load(fixtures, report)
    opened = open_work()
    after = {
        "added": report.added.total(),
        "changed": report.changed.total(),
        "opened": opened,
    }
    if any(after.values()):
        # Pages that browsers keep are known to be out of date by a new line of history.
        record(
            by=None,
            act="loaded",
            thing="framework",
            key="as published",
            before={},
            after=after,
        )
    return report, opened
