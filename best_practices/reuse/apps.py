"""Reuse: what a school needs by its data, and the practices that answer it."""

from django.apps import AppConfig


class ReuseConfig(AppConfig):
    name = "best_practices.reuse"
    label = "reuse"

    def ready(self) -> None:
        """A school's page says where the school stands; the library's practices may be suggested."""
        from best_practices.reuse.providers import add_practices
        from best_practices.reuse.standing import NEEDS
        from best_practices.reuse.supply import library_practices
        from portal.districts.providers import add_panel

        add_practices(library_practices)
        add_panel(NEEDS)
