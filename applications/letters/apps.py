"""Letters of commitment."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "applications.letters"
    label = "letters"

    def ready(self) -> None:
        """Unsigned letters wait on the start page."""
        from applications.letters.providers import waiting_letters
        from portal.ui.providers import add_waiting

        add_waiting(waiting_letters)
