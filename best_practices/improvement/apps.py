"""Improvement: the work with schools that the state identified, from the designation to the exit."""

from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    name = "best_practices.improvement"
    label = "improvement"

    def ready(self) -> None:
        """What a school still has to give waits for its district; a school's page leads to its work."""
        from best_practices.improvement.providers import WORK, waiting_artifacts, waiting_for_coaches, waiting_requests
        from portal.districts.providers import add_panel
        from portal.ui.providers import MenuEntry, add_menu_entry, add_waiting

        add_panel(WORK)
        add_waiting(waiting_artifacts)
        add_waiting(waiting_for_coaches)
        add_waiting(waiting_requests)
        add_menu_entry(MenuEntry("Improvement", "/improvement/", "improvement.list", position=32))
