"""The work list of MDE's facilitators: what areas report, claimed by one person at a time; and saved views of lists."""

from django.apps import AppConfig


class WorklistConfig(AppConfig):
    name = "portal.worklist"
    label = "worklist"

    def ready(self) -> None:
        """Facilitators find the list in the menu."""
        from portal.ui.providers import MenuEntry, add_menu_entry

        add_menu_entry(MenuEntry("Work list", "/moderation/", "worklist.read", position=10))
