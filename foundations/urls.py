"""The addresses of the framework, made of the keys of its items."""

from django.urls import path, register_converter

from . import correction_views, link_views, round_views, suggestion_views, views
from .converters import KeyConverter

register_converter(KeyConverter, "key")

urlpatterns = [
    path("foundations/", views.foundations, name="foundations"),
    path("themes/", views.themes, name="themes"),
    path("pages/", views.cited_pages, name="cited-pages"),
    path("briefing/", views.briefing, name="briefing"),
    path("fundamentals/", views.fundamentals, name="fundamentals"),
    path("principles/", views.principles, name="principles"),
    path("background/", views.background, name="background"),
    path("rounds/", round_views.rounds, name="rounds"),
    path("rounds/add/", round_views.add_round, name="add-round"),
    path("rounds/<slug:key>/edit/", round_views.edit_round, name="edit-round"),
    path("links/<int:pk>/", link_views.link, name="link"),
    path(
        "links/<int:pk>/confirm/", link_views.decide, {"decision": "confirm"}, name="confirm-link"
    ),
    path("links/<int:pk>/reject/", link_views.decide, {"decision": "reject"}, name="reject-link"),
    path("links/<int:pk>/remove/", link_views.decide, {"decision": "remove"}, name="remove-link"),
    path("links/add/<key:key>/", link_views.add_link, name="add-link"),
    path("links/suggested/<key:key>/", suggestion_views.link_suggested, name="link-suggested"),
    path(
        "links/suggested/<key:key>/dismiss/",
        suggestion_views.dismiss_suggested,
        name="dismiss-suggested",
    ),
    path("items/<key:key>/correct/", correction_views.correct, name="correct-item"),
    path("corrections/", correction_views.corrections, name="corrections"),
    path("corrections/<int:pk>/", correction_views.correction, name="correction"),
    path("corrections/<int:pk>/answer/", correction_views.answer, name="answer-correction"),
    path("corrections/<int:pk>/withdraw/", correction_views.withdraw, name="withdraw-correction"),
    path("framework/check/", views.framework_check, name="framework-check"),
]
