"""The work list of MDE's facilitators: what areas report, claimed by one person at a time; and saved views of lists."""

from django.apps import AppConfig


class WorklistConfig(AppConfig):
    name = "portal.worklist"
    label = "worklist"

    def ready(self) -> None:
        """Facilitators find the list in the menu, and hear when a colleague takes their work over."""
        from portal.accounts.policies import is_facilitator
        from portal.notifications.providers import Topic, add_topic
        from portal.ui.providers import MenuEntry, add_menu_entry
        from portal.worklist.providers import add_work, contest_work

        help = "A colleague took over what you had claimed in the work list."
        add_topic(Topic("work", "Work of others at MDE", help, is_facilitator, position=50))
        add_work(contest_work)
        add_menu_entry(MenuEntry("Work list", "/moderation/", "worklist.read", position=10))
