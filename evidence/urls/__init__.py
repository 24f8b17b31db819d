"""The addresses of evidence and participation, by subject."""

from . import assessments, heard, items, measures, participation, sheets

urlpatterns = [
    *items.urlpatterns,
    *heard.urlpatterns,
    *measures.urlpatterns,
    *participation.urlpatterns,
    *assessments.urlpatterns,
    *sheets.urlpatterns,
]
