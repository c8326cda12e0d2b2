"""Districts: the state's districts and schools, and who holds which office."""

from django.apps import AppConfig


class DistrictsConfig(AppConfig):
    name = "portal.districts"
    label = "districts"

    def ready(self) -> None:
        """Say where people belong: in the menu, on the start page, on account pages and on a district's page."""
        from portal.accounts.policies import is_mde_staff
        from portal.accounts.providers import add_belongings
        from portal.districts import people
        from portal.districts.models import WRITING_OFFICES, District
        from portal.districts.policies import holds_any
        from portal.districts.providers import Panel, add_panel
        from portal.notifications.providers import Topic, add_topic
        from portal.ui.providers import MenuEntry, add_menu_entry, add_waiting

        add_menu_entry(MenuEntry("People of my district", "/districts/mine/", "districts.see_own_people", position=20))
        help = "Somebody left a district, took your invitation up, or handed an office over."
        concerned = holds_any(*WRITING_OFFICES) | is_mde_staff
        add_topic(Topic("people", "People and offices of districts", help, concerned, position=40))
        add_waiting(people.waiting)
        add_belongings(people.belongings)
        add_panel(Panel("people", "People", "districts/people/panel.html", District, people.panel, position=80))
