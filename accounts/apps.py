from django.apps import AppConfig
from django.core.signals import request_finished, request_started
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate

from . import deadline
from .database import prepare
from .index_words import teach_words
from .locked import wait_within_deadline
from .searching import teach_to_fold


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "People and history"

    def ready(self) -> None:
        # Models are known only once every app has been read.
        from . import history, things
        from .removal import own, written

        history.THINGS.extend(things.OWN)
        written.WRITTEN.extend(own.OWN)
        written.UNREACHED.extend(own.UNREACHED)
        written.PASSING.extend(own.PASSING)
        written.TABLES.append("cache")
        post_migrate.connect(prepare, sender=self)
        connection_created.connect(teach_to_fold)
        connection_created.connect(teach_words)
        connection_created.connect(wait_within_deadline)
        request_started.connect(deadline.begin)
        request_finished.connect(deadline.end)
