"""Public pages: home, standard pages, news, navigation, site search."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "portal.pages"
    label = "pages"

    def ready(self) -> None:
        """What the site search finds from the start."""
        from portal.pages import providers, queries

        providers.add_search("pages", "Pages", queries.find_pages, position=10)
        providers.add_search("districts", "Districts", queries.find_districts, position=20)
        providers.add_search("schools", "Schools", queries.find_schools, position=30)
