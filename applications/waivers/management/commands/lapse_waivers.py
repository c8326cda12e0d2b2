"""`manage.py lapse_waivers`, daily: waivers whose terms are all over have lapsed."""

from typing import Any

from django.core.management.base import BaseCommand

from applications.waivers.services import lapse_waivers


class Command(BaseCommand):
    """Tells each district; adopters of practices that need the standard are told by `tell_results`."""

    help = "Waivers whose terms are all over have lapsed. Run it daily."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many."""
        self.stdout.write(f"lapsed: {lapse_waivers()}")
