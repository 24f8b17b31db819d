from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "evidence"
    verbose_name = "Evidence"

    def ready(self) -> None:
        # Models are known only once every app has been read.
        from accounts.history import THINGS
        from accounts.removal.written import STORED, WRITTEN
        from foundations.services.rounds import WHEN_CLOSED

        from . import stored, things, written
        from .agreed.parts import join_the_filters
        from .agreed.services import keep_closing_rows
        from .heard.ladder import join_the_ladder
        from .items import voice
        from .participation import occurrences, reached

        THINGS.extend(things.OWN)
        WRITTEN.extend(written.OWN)
        STORED.extend(stored.OWN)
        WHEN_CLOSED.append(keep_closing_rows)
        occurrences.join_the_list()
        reached.join_the_list()
        voice.join_the_lists()
        join_the_filters()
        join_the_ladder()
