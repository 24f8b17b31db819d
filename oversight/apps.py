from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "oversight"
    verbose_name = "The Board's view"

    def ready(self) -> None:
        # Models are known only once every app has been read.
        from accounts.history import THINGS

        from . import things

        THINGS.extend(things.OWN)
