"""Districts: the state's districts and schools, and who holds which office."""

from django.apps import AppConfig


class DistrictsConfig(AppConfig):
    name = "portal.districts"
    label = "districts"
