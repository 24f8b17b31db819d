"""The addresses of workbooks: lists of sub-actions, out to be edited and back in."""

from django.urls import path

from . import views

urlpatterns = [
    path("sub-actions/workbook/", views.workbook_in, name="workbook-in"),
    path("sub-actions/workbook/out/", views.workbook_out, name="workbook-out"),
    path("sub-actions/workbooks/<int:pk>/take/", views.take_workbook, name="take-workbook"),
    path("sub-actions/workbooks/<int:pk>/", views.workbook, name="workbook"),
    path("sub-actions/workbooks/<int:pk>/undo/", views.undo_workbook, name="undo-workbook"),
]
