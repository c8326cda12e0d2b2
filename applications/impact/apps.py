"""What waivers tell about the standards: the impact matrix, and recommendations to change a standard."""

from django.apps import AppConfig


class ImpactConfig(AppConfig):
    name = "applications.impact"
    label = "impact"

    def ready(self) -> None:
        """The page of a standard names what was put forward about it."""
        from applications.impact.providers import recommendations_panel
        from portal.standards.providers import add_panel

        add_panel(recommendations_panel)
