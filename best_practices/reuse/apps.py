"""Reuse: what a school needs by its data, and the practices that answer it."""

from django.apps import AppConfig


class ReuseConfig(AppConfig):
    name = "best_practices.reuse"
    label = "reuse"

    def ready(self) -> None:
        """Pages of schools and practices say what schools need, use and saw; words on practices wait for moderators."""
        from best_practices.library.panels import add_branch_words, add_followers, add_waived
        from best_practices.library.panels import add_panel as add_practice_panel
        from best_practices.reuse.notifications import followers_of
        from best_practices.reuse.providers import add_practices, waived_today
        from best_practices.reuse.saying import feedback_work
        from best_practices.reuse.standing import NEEDS
        from best_practices.reuse.supply import library_practices
        from best_practices.reuse.using import USE, USED_HERE, branch_words
        from portal.districts.providers import add_panel
        from portal.ui.providers import MenuEntry, add_menu_entry
        from portal.worklist.providers import add_work

        add_practices(library_practices)
        add_panel(NEEDS)
        add_panel(USED_HERE)
        add_practice_panel(USE)
        add_followers(followers_of)
        add_branch_words(branch_words)
        add_waived(waived_today)
        add_work(feedback_work)
        add_menu_entry(MenuEntry("Practices in use", "/adoptions/", "reuse.list_adoptions", position=31))
