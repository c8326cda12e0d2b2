"""Reuse: what a school needs by its data, and the practices that answer it."""

from django.apps import AppConfig


class ReuseConfig(AppConfig):
    name = "best_practices.reuse"
    label = "reuse"

    def ready(self) -> None:
        """A school's page says where the school stands."""
        from best_practices.reuse.standing import NEEDS
        from portal.districts.providers import add_panel

        add_panel(NEEDS)
