"""Matching of mentor districts and districts that ask for one."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "mentorship.matching"
    label = "matching"
