"""The weekly command that checks links, and lists what evidence needs looking after."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.again import tried_again
from accounts.models import Removal
from accounts.removal.wiping import wipe
from evidence.files.aside import clear_aside
from evidence.items.link_check import LinkCheck
from evidence.items.models import EvidenceItem
from evidence.items.services import let_file_go
from evidence.items.upkeep import note_answers


class Command(BaseCommand):
    help = (
        "Asks every link of evidence that was not asked in the last six days; lists what is broken "
        "or to be reviewed. Deletes files of removed evidence that the store did not delete at "
        "the time, and files that were kept aside while their form was put right; finishes what "
        "was taken out while the database was busy."
    )

    def handle(self, *args, **options) -> None:
        on, current = timezone.localdate(), EvidenceItem.objects.current()
        items = list(current.links_to_check(on))
        answers = LinkCheck().ask_all(item.url for item in items)
        note_answers(items=items, answers=answers, on=on)
        self.stdout.write(f"{len(answers)} links were asked.")
        broken, late = current.with_broken_link(), current.review_passed(on)
        self.stdout.write(f"\nBroken links: {len(broken)}")
        for item in broken:
            self.stdout.write(f"  {item.answer}: {item.url} ({item}, {item.get_absolute_url()})")
        self.stdout.write(f"\nEvidence past its review date: {len(late)}")
        for item in late:
            self.stdout.write(f"  {item.review_on:%d %B %Y}: {item} ({item.get_absolute_url()})")
        clear_aside()
        # Last, since it stops where the store does not answer.
        for item in EvidenceItem.objects.with_file_left():
            tried_again(let_file_go)(item)
        for removal in Removal.objects.filter(wiped_at=None):
            wipe(removal)
