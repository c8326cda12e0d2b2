"""The ledger of a member district's five duties: computed from what areas report, never typed."""

from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "portal.participation"
    label = "participation"

    def ready(self) -> None:
        """Stand in the menu; open contests wait on the start page; news of the quarter are a topic of their own."""
        from portal.districts.models import LEADING_OFFICES
        from portal.districts.policies import holds_any
        from portal.notifications.providers import Topic, add_topic
        from portal.participation.notifications import TOPIC
        from portal.participation.queries import waiting_contests
        from portal.ui.providers import MenuEntry, add_menu_entry, add_waiting

        help = "How your district stands with its five duties, after each quarter of the school year."
        add_topic(Topic(TOPIC, "The ledger", help, holds_any(*LEADING_OFFICES), position=30))
        add_waiting(waiting_contests)
        add_menu_entry(MenuEntry("Ledger", "/participation/", "participation.list", position=22))
