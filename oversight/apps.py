from django.apps import AppConfig
from django.core.checks import register
from django.db.models.signals import post_migrate


class OversightConfig(AppConfig):
    name = "oversight"
    verbose_name = "The Board's view"

    def ready(self) -> None:
        # Models are known only once every app has been read.
        from accounts.history import THINGS
        from accounts.removal.written import PASSING, STORED, TABLES, WRITTEN
        from evidence.beside import BESIDE
        from evidence.work.beside import ON_THE_PAGE
        from foundations.loading import ALSO_LOADED
        from foundations.services.rounds import WHEN_CLOSED

        from . import things, written
        from .board.beside import ON_THE_BOARD
        from .board.rounds import reading_editions_ahead
        from .demo.apart import check_database
        from .duties.loading import load_duties
        from .duties.reading import next_ends
        from .felt.standing import reading_felt_now
        from .packs.pdf import check_pango
        from .packs.stored import OWN as PACKS
        from .packs.stored import withdraw_what_is_out_of_date
        from .public.last import forget_when_taken_out
        from .questions.ladder import join_the_lists
        from .questions.reading import reading_marks
        from .rounds.services import keep_snapshot
        from .search.index import prepare
        from .search.indexed import INDEXED

        register(check_database)
        register(check_pango)
        THINGS.extend(things.OWN)
        WRITTEN.extend(written.OWN)
        STORED.extend(PACKS)
        PASSING.append(withdraw_what_is_out_of_date)
        BESIDE.extend([reading_felt_now, reading_editions_ahead])
        ON_THE_PAGE["marks"] = reading_marks
        ON_THE_BOARD["duties"] = next_ends
        ALSO_LOADED.append(load_duties)
        join_the_lists()
        PASSING.append(forget_when_taken_out)
        TABLES.extend(one.index for one in INDEXED)
        # Last: what lower apps do when a round is closed is a part of what is kept.
        WHEN_CLOSED.append(keep_snapshot)
        post_migrate.connect(prepare, sender=self)
