"""Intake: calls for applications, applications, decisions."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "applications.intake"
    label = "intake"

    def ready(self) -> None:
        """Applications wait on the start page and stand in the menu; the round's dates stand on the front page."""
        from applications.intake.providers import (
            application_work,
            applications_handed_over,
            round_dates,
            waiting_applications,
        )
        from applications.intake.services import give_up_place
        from applications.letters.providers import add_given_up
        from portal.districts.providers import add_hand_over
        from portal.pages.providers import add_dates
        from portal.ui.providers import MenuEntry, add_menu_entry, add_waiting
        from portal.worklist.providers import add_work

        add_given_up(give_up_place)
        add_work(application_work)
        add_dates(round_dates)
        add_waiting(waiting_applications)
        add_hand_over(applications_handed_over)
        add_menu_entry(MenuEntry("Applications", "/applications/", "intake.list", position=20))
