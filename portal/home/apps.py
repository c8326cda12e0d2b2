"""Home."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "portal.home"
    label = "home"

    def ready(self) -> None:
        """Areas do not know each other; what one adds to another is joined here.

        Practices name mentors with room; a mentorship names the practices that came over.
        """
        from best_practices.reuse.providers import add_mentors
        from best_practices.reuse.using import came_over
        from mentorship.matching.providers import add_travels
        from mentorship.matching.queries import room

        add_mentors(room)
        add_travels(came_over)
