"""The box for a figure: its sign says what its unit says, and what can hardly be is asked about."""

from __future__ import annotations

import re
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.forms import Form

from accounts.answers import said_by
from accounts.fields import NumberField
from accounts.words import as_keyed, written
from foundations.asking import AsksOnce

PER_CENT = re.compile(r"%|\bper[ -]?cent|\bpct\b", re.IGNORECASE)
# The sign that may stand beside a number, and the units that say the same.
SIGNS = {"%": PER_CENT, "£": re.compile(r"£|\bpounds?\b|\bpence\b|\bGBP\b", re.IGNORECASE)}
RIGHT = "I have looked: this number is right."


class FigureField(AsksOnce, NumberField):
    """A number of any unit, with % or £ beside it where its unit is per cent or pounds."""

    units = "".join(SIGNS)

    def check(self, number: Decimal, unit: str, typed: str) -> None:
        """Raises ValidationError for a sign that the unit does not say, and for a number that can
        hardly be until it is said to be right.
        """
        for sign, unit_of_it in SIGNS.items():
            if unit_of_it.search(typed) and not unit_of_it.search(unit):
                raise ValidationError(
                    f"“{sign}” does not fit what is counted: “{unit}”. Write the "
                    "number alone, or "
                    "give another number."
                )
        if why := _doubt(number, unit):
            asked = f"Is {written(number)} right? {why} If it is, tick the box below."
            self.ask_once(f"{number} {unit}", asked, RIGHT)


def check_figure(form: Form, name: str, unit: str) -> None:
    """Let a form say what speaks against a figure in it; not of one that stands as it stood."""
    number = form.cleaned_data.get(name)
    if number is not None and unit and {name, "unit"} & set(form.changed_data):
        with said_by(form, name):
            form.fields[name].check(number, as_keyed(unit), as_keyed(form[name].data))


def _doubt(number: Decimal, unit: str) -> str:
    if PER_CENT.search(unit) and not 0 <= number <= 100:
        return "Per cent are from 0 to 100 as a rule."
    return "It is less than nothing." if number < 0 else ""
