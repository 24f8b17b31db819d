"""`manage.py refresh_search`: compare the indexes of the search with the texts, and put right what
differs. The database keeps them in step by itself; this proves it.
"""

from __future__ import annotations

from django.core.management.base import BaseCommand

from oversight.search.index import refresh


class Command(BaseCommand):
    help = "Compare the indexes of the search with the texts, and put right what differs."

    def handle(self, *args, **options) -> None:
        differing = 0
        for indexed, rows, differed in refresh():
            differing += differed
            self.stdout.write(f"{indexed.many}: {rows:,}, of which {differed:,} differed")
        self.stdout.write("All were as they are to be." if not differing else "All are right now.")
