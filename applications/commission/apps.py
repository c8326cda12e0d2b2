"""Meetings of the Commission on School Accreditation."""

from django.apps import AppConfig


class CommissionConfig(AppConfig):
    name = "applications.commission"
    label = "commission"

    def ready(self) -> None:
        """Votes that are open wait for the members; their reviewers read the record beside the text."""
        from applications.commission.policies import PANELS
        from applications.commission.providers import waiting_votes, waiver_material
        from applications.commission.services.handing import take_back_withdrawn
        from applications.reviews.providers import add_material
        from applications.waivers.providers import hear_decided
        from portal.ui.providers import add_waiting

        add_waiting(waiting_votes)
        add_material(PANELS, waiver_material)
        hear_decided(take_back_withdrawn)
