"""The addresses of the pages that look over everything."""

from django.urls import path

from . import views
from .history import views as history_views

urlpatterns = [
    path("", views.home, name="home"),
    path("my-work/", views.my_work, name="my-work"),
    path("board/", views.board, name="board"),
    path("coverage/", views.coverage, name="coverage"),
    path("history/", history_views.history, name="history"),
    path("history/export/", history_views.export, name="history-export"),
]
