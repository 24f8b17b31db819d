from django.apps import AppConfig


class FoundationsConfig(AppConfig):
    name = "foundations"
    verbose_name = "The framework as published"

    def ready(self) -> None:
        # Models are known only once every app has been read.
        from accounts.history import THINGS
        from accounts.sealed.sealing import REFUSED

        from . import identifiers, things

        THINGS.extend(things.OWN)
        REFUSED.append(identifiers.identifiers)
