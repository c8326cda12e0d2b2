"""Districts: the state's districts and schools, and who holds which office."""

from django.apps import AppConfig


class DistrictsConfig(AppConfig):
    name = "portal.districts"
    label = "districts"

    def ready(self) -> None:
        """Say where people belong: in the menu, on the start page, on account pages and on a district's page."""
        from portal.accounts.providers import add_belongings
        from portal.districts import people
        from portal.districts.models import District
        from portal.districts.providers import Panel, add_panel
        from portal.ui.providers import MenuEntry, add_menu_entry, add_waiting

        add_menu_entry(MenuEntry("People of my district", "/districts/mine/", "districts.see_own_people", position=20))
        add_waiting(people.waiting)
        add_belongings(people.belongings)
        add_panel(Panel("people", "People", "districts/people/panel.html", District, people.panel, position=80))
