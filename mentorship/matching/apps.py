"""Matching of mentor districts and districts that ask for one: runs, mentorships, the log of contacts."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "mentorship.matching"
    label = "matching"

    def ready(self) -> None:
        """The page of mentoring shows mentorships; start pages what waits; the ledger what counts; ties what binds."""
        from mentorship.matching import providers
        from mentorship.matching.notifications import MAILED
        from mentorship.matching.services import take_contact
        from mentorship.profiles.providers import add_part
        from portal.conflicts.providers import add_bonds
        from portal.notifications.providers import add_mailbox
        from portal.participation.providers import add_facts
        from portal.ui.providers import add_waiting
        from portal.worklist.providers import add_work

        add_part(providers.MENTORSHIPS)
        add_part(providers.LINE)
        add_waiting(providers.waiting)
        add_waiting(providers.waiting_surveys)
        add_mailbox(MAILED, take_contact)
        add_work(providers.mentoring_work)
        add_facts(providers.mentoring_facts)
        add_bonds(providers.mentor_bonds)
