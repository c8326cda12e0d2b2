"""Core: what every app stands on, without any of the domain."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "portal.core"
    label = "core"

    def ready(self) -> None:
        """Seal each audit row after its commit, and know every app's policies."""
        from django.utils.module_loading import autodiscover_modules

        from portal.core import audit

        audit.connect()
        autodiscover_modules("policies")
