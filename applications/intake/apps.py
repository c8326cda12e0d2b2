"""Intake."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "applications.intake"
    label = "intake"
