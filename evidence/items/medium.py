"""What an evidence item is made of: a word that models and reads both need."""

from django.db import models


class Medium(models.TextChoices):
    FILE = "file", "A file"
    LINK = "link", "A link"
    NOTE = "note", "A note"
    FIGURE = "figure", "A figure"
    QUOTE = "quote", "A quote, with consent"
