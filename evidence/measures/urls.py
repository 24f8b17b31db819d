"""The addresses of measures."""

from django.urls import path

from . import views as measures

urlpatterns = [
    path("measures/", measures.measures, name="measures"),
    path("measures/add/<key:key>/", measures.add_measure, name="add-measure"),
    path("measures/<int:pk>/", measures.measure, name="measure"),
    path("measures/<int:pk>/edit/", measures.edit_measure, name="edit-measure"),
    path("measures/<int:pk>/targets/", measures.set_target, name="set-target"),
    path(
        "measures/<int:pk>/targets/<int:target>/remove/",
        measures.remove_target,
        name="remove-target",
    ),
    path("measures/<int:pk>/actuals/", measures.say_actual, name="say-actual"),
    path("measures/<int:pk>/actuals/<int:actual>/", measures.correct_actual, name="correct-actual"),
    path(
        "measures/<int:pk>/actuals/<int:actual>/remove/",
        measures.remove_actual,
        name="remove-actual",
    ),
]
