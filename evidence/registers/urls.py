"""The addresses of registers: a service's own action plans on their way in."""

from django.urls import path

from . import views

urlpatterns = [
    path("sub-actions/register/", views.register_in, name="register-in"),
    path("sub-actions/register/columns/", views.register_columns, name="register-columns"),
    path("sub-actions/registers/<int:pk>/", views.register, name="register"),
    path("sub-actions/registers/<int:pk>/take/", views.take_register, name="take-register"),
    path("sub-actions/registers/<int:pk>/undo/", views.undo_register, name="undo-register"),
]
