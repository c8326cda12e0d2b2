"""The state's process standards: by edition, with every version, and what became of each later."""

from django.apps import AppConfig


class StandardsConfig(AppConfig):
    name = "portal.standards"
    label = "standards"
