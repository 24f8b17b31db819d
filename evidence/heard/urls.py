"""The addresses of what was heard."""

from django.urls import path

from . import views as heard

urlpatterns = [
    path("heard/", heard.what_we_heard, name="what-we-heard"),
    path("heard/add/", heard.add_heard, name="add-heard"),
    path("find/work-and-calls/", heard.find, name="find-work-and-calls"),
    path("heard/<int:pk>/", heard.heard, name="heard"),
    path("heard/<int:pk>/edit/", heard.edit_heard, name="edit-heard"),
    path("heard/<int:pk>/remove/", heard.remove_heard, name="remove-heard"),
    path("heard/<int:pk>/send/", heard.send_heard, name="send-heard"),
    path("heard/<int:pk>/suggested/", heard.send_suggested, name="send-suggested"),
    path("heard/<int:pk>/suggested/dismiss/", heard.dismiss_for_heard, name="dismiss-for-heard"),
    path("heard/<int:pk>/answers/<int:reply>/", heard.answer_heard, name="answer-heard"),
    path("heard/<int:pk>/evidence/", heard.heard_as_evidence, name="heard-as-evidence"),
]
