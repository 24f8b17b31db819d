"""The addresses of the framework, made of the keys of its items."""

from django.urls import path, register_converter

from . import round_views, views
from .converters import KeyConverter

register_converter(KeyConverter, "key")

urlpatterns = [
    path("foundations/", views.foundations, name="foundations"),
    path("foundations/<key:key>/", views.foundation, name="foundation"),
    path("calls/", views.calls, name="calls"),
    path("calls/<key:key>/", views.call, name="call"),
    path("themes/", views.themes, name="themes"),
    path("themes/<key:key>/", views.theme, name="theme"),
    path("recommendations/<key:key>/", views.recommendation, name="recommendation"),
    path("pages/", views.cited_pages, name="cited-pages"),
    path("pages/<key:document>/<int:page>/", views.cited_page, name="cited-page"),
    path("briefing/", views.briefing, name="briefing"),
    path("briefing/<key:key>/", views.point, name="point"),
    path("fundamentals/", views.fundamentals, name="fundamentals"),
    path("principles/", views.principles, name="principles"),
    path("background/", views.background, name="background"),
    path("rounds/", round_views.rounds, name="rounds"),
    path("rounds/add/", round_views.add_round, name="add-round"),
    path("rounds/<slug:key>/", round_views.round, name="round"),
    path("rounds/<slug:key>/edit/", round_views.edit_round, name="edit-round"),
    path("rounds/<slug:key>/close/", round_views.close_round, name="close-round"),
    path("framework/check/", views.framework_check, name="framework-check"),
]
