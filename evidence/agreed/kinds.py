"""What somebody else may say of a claim."""

from django.db import models


class AgreementKind(models.TextChoices):
    """What somebody else says of a claim once she has looked at its evidence."""

    AGREED = "agreed", "Agreed"
    MISSING = "missing", "Something is missing"
