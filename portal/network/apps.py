"""The network: its pathways, and the districts that belong to it."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "portal.network"
    label = "network"

    def ready(self) -> None:
        """Show the network in the directory, on the map and on districts' pages."""
        from portal.districts import providers as districts
        from portal.network import providers

        districts.add_facet(providers.ROLE_FACET)
        districts.add_mark(providers.EXEMPLARS)
        districts.add_mark(providers.MEMBERS)
        districts.add_panel(providers.MEMBERSHIP)
