"""PLC workgroups: seats of districts, the people in them, leads, meetings, minutes, actions, decisions."""

from django.apps import AppConfig


class WorkgroupsConfig(AppConfig):
    name = "plcs.workgroups"
    label = "workgroups"

    def ready(self) -> None:
        """The network knows who is in which PLC; requests wait for those who answer them; who is awaited is let in."""
        from plcs.workgroups.providers import MEASURES, add_section, co_lead_ties, seat_work, waiting_places
        from plcs.workgroups.queries import circle
        from plcs.workgroups.services import welcome_awaited
        from portal.conflicts.providers import add_holder_ties
        from portal.districts.providers import add_welcome
        from portal.network.providers import add_circle
        from portal.ui.providers import add_waiting
        from portal.worklist.providers import add_work

        add_circle(circle)
        add_holder_ties(co_lead_ties)
        add_welcome(welcome_awaited)
        add_section(MEASURES)
        add_waiting(waiting_places)
        add_work(seat_work)
