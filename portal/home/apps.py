"""Home."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "portal.home"
    label = "home"

    def ready(self) -> None:
        """Areas do not know each other; what one adds to another is joined here. Practices name mentors with room."""
        from best_practices.reuse.providers import add_mentors
        from mentorship.matching.queries import room

        add_mentors(room)
