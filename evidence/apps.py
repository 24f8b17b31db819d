from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "evidence"
    verbose_name = "Evidence"

    def ready(self) -> None:
        # Models are known only once every app has been read.
        from accounts.history import THINGS

        from . import things
        from .items import voice
        from .participation import occurrences

        THINGS.extend(things.OWN)
        occurrences.join_the_list()
        voice.join_the_lists()
