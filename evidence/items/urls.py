"""The addresses of evidence items."""

from django.urls import path

from . import file_views as files
from . import support_views as supports
from . import upkeep_views as upkeep
from . import views as items

urlpatterns = [
    path("evidence/", items.evidence_list, name="evidence-list"),
    path("evidence/add/<key:key>/", items.add_evidence, name="add-evidence"),
    path("evidence/<int:pk>/", items.evidence, name="evidence"),
    path("evidence/<int:pk>/edit/", items.edit_evidence, name="edit-evidence"),
    path("evidence/<int:pk>/remove/", items.remove_evidence, name="remove-evidence"),
    path("evidence/<int:pk>/agree/", items.agree_photo, name="agree-photo"),
    path("evidence/<int:pk>/support/", supports.support, name="support"),
    path("evidence/<int:pk>/suggested/", supports.support_suggested, name="support-suggested"),
    path(
        "evidence/<int:pk>/suggested/dismiss/",
        supports.dismiss_for_evidence,
        name="dismiss-for-evidence",
    ),
    path(
        "evidence/<int:pk>/support/<int:support>/remove/",
        supports.remove_support,
        name="remove-support",
    ),
    path("evidence/<int:pk>/file/", files.evidence_file, name="evidence-file"),
    path(
        "evidence/<int:pk>/pictures/<int:number>/", files.evidence_picture, name="evidence-picture"
    ),
    path("evidence/upkeep/", upkeep.evidence_upkeep, name="evidence-upkeep"),
]
