"""Letters."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "applications.letters"
    label = "letters"
