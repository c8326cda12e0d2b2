"""How the portal looks: components, base pages, styles and scripts."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "portal.ui"
    label = "ui"
