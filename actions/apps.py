from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "actions"
    verbose_name = "Actions and progress"

    def ready(self) -> None:
        # Models are known only once every app has been read.
        from accounts.history import THINGS
        from accounts.removal.written import WRITTEN
        from foundations.services.rounds import WHEN_CLOSED, WHEN_UNDONE

        from . import share_reminders, silence, things, written
        from .services.moves import count_moves, uncount_moves

        THINGS.extend(things.OWN)
        WRITTEN.extend(written.OWN)
        WHEN_CLOSED.append(count_moves)
        WHEN_UNDONE.append(uncount_moves)
        silence.join_the_ladder()
        share_reminders.join_the_mails()
