"""Meetings of PLCs: agenda, minutes, actions, decisions and files."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "plcs.meetings"
    label = "meetings"

    def ready(self) -> None:
        """The page of a PLC shows what comes; start pages show what waits; who is awaited hears the dates."""
        from plcs.meetings.notifications import NEWS
        from plcs.meetings.providers import SECTIONS, TIDINGS, appointments, waiting
        from plcs.meetings.queries import next_by_workgroup
        from plcs.workgroups.providers import add_section, add_tidings
        from plcs.workgroups.queries import add_coming, is_in_a_plc
        from portal.events.providers import add_appointments
        from portal.notifications.providers import Topic, add_topic
        from portal.ui.providers import add_waiting

        for section in SECTIONS:
            add_section(section)
        for tidings in TIDINGS:
            add_tidings(tidings)
        add_coming(next_by_workgroup)
        add_waiting(waiting)
        add_appointments(appointments)
        help = "Meetings of your PLCs that are planned, and minutes that are approved. Changes of a time come at once."
        add_topic(Topic(NEWS, "Meetings of my PLCs", help, is_in_a_plc, position=22))
