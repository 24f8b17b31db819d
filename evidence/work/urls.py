"""The addresses of one sub-action and of one action."""

from django.urls import path

from . import views

urlpatterns = [
    path("actions/<key:key>/", views.action, name="action"),
    path("sub-actions/<key:key>/", views.sub_action, name="sub-action"),
]
