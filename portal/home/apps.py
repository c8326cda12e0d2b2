"""Home."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "portal.home"
    label = "home"

    def ready(self) -> None:
        """Areas do not know each other; what one adds to another is joined here.

        Practices name mentors with room and know which waivers hold; mentorships name the practices that came over.
        """
        from applications.waivers.queries import held
        from best_practices.reuse.providers import add_mentors, add_waivers
        from best_practices.reuse.using import came_over
        from mentorship.matching.providers import add_travels
        from mentorship.matching.queries import room

        add_mentors(room)
        add_travels(came_over)
        add_waivers(held)
