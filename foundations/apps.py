from django.apps import AppConfig


class FoundationsConfig(AppConfig):
    name = "foundations"
    verbose_name = "The framework as published"
