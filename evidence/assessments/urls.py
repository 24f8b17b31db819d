"""The addresses of self-assessments."""

from django.urls import path

from .views import answering, priorities, scale, tensions, versions
from .views import overview as assessments
from .views import states as assessment_states

THEME = "self-assessment/<slug:round>/<slug:service>/<key:theme>/"

# Addresses that would else be taken for a round, or for a round with a service.
BEFORE_ROUNDS = [
    path("self-assessment/mine/", assessments.mine, name="my-assessment"),
    path("self-assessment/scale/", scale.scale, name="scale"),
    path("self-assessment/scale/change/", scale.change, name="change-scale"),
]
urlpatterns = [
    path("self-assessment/", assessments.current, name="assessments"),
    path("self-assessment/<slug:round>/", assessments.overview, name="assessment-round"),
    path(THEME, answering.theme, name="theme-assessment"),
    path(f"{THEME}save/", answering.save_page, name="save-assessment"),
    path(f"{THEME}save/<key:prompt>/", answering.autosave, name="save-answer"),
    path(f"{THEME}marks/", answering.save_marks, name="save-marks"),
    path(f"{THEME}find/", answering.find_page, name="find-evidence"),
    path(f"{THEME}check/", answering.check_page, name="check-answers"),
    path(f"{THEME}submit/", answering.submit_page, name="submit-assessment"),
    path(f"{THEME}rate/", answering.rate_page, name="rate"),
    path(f"{THEME}priorities/add/", priorities.make, name="make-priority"),
    path(f"{THEME}reopen/", assessment_states.reopen, name="reopen-assessment"),
    path(f"{THEME}set-aside/", assessment_states.set_aside, name="set-aside"),
    path(f"{THEME}take-up/", assessment_states.take_up, name="take-up"),
    path(f"{THEME}versions/", versions.versions, name="assessment-versions"),
    path(f"{THEME}versions/<int:number>/", versions.version, name="assessment-version"),
    path(
        f"{THEME}versions/<int:number>/compare/", versions.compare_versions, name="compare-versions"
    ),
    path("self-assessments/<int:pk>/", assessments.by_number, name="self-assessment"),
    path("tensions/", tensions.tensions, name="tensions"),
]
