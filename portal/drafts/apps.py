"""Drafts: what several people write together, field by field, without losing a word."""

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "portal.drafts"
    label = "drafts"
