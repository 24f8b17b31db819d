from django.apps import AppConfig


class FoundationsConfig(AppConfig):
    name = "foundations"
    verbose_name = "The framework as published"

    def ready(self) -> None:
        # Models are known only once every app has been read.
        from accounts.history import THINGS
        from accounts.removal.written import WRITTEN
        from accounts.sealed.sealing import REFUSED

        from . import identifiers, things, written

        THINGS.extend(things.OWN)
        WRITTEN.extend(written.OWN)
        REFUSED.append(identifiers.identifiers)
