"""Letters of commitment."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "applications.letters"
    label = "letters"

    def ready(self) -> None:
        """Unsigned letters wait on the start page; letters are handed over with an office; their news can be chosen."""
        from applications.letters.providers import letter_work, letters_handed_over, waiting_letters
        from portal.accounts.policies import is_facilitator
        from portal.districts.models import LEADING_OFFICES
        from portal.districts.policies import holds_any
        from portal.districts.providers import add_hand_over
        from portal.notifications.providers import Topic, add_topic
        from portal.ui.providers import MenuEntry, add_menu_entry, add_waiting
        from portal.worklist.providers import add_work

        help = (
            "Early reminders to sign: the one on the day before always comes at once. "
            "For MDE: a district declined, left, asks for a change or nears the end of its term."
        )
        add_topic(Topic("letters", "News of letters", help, is_facilitator | holds_any(*LEADING_OFFICES), position=30))
        add_work(letter_work)
        add_menu_entry(MenuEntry("Letters", "/letters/", "letters.list", position=25))
        add_waiting(waiting_letters)
        add_hand_over(letters_handed_over)
