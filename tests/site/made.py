"""Records of the world of the matrix that take more than a factory."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from actions.models import Action, SubAction
from evidence.models import EvidenceItem
from foundations.models import Round
from oversight.models import Switch
from oversight.packs.holding import digest_of, keep_file
from oversight.packs.models import Kind
from oversight.rounds.services import keep_snapshot
from tests.evidence.files.pdf_files import with_picture
from tests.evidence.files.sample_files import picture
from tests.factories import (
    FileEvidenceFactory,
    HandedOverFactory,
    PackFactory,
    RoundFactory,
    ServiceFactory,
    ShareFactory,
    SubActionFactory,
)


def agreed_document(service, champions) -> EvidenceItem:
    """A document whose picture has had its second look, so that everybody may see it."""
    content = with_picture(picture("jpg"))
    file = {"file__data": content, "file_name": "Report.pdf", "pictures": 1}
    agreed = {"agreed_by": champions, "agreed_on": timezone.localdate()}
    return FileEvidenceFactory(service=service, **file, **agreed)


def public_picture(service, champions) -> EvidenceItem:
    """A picture that anyone may have, once a round is closed over it."""
    file = {"file__data": picture("jpg"), "file_name": "Room.jpg", "file_type": "jpg"}
    agreed = {"agreed_by": champions, "agreed_on": timezone.localdate()}
    marked = {"visibility": "public", "kind": "practice"}
    return FileEvidenceFactory(service=service, **file, **agreed, **marked)


def handed_over(service, keeper, heir) -> dict:
    """That the Keeper gave a sub-action to a colleague, who owns it now; the ids of the act, and of
    an action that may replace another.
    """
    row = SubActionFactory(service=service, owners=[heir])
    act = HandedOverFactory(sub_action=row, heir=heir, hand_over__person=keeper).hand_over
    return {"hand_over": act.pk, "other_action": Action.objects.get(item__key="3").pk}


def shared(service, other_service, by) -> dict:
    """A part of each of two services in the work of the other, of which both have spoken; and the
    id of a partner that has none.
    """
    spoken = {"status": "on-track", "confirmed_by": by}
    spoken |= {"confirmed_on": timezone.localdate() - timedelta(days=1), "named_by": by}
    whole = {row.item.key: row for row in SubAction.objects.filter(item__key__in=["4.1", "8.1"])}
    return {
        "part": ShareFactory(sub_action=whole["8.1"], service=service, **spoken).pk,
        "other_part": ShareFactory(sub_action=whole["4.1"], service=other_service, **spoken).pk,
        "partner": ServiceFactory().pk,
    }


def closed_then(by) -> dict:
    """A round of progress that was closed today, with what the Board's pages said and a pack of it,
    whose id this gives; and the one that is on was closed once, and opened again.
    """
    days = [timezone.localdate() - timedelta(days=number) for number in (40, 30, 0)]
    first_day, last_day, closed_on = days
    asked = {"key": "then", "asks_assessment": False, "closed_by": by}
    closed = RoundFactory(
        **asked, first_day=first_day, last_day=last_day, closed_on=closed_on, opened_on=first_day
    )
    keep_snapshot(closed.editions.get())
    Switch.objects.create(is_on=True, reason="Agreed.", set_by=by)
    undone = {"undone_by": by, "undone_on": closed_on, "undone_why": "A service was late."}
    on = Round.objects.get(key="now")
    on.editions.create(number=1, closed_by=by, closed_on=closed_on, **undone)
    return {"pack": ready_pack(closed.editions.get(), by)}


def ready_pack(edition, by) -> int:
    """The Board's pack of an edition, of which only one file is there; its id."""
    pack = PackFactory(edition=edition, asked_by=by, state="making", holder=uuid4())
    keep_file(pack, Kind.EXCEL, b"A workbook.")
    pack.state, pack.made_of, pack.made_at = "ready", digest_of(edition), timezone.now()
    pack.save()
    return pack.pk
