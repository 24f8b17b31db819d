"""The forms of django-allauth that people meet here, in the product's own words."""

from __future__ import annotations

from allauth.account import forms as allauth
from django import forms
from django.http import HttpRequest

from .fields import EmailField
from .forms import NO_ADDRESS
from .outbox.links import ask_for_link

TYPE_IT = "Type your password."
NEW_ONE = "Type a new password."
AGAIN = "Type the new password again."
NOT_THE_SAME = "The two passwords are not the same. Type the new one again."
UNREADABLE = "A character in this password cannot be read. Type it anew."


def _password(field: forms.Field, label: str, required: str) -> None:
    field.label = label
    field.error_messages |= {"required": required, "null_characters_not_allowed": UNREADABLE}


def _address(field: forms.Field) -> None:
    field.label = "E-mail address"
    field.error_messages |= NO_ADDRESS
    # By which a browser would cut what is pasted and say nothing.
    field.widget.attrs.pop("maxlength", None)


class SignInForm(allauth.LoginForm):
    """Address and password."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        _address(self.fields["login"])
        # So that a password manager keeps both under one name.
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        _password(self.fields["password"], "Password", TYPE_IT)


class AskForLinkForm(allauth.ResetPasswordForm):
    """The address to which a link for a new password goes."""

    email = EmailField(widget=forms.EmailInput(attrs={"autocomplete": "email"}))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        _address(self.fields["email"])

    def clean_email(self) -> str:
        """The address alone: whether it has an account is not looked up while somebody waits."""
        return self.cleaned_data["email"]

    def save(self, request: HttpRequest, **options) -> str:
        """Note that a link is wanted; returns the address."""
        ask_for_link(self.cleaned_data["email"])
        return self.cleaned_data["email"]


class _NewPasswordTwice:
    """A new password, typed twice."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        _password(self.fields["password1"], "New password", NEW_ONE)
        _password(self.fields["password2"], "New password again", AGAIN)

    def clean(self) -> dict:
        typed = [self.cleaned_data.get(name) for name in ("password1", "password2")]
        cleaned = super().clean()
        if all(typed) and typed[0] != typed[1]:
            # Said above by allauth in its own words.
            del self.errors["password2"]
            self.add_error("password2", NOT_THE_SAME)
        return cleaned


class NewPasswordForm(_NewPasswordTwice, allauth.ResetPasswordKeyForm):
    """A new password, by a mailed link."""


class ChangePasswordForm(_NewPasswordTwice, allauth.ChangePasswordForm):
    """A new password, by whoever knows the current one."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        current = self.fields["oldpassword"]
        _password(current, "Current password", "Type your current password.")
        # Whoever has forgotten it is led on by the page in its own words.
        current.help_text = ""
