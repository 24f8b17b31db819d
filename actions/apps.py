from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "actions"
    verbose_name = "Actions and progress"

    def ready(self) -> None:
        # Models are known only once every app has been read.
        from accounts.history import THINGS

        from . import things

        THINGS.extend(things.OWN)
