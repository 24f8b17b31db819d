"""The addresses of the pages that look over everything."""

from django.urls import path

from . import views
from .board.views import board
from .claims.views import agreements, claims
from .coverage.views import coverage
from .history.views import export, history
from .my_work.views import my_work

urlpatterns = [
    path("", views.home, name="home"),
    path("my-work/", my_work, name="my-work"),
    path("board/", board, name="board"),
    path("board/waiting/", claims, name="claims"),
    path("board/agreements/", agreements, name="agreements"),
    path("coverage/", coverage, name="coverage"),
    path("history/", history, name="history"),
    path("history/export/", export, name="history-export"),
]
