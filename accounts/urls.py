"""The addresses of this app.

Of django-allauth only what is named here is open: there is no sign-up, and no page of e-mail
addresses.
"""

from allauth.account import views as allauth
from django.urls import path, re_path
from django.views.decorators.cache import never_cache

from . import invite_views, service_views, sign_in_views, views
from .away import views as away_views
from .middleware import role_not_required

urlpatterns = [
    path("sign-in/", sign_in_views.SignInView.as_view(), name="account_login"),
    path("sign-out/", sign_in_views.SignOutView.as_view(), name="account_logout"),
    path("still-here/", sign_in_views.still_here, name="still-here"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path(
        "password/change/",
        role_not_required(allauth.password_change),
        name="account_change_password",
    ),
    path("password/reset/", sign_in_views.AskForLinkView.as_view(), name="account_reset_password"),
    path("password/reset/done/", allauth.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/key/done/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        never_cache(sign_in_views.NewPasswordView.as_view()),
        name="account_reset_password_from_key",
    ),
    path("my-reminders/", away_views.my_reminders, name="my-reminders"),
    path("my-reminders/day/", away_views.digest_day, name="digest-day"),
    path("my-reminders/away/", away_views.away, name="away"),
    path("my-reminders/away/<int:pk>/end/", away_views.back, name="back"),
    path("people/", views.people, name="people"),
    path("people/invite/", invite_views.invite, name="invite"),
    path("people/invite-several/", invite_views.invite_many, name="invite-several"),
    path("people/invitations/", invite_views.invitations, name="invitations"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/rename/", views.rename_person, name="rename-person"),
    path("people/<int:pk>/deactivate/", views.set_active, {"active": False}, name="deactivate"),
    path("people/<int:pk>/reactivate/", views.set_active, {"active": True}, name="reactivate"),
    path("people/<int:pk>/invite-again/", invite_views.invite_again, name="invite-again"),
    path("people/<int:pk>/roles/give/", views.give_role, name="give-role"),
    path("people/<int:pk>/roles/<int:appointment>/end/", views.end_role, name="end-role"),
    path("people/<int:pk>/roles/<int:appointment>/right/", views.change_right, name="change-right"),
    path("people/<int:pk>/roles/<int:appointment>/move/", views.move, name="move"),
    path("find/services/", service_views.find, name="find-services"),
    path("services/", service_views.services, name="services"),
    path("services/add/", service_views.add, name="add-service"),
    path("services/<slug:key>/", service_views.service, name="service"),
    path("services/<slug:key>/edit/", service_views.edit, name="edit-service"),
    path("who-can-do-what/", service_views.who_can_do_what, name="who-can-do-what"),
]
