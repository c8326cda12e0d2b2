"""Accountability."""

from django.apps import AppConfig


class AccountabilityConfig(AppConfig):
    name = "portal.accountability"
    label = "accountability"

    def ready(self) -> None:
        """Grades and results join the directory and the pages of districts and schools."""
        from portal.accountability import providers
        from portal.districts import providers as districts

        districts.add_facet(providers.GRADE_FACET)
        for panel in (providers.RATINGS, providers.RESULTS, providers.SCHOOL_RESULTS, providers.DESIGNATIONS):
            districts.add_panel(panel)
