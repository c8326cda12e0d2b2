"""Meetings of the Commission on School Accreditation."""

from django.apps import AppConfig


class CommissionConfig(AppConfig):
    name = "applications.commission"
    label = "commission"

    def ready(self) -> None:
        """Votes that are open wait for the members."""
        from applications.commission.providers import waiting_votes
        from portal.ui.providers import add_waiting

        add_waiting(waiting_votes)
