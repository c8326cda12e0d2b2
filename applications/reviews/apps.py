"""Reviews: panels, their rubric, assignments, scores."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "applications.reviews"
    label = "reviews"

    def ready(self) -> None:
        """Reviews wait on the start page and stand in the menu of those who review or run panels."""
        from applications.reviews.providers import waiting_reviews
        from portal.ui.providers import MenuEntry, add_menu_entry, add_waiting

        add_waiting(waiting_reviews)
        add_menu_entry(MenuEntry("Reviews", "/reviews/", "reviews.see_menu", position=25))
