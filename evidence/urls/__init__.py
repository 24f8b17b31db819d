"""The addresses of evidence and participation, by subject."""

from . import assessments, heard, items, measures, participation, sheets, word

urlpatterns = [
    *items.urlpatterns,
    *heard.urlpatterns,
    *measures.urlpatterns,
    *participation.urlpatterns,
    *assessments.SCALE,
    # Before the pages of one theme, by which “word” would be taken for its key.
    *word.urlpatterns,
    *assessments.urlpatterns,
    *sheets.urlpatterns,
]
