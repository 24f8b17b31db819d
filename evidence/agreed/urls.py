"""The addresses of what others say of claims, and of the lists of work and calls."""

from django.urls import path

from . import views

urlpatterns = [
    path("calls/", views.calls, name="calls"),
    path("actions/", views.actions, name="actions"),
    path("sub-actions/", views.sub_actions, name="sub-actions"),
    path("sub-actions/<key:key>/agree/", views.agree, name="agree"),
    path(
        "sub-actions/<key:key>/agree/<int:pk>/take-back/",
        views.take_back_answer,
        name="take-back-agreement",
    ),
]
