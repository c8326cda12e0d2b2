"""Conflicts of interest: declared by people, derived from facts; one answer for all areas."""

from django.apps import AppConfig


class ConflictsConfig(AppConfig):
    name = "portal.conflicts"
    label = "conflicts"

    def ready(self) -> None:
        """Offices and declarations are ties; state people find their page in the menu."""
        from portal.conflicts import providers
        from portal.ui.providers import MenuEntry, add_menu_entry

        providers.add_ties(providers.office_ties)
        providers.add_ties(providers.declared_ties)
        add_menu_entry(MenuEntry("Conflicts of interest", "/conflicts/", "conflicts.see_menu", position=80))
