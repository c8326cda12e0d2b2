"""Accounts: people, sign-in and state roles."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Add the person's own pages, and those of the administrators, to the menu."""
        from portal.ui.providers import MenuEntry, add_menu_entry

        add_menu_entry(MenuEntry("People", "/people/", "accounts.read_people", position=60))
        add_menu_entry(MenuEntry("Mail outbox", "/outbox/", "core.read_outbox", position=70))
        add_menu_entry(MenuEntry("My account", "/account/", "accounts.edit_own", position=80))
        add_menu_entry(MenuEntry("Security", "/accounts/2fa/", "accounts.edit_own", position=82))
        add_menu_entry(MenuEntry("My sessions", "/accounts/sessions/", "accounts.edit_own", position=84))
