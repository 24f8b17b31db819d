from django.apps import AppConfig
from django.core.checks import register


class OversightConfig(AppConfig):
    name = "oversight"
    verbose_name = "The Board's view"

    def ready(self) -> None:
        # Models are known only once every app has been read.
        from accounts.history import THINGS

        from . import things
        from .demo.apart import check_database

        register(check_database)
        THINGS.extend(things.OWN)
