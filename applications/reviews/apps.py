"""Reviews: panels, their rubric, assignments, scores."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "applications.reviews"
    label = "reviews"

    def ready(self) -> None:
        """Reviews wait on the start page and stand in the menu of those who review or run panels, who hear of them."""
        from applications.reviews.policies import is_on_a_panel
        from applications.reviews.providers import waiting_reviews
        from portal.notifications.providers import Topic, add_topic
        from portal.ui.providers import MenuEntry, add_menu_entry, add_waiting

        help = "A review was taken back from you. That a review is late always comes at once."
        add_topic(Topic("reviews", "Reviews", help, is_on_a_panel, position=35))
        add_waiting(waiting_reviews)
        add_menu_entry(MenuEntry("Reviews", "/reviews/", "reviews.see_menu", position=25))
