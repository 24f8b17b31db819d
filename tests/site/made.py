"""Records of the world of the matrix that take more than a factory."""

from django.utils import timezone

from actions.models import Action
from evidence.models import EvidenceItem
from tests.evidence.files.pdf_files import with_picture
from tests.evidence.files.sample_files import picture
from tests.factories import FileEvidenceFactory, HandedOverFactory, SubActionFactory


def agreed_document(service, champions) -> EvidenceItem:
    """A document whose picture has had its second look, so that everybody may see it."""
    content = with_picture(picture("jpg"))
    file = {"file__data": content, "file_name": "Report.pdf", "pictures": 1}
    agreed = {"agreed_by": champions, "agreed_on": timezone.localdate()}
    return FileEvidenceFactory(service=service, **file, **agreed)


def handed_over(service, keeper, heir) -> dict:
    """That the Keeper gave a sub-action to a colleague, who owns it now; the ids of the act, and of
    an action that may replace another.
    """
    row = SubActionFactory(service=service, owners=[heir])
    act = HandedOverFactory(sub_action=row, heir=heir, hand_over__person=keeper).hand_over
    return {"hand_over": act.pk, "other_action": Action.objects.get(item__key="3").pk}
