"""Letters of commitment."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "applications.letters"
    label = "letters"

    def ready(self) -> None:
        """Unsigned letters wait on the start page; letters are handed over with an office."""
        from applications.letters.providers import letter_work, letters_handed_over, waiting_letters
        from portal.districts.providers import add_hand_over
        from portal.ui.providers import MenuEntry, add_menu_entry, add_waiting
        from portal.worklist.providers import add_work

        add_work(letter_work)
        add_menu_entry(MenuEntry("Letters", "/letters/", "letters.list", position=25))
        add_waiting(waiting_letters)
        add_hand_over(letters_handed_over)
