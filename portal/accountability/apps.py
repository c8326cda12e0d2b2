"""Accountability."""

from django.apps import AppConfig


class AccountabilityConfig(AppConfig):
    name = "portal.accountability"
    label = "accountability"

    def ready(self) -> None:
        """Grades and results join the pages of districts and schools; imports join the menu and what waits."""
        from portal.accountability import providers
        from portal.districts import providers as districts
        from portal.ui import providers as frame

        districts.add_facet(providers.GRADE_FACET)
        for panel in (providers.RATINGS, providers.RESULTS, providers.SCHOOL_RESULTS, providers.DESIGNATIONS):
            districts.add_panel(panel)
        frame.add_menu_entry(providers.IMPORTS)
        frame.add_waiting(providers.imports_to_confirm)
