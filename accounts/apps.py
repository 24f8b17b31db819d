from django.apps import AppConfig
from django.db.models.signals import post_migrate

from .database import prepare


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "People and history"

    def ready(self) -> None:
        post_migrate.connect(prepare, sender=self)
