"""The part of the form of evidence that keeps a file while the rest of the form is put right."""

from __future__ import annotations

from contextlib import suppress

from django import forms
from django.core.exceptions import ValidationError

from accounts.asking.forms import AskingForm
from accounts.fields import LineField
from accounts.models import User
from evidence.files.aside import from_aside, let_aside_go, name_aside, put_aside
from evidence.files.checking import CheckedFile
from evidence.files.store import StoreFails
from foundations.doubting import number_doubts

from .medium import Medium

# To the question whether anyone could be recognised.
YES = "yes"
NOT_FOUND_NOW = (
    "The place for files does not answer just now. Your file and the rest of what you entered are "
    "still here. Try again in a few minutes."
)


class KeptUpload(AskingForm):
    """A form with an upload, which carries what is kept aside of an earlier sending."""

    upload_kept = LineField(required=False, widget=forms.HiddenInput)
    come: CheckedFile | None = None

    def look_aside(self, by: User) -> None:
        """Find the name of the file that has arrived from this person before, if one has."""
        self.by, self.arrived = by, name_aside(self.data.get("upload_kept", ""), by=by)

    def clean_upload(self) -> CheckedFile | None:
        """The file chosen now, else the one that has arrived before. What in it may
        be somebody's number is asked about.
        """
        self.come, is_file = self.cleaned_data["upload"], self.data.get("medium") == Medium.FILE
        if not self.come and self.arrived and is_file:
            self.come = self._from_aside()
        if self.come:
            self.fields["upload"].doubts = number_doubts(self.come.doubtful)
        return self.come

    def keep_upload(self) -> None:
        """Put a file that has arrived aside, so that it need not be sent again while the rest is
        put right; not one in which somebody could be recognised.
        """
        is_refused = self.data.get("recognisable") == YES
        with suppress(StoreFails):  # then it has to be chosen again
            self._keep(is_refused)

    def _keep(self, is_refused: bool) -> None:
        if self.come or is_refused:
            self.let_upload_go()
        if self.come and not is_refused:
            self._carry(put_aside(self.come, by=self.by), self.come.name)

    def let_upload_go(self) -> None:
        """Delete the file that was kept aside: it is stored, replaced, or was refused."""
        with suppress(StoreFails):  # the day after tomorrow it goes by itself
            let_aside_go(self.data.get("upload_kept", ""), by=self.by)
        self._carry("", "")

    def _from_aside(self) -> CheckedFile | None:
        try:
            return from_aside(self.data["upload_kept"], by=self.by)
        except StoreFails as error:
            raise ValidationError(NOT_FOUND_NOW) from error

    def _carry(self, kept: str, name: str) -> None:
        self.data = self.data.copy()
        self.data["upload_kept"], self.arrived = kept, name
