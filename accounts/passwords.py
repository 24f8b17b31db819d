"""What a password must not be, in the product's own words."""

from __future__ import annotations

from django.contrib.auth import password_validation as django


class LikeThePerson(django.UserAttributeSimilarityValidator):
    """Too much like the person's own name or address."""

    def get_error_message(self) -> str:
        return "This password is too much like your name or e-mail address."

    def get_help_text(self) -> str:
        return "Not like your name or e-mail address."


class TooShort(django.MinimumLengthValidator):
    """Fewer characters than asked for."""

    def get_error_message(self) -> str:
        return f"Use at least {self.min_length} characters. Three words in a row will do."

    def get_help_text(self) -> str:
        return f"At least {self.min_length} characters. Three words in a row will do."


class OftenUsed(django.CommonPasswordValidator):
    """Among the passwords that attackers try first."""

    def get_error_message(self) -> str:
        return "Many people use this password, so it is easy to guess. Choose another."

    def get_help_text(self) -> str:
        return "Not a password that many people use."
