"""Practical measures: small numbers read again and again, by school and month, and their run charts."""

from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "portal.measures"
    label = "measures"

    def ready(self) -> None:
        """Measures stand in the person's menu."""
        from portal.ui.providers import MenuEntry, add_menu_entry

        add_menu_entry(MenuEntry("Measures", "/measures/", "measures.open_menu", position=32))
