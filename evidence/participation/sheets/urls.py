"""The addresses of spreadsheets of sessions, in and out."""

from django.urls import path

from . import views as sheets

urlpatterns = [
    path("participation/import/", sheets.import_sessions, name="import-sessions"),
    path("participation/import/columns/", sheets.import_columns, name="import-columns"),
    path("participation/import/template/", sheets.import_template, name="import-template"),
    path("participation/imports/<int:pk>/", sheets.session_import, name="import"),
    path("participation/imports/<int:pk>/answers/", sheets.keep_answers, name="keep-answers"),
    path("participation/imports/<int:pk>/bring-in/", sheets.bring_in, name="bring-in"),
    path("participation/imports/<int:pk>/undo/", sheets.undo_import, name="undo-import"),
    path("participation/sessions/export/", sheets.export_sessions, name="sessions-export"),
]
