"""The addresses of actions and sub-actions, made of their keys."""

from django.urls import path

from . import assign_views, views, work_views

urlpatterns = [
    path("actions/", views.actions, name="actions"),
    path("actions/add/", work_views.add_action, name="add-action"),
    path("actions/<str:key>/", views.action, name="action"),
    path("actions/<str:key>/edit/", work_views.edit_action, name="edit-action"),
    path("actions/<str:key>/add/", work_views.add_sub_action, name="add-sub-action"),
    path("sub-actions/", views.sub_actions, name="sub-actions"),
    path("sub-actions/<str:key>/", views.sub_action, name="sub-action"),
    path("sub-actions/<str:key>/update/", views.update, name="update"),
    path("sub-actions/<str:key>/still-true/", views.still_true, name="still-true"),
    path("sub-actions/<str:key>/updates/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("sub-actions/<str:key>/edit/", work_views.edit_sub_action, name="edit-sub-action"),
    path("sub-actions/<str:key>/confirm-date/", work_views.confirm_date, name="confirm-date"),
    path("sub-actions/<str:key>/propose/", assign_views.propose, name="propose"),
    path("assign/", assign_views.assign, name="assign"),
    path("assign/<str:key>/proposal/", assign_views.proposal, name="proposal"),
]
