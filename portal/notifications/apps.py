"""What each person is told: at once, in a daily or weekly summary, or only in the portal."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "portal.notifications"
    label = "notifications"

    def ready(self) -> None:
        """Answer what core asks before it tells somebody something; stand in the person's menu."""
        from portal.core.pacing import Answers, answer_with
        from portal.notifications import notifications, queries
        from portal.ui.providers import MenuEntry, add_menu_entry

        answer_with(Answers(queries.pace_of, notifications.foot_of, notifications.summary_of))
        add_menu_entry(MenuEntry("What I am told", "/account/notices/", "notifications.read_own", position=81))
