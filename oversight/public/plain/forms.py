"""The form of the plain words."""

from __future__ import annotations

from accounts.fields import VersionedForm
from foundations.writing import WritingField

from .models import MOST


class PlainWordsForm(VersionedForm):
    """What is said of one place to children and young people."""

    words = WritingField(
        label="In plain words",
        required=False,
        rows=5,
        max_length=MOST,
        help_text=(
            "Two or three short sentences, as you would say them to a child of ten. Anyone can "
            "read them. Leave it empty, and the page says that nobody has written this yet."
        ),
    )
