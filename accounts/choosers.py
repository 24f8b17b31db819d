"""Fields with which one chooses among more than can be read through."""

from __future__ import annotations

from django import forms

# More than this are found by key and words.
MOST_WITHOUT_SEARCH = 60
# More than this make a page too long; they are named in a line (finders.py).
MOST_FOLDED = 250


class _Chooser(forms.widgets.ChoiceWidget):
    """Choices in folded groups, above them those that are chosen."""

    # Unfolded, nobody would find the button below them.
    template_name = "components/_chooser.html"

    def get_context(self, name: str, value: list, attrs: dict | None) -> dict:
        context = super().get_context(name, value, attrs)
        groups = context["widget"]["optgroups"]
        context["chosen"] = [
            option for _group, options, _index in groups for option in options if option["selected"]
        ]
        left = [
            {"name": group, "options": [option for option in options if not option["selected"]]}
            for group, options, _index in groups
        ]
        context["groups"] = [group for group in left if group["options"]]
        return context


class ChooseMany(_Chooser, forms.CheckboxSelectMultiple):
    """Any number of choices, by tick boxes."""


class ChooseOne(_Chooser, forms.RadioSelect):
    """One choice, by radio buttons."""
