"""The addresses of this subject."""

from django.urls import path

from ..views import files, upkeep

urlpatterns: list = [
    path("evidence/<int:pk>/file/", files.evidence_file, name="evidence-file"),
    path("evidence/upkeep/", upkeep.evidence_upkeep, name="evidence-upkeep"),
]
