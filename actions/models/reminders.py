"""What was reminded of: when, whom, of what, and in which mail."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from accounts.models import Mail

from .work import SubAction

USER = settings.AUTH_USER_MODEL


class Due(models.IntegerChoices):
    """What of a sub-action falls due on a day."""

    DATE = 1, "its due date"
    REVIEW = 2, "its review"
    OCCURRENCE = 3, "an occurrence"
    ROUND = 4, "an update in a round"


class ReminderMail(models.Model):
    """All that a person was reminded of on one day, in one mail."""

    to = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="reminder_mails")
    on = models.DateField()
    # Which goes out of the outbox after a while.
    mail = models.ForeignKey(Mail, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["to", "on"], name="one_reminder_mail_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.to_id} on {self.on}"


class Reminder(models.Model):
    """That an owner was reminded, herself or through her deputy, of one thing that falls due, so
    many days after its day (before it, if less than nought).
    """

    person = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="reminders")
    sub_action = models.ForeignKey(SubAction, on_delete=models.CASCADE, related_name="reminders")
    due = models.PositiveSmallIntegerField(choices=Due)
    due_on = models.DateField()
    step = models.SmallIntegerField()
    mail = models.ForeignKey(ReminderMail, on_delete=models.CASCADE, related_name="reminders")

    class Meta:
        ordering = ["-mail__on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "sub_action", "due", "due_on", "step"], name="reminded_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sub_action_id}: {self.get_due_display()} {self.due_on}, {self.step}"


class ReminderRun(models.Model):
    """That reminders were sent on a day, by which a later run knows which days were left out."""

    on = models.DateField(unique=True)

    def __str__(self) -> str:
        return str(self.on)
