"""Public pages: home, standard pages, news, navigation, site search."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "portal.pages"
    label = "pages"

    def ready(self) -> None:
        """What the site search finds from the start; and mails about pages, in place of Wagtail's own."""
        from portal.notifications.providers import Topic, add_topic
        from portal.pages import notifications, providers, queries
        from portal.pages.policies import can_use_editor

        help = "A page waits for your approval, or yours was published or sent back."
        add_topic(Topic(notifications.TOPIC, "Pages in the editor", help, can_use_editor, position=60))
        notifications.take_over_from_wagtail()
        providers.add_search("pages", "Pages", queries.find_pages, position=10)
        providers.add_search("districts", "Districts", queries.find_districts, position=20)
        providers.add_search("schools", "Schools", queries.find_schools, position=30)
        providers.add_search("standards", "Standards", queries.find_standards, position=35)
