"""The addresses of codes."""

from django.urls import path

from . import views as codes

urlpatterns = [
    path("code/", codes.code, name="code"),
    path("heard/<int:pk>/code/", codes.give_code, name="give-code"),
    path("heard/<int:pk>/code/withdraw/", codes.withdraw_code, name="withdraw-code"),
]
