"""Initiatives of districts in PLCs: aims, driver diagrams, change ideas, PDSA cycles."""

from django.apps import AppConfig


class InitiativesConfig(AppConfig):
    name = "plcs.initiatives"
    label = "initiatives"

    def ready(self) -> None:
        """The page of a PLC shows what is tried; start pages what waits; the ledger what counts."""
        from plcs.initiatives.notifications import NEWS
        from plcs.initiatives.providers import SECTION, initiative_facts, waiting
        from plcs.workgroups.providers import add_section
        from plcs.workgroups.queries import is_in_a_plc
        from portal.notifications.providers import Topic, add_topic
        from portal.participation.providers import add_facts
        from portal.ui.providers import add_waiting

        add_section(SECTION)
        add_waiting(waiting)
        add_facts(initiative_facts)
        help = "What districts begin to try in your PLCs, and what they learned from it."
        add_topic(Topic(NEWS, "What is tried in my PLCs", help, is_in_a_plc, position=23))
