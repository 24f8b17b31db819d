from django.apps import AppConfig


class FoundationsConfig(AppConfig):
    name = "foundations"
    verbose_name = "The framework as published"

    def ready(self) -> None:
        # Models are known only once every app has been read.
        from accounts.asking.forms import LOOKS
        from accounts.history import THINGS
        from accounts.removal.written import WRITTEN
        from accounts.sealed.sealing import REFUSED

        from . import doubting, identifiers, things, written

        THINGS.extend(things.OWN)
        WRITTEN.extend(written.OWN)
        REFUSED.append(identifiers.identifiers)
        LOOKS.append(doubting.look_at_text)
