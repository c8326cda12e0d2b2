"""Proposals to vary accreditation standards, on a public docket."""

from django.apps import AppConfig


class WaiversConfig(AppConfig):
    name = "applications.waivers"
    label = "waivers"

    def ready(self) -> None:
        """What waits for districts and for the check; the page of a standard names what is proposed."""
        from applications.waivers.providers import proposals_panel, waiting_waivers, waiver_work
        from portal.standards.providers import add_panel
        from portal.ui.providers import add_waiting
        from portal.worklist.providers import add_work

        add_panel(proposals_panel)
        add_waiting(waiting_waivers)
        add_work(waiver_work)
