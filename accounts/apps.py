from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate

from .database import prepare
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
