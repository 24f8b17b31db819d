"""The addresses of Word documents, and of what is read whole or side by side.

They stand before those of the pages of one theme, by which `word` would be taken for the key of a
theme.
"""

from django.urls import path

from ..views import reading
from . import undo_views
from . import views as word

SERVICE = "self-assessment/<slug:round>/<slug:service>/"

urlpatterns = [
    path(SERVICE, reading.whole, name="assessment-service"),
    path(f"{SERVICE}word/", word.word_out, name="assessment-word"),
    path(f"{SERVICE}word/download/", word.download, name="download-word"),
    path(f"{SERVICE}word/in/", word.word_in, name="word-in"),
    path(f"{SERVICE}word/in/take/", word.take_word, name="take-word"),
    path(f"{SERVICE}word/undo/", undo_views.undo_whole, name="undo-word"),
    path(f"{SERVICE}<key:theme>/undo/", undo_views.undo_theme, name="undo-upload"),
    path(f"{SERVICE}<key:theme>/since/", reading.since, name="assessment-since"),
    path("themes/<key:key>/self-assessments/", reading.side_by_side, name="theme-assessments"),
]
