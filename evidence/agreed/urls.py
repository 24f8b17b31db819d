"""The addresses of what others say of claims."""

from django.urls import path

from . import views

urlpatterns = [
    path("sub-actions/<key:key>/agree/", views.agree, name="agree"),
    path(
        "sub-actions/<key:key>/agree/<int:pk>/take-back/",
        views.take_back_answer,
        name="take-back-agreement",
    ),
]
