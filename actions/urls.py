"""The addresses of actions and sub-actions, made of their keys."""

from django.urls import path

from . import (
    assign_views,
    explain_views,
    handing_views,
    need_views,
    share_views,
    views,
    work_views,
)

# What a `key` may look like is registered in foundations/urls.py, which is read before this file.
urlpatterns = [
    path("actions/add/", work_views.add_action, name="add-action"),
    path("actions/<key:key>/edit/", work_views.edit_action, name="edit-action"),
    path("actions/<key:key>/lead/", assign_views.lead, name="lead-action"),
    path("actions/<key:key>/replace/", work_views.replace_action, name="replace-action"),
    path("actions/<key:key>/add/", work_views.add_sub_action, name="add-sub-action"),
    # Before the addresses of keys (in evidence/work), since it looks like one.
    path("sub-actions/export/", views.export_sub_actions, name="sub-actions-export"),
    path("sub-actions/<key:key>/still-true/", views.still_true, name="still-true"),
    path("sub-actions/<key:key>/still-true/undo/", views.undo_still_true, name="undo-still-true"),
    path("sub-actions/<key:key>/updates/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("sub-actions/<key:key>/edit/", work_views.edit_sub_action, name="edit-sub-action"),
    path("sub-actions/<key:key>/confirm-date/", work_views.confirm_date, name="confirm-date"),
    path("sub-actions/<key:key>/replace/", work_views.replace, name="replace"),
    path("sub-actions/<key:key>/propose/", assign_views.propose, name="propose"),
    path("sub-actions/<key:key>/needs/add/", need_views.add_need, name="add-need"),
    path("sub-actions/<key:key>/explain/", explain_views.explain, name="explain"),
    path("sub-actions/<key:key>/explain/end/", explain_views.end, name="end-explanation"),
    path("sub-actions/<key:key>/parts/add/", share_views.name_part, name="name-part"),
    path("parts/<int:pk>/say/", share_views.say, name="say-part"),
    path("parts/<int:pk>/still-true/", share_views.still_true, name="part-still-true"),
    path("parts/<int:pk>/end/", share_views.end, name="end-part"),
    path("needs/", need_views.what_would_help, name="needs"),
    path("needs/<int:pk>/answer/", need_views.answer_need, name="answer-need"),
    path("needs/<int:pk>/withdraw/", need_views.withdraw_need, name="withdraw-need"),
    path("find/sub-actions/", views.find, name="find-sub-actions"),
    path("assign/", assign_views.assign, name="assign"),
    path("people/<int:pk>/hand-over/", handing_views.hand_over, name="hand-over"),
    path("hand-overs/<int:pk>/", handing_views.handed_over, name="handed-over"),
    path("hand-overs/<int:pk>/take-back/", handing_views.take_back, name="take-back-hand-over"),
    path("assign/<key:key>/proposal/", assign_views.proposal, name="proposal"),
]
