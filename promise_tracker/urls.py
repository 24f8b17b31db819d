"""The table of contents: every app's addresses, and the pages that belong to none."""

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, include, path
from django.views.generic import TemplateView

from .health import health


def page(name: str) -> URLPattern:
    """A page of plain text that anyone may read."""
    view = TemplateView.as_view(template_name=f"pages/{name}.html")
    return path(f"{name}/", login_not_required(view), name=name)


handler400 = "promise_tracker.views.unreadable"
handler403 = "promise_tracker.views.refused"
handler404 = "promise_tracker.views.missing"
handler500 = "promise_tracker.views.broken"

urlpatterns = [
    path("", include("accounts.urls")),
    path("", include("foundations.urls")),
    path("", include("actions.urls")),
    path("", include("evidence.urls")),
    path("", include("oversight.urls")),
    page("accessibility"),
    page("privacy"),
    page("language"),
    page("help"),
    path("health/", health, name="health"),
]
