"""Intake: calls for applications, applications, decisions."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "applications.intake"
    label = "intake"

    def ready(self) -> None:
        """Applications wait on the start page and stand in the menu; the round's dates stand on the front page."""
        self.declare_topics()
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

    def declare_topics(self) -> None:
        """Of what people choose how soon they hear."""
        from portal.accounts.policies import is_facilitator
        from portal.districts.models import LEADING_OFFICES, WRITING_OFFICES
        from portal.districts.policies import holds_any
        from portal.notifications.providers import Topic, add_topic

        news = (
            "For MDE: an application arrived, was answered or withdrawn, or the waiting list moved. "
            "For a district: an office agreed to the answers."
        )
        writers, leaders = holds_any(*WRITING_OFFICES), holds_any(*LEADING_OFFICES)
        add_topic(
            Topic("applications", "News of applications I work with", news, is_facilitator | writers, position=10)
        )
        messages = "Somebody wrote in the thread of an application that you read."
        add_topic(Topic("messages", "Messages", messages, is_facilitator | leaders, position=20))
