"""The addresses of participation."""

from django.urls import path

from . import offline_views as offline
from . import views as participation

urlpatterns = [
    path("sw.js", offline.worker, name="worker"),
    path("participation/offline/", offline.shell, name="offline-shell"),
    path("participation/log/", participation.log_session, name="log-session"),
    path("participation/sessions/", participation.sessions, name="sessions"),
    path("participation/sessions/<int:pk>/", participation.session, name="session"),
    path("participation/sessions/<int:pk>/edit/", participation.edit_session, name="edit-session"),
    path(
        "participation/sessions/<int:pk>/remove/",
        participation.remove_session,
        name="remove-session",
    ),
]
