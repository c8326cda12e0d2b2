"""Events: convenings, the institute, webinars and calls, meetings; registration, attendance, recordings."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "portal.events"
    label = "events"

    def ready(self) -> None:
        """Attendance counts in the ledger; what is to be answered waits on the start page."""
        from portal.districts.policies import is_in_a_district
        from portal.events.notifications import TOPIC
        from portal.events.providers import attendance_facts, waiting_events
        from portal.notifications.providers import Topic, add_topic
        from portal.participation.providers import add_facts
        from portal.ui.providers import MenuEntry, add_menu_entry, add_waiting

        add_facts(attendance_facts)
        add_waiting(waiting_events)
        words = "You are asked whether you come to an event of the network or of your PLC."
        add_topic(Topic(TOPIC, "Invitations to events", words, is_in_a_district, position=45))
        add_menu_entry(MenuEntry("My events and calendars", "/events/mine/", "events.keep_calendar", position=40))
