"""Offers of districts that mentor and requests of districts that want a mentor."""

from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    name = "mentorship.profiles"
    label = "profiles"
