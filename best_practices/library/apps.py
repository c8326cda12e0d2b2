"""Library: practices that districts write, moderators check, and everybody reads."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "best_practices.library"
    label = "library"

    def ready(self) -> None:
        """Versions wait on the start page and in the work list; practices are found by the site search."""
        from best_practices.library.notifications import NEWS
        from best_practices.library.policies import may_begin
        from best_practices.library.providers import (
            co_author_ties,
            find_practices,
            library_work,
            practice_facts,
            waiting_versions,
        )
        from best_practices.library.services import begin_from
        from portal.conflicts.providers import add_holder_ties
        from portal.drafts.providers import take_with
        from portal.notifications.providers import Topic, add_topic
        from portal.pages.providers import add_search
        from portal.participation.providers import add_facts
        from portal.ui.providers import MenuEntry, add_menu_entry, add_waiting
        from portal.worklist.providers import add_work

        help = "What moderators have to read, remarks, searches you keep, reviews that are due, broken links."
        add_topic(Topic(NEWS, "Practices", help, may_begin, position=25))
        take_with(lambda material, actor: begin_from(material, actor=actor).get_absolute_url())
        add_work(library_work)
        add_holder_ties(co_author_ties)
        add_waiting(waiting_versions)
        add_facts(practice_facts)
        add_search("practices", "Practices", find_practices, position=10)
        add_menu_entry(MenuEntry("My practices", "/practices/drafts/", "library.list_own", position=30))
