"""How soon a person is told of a topic. Each person chooses, in an app above that gives its answers here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models


class Pace(models.TextChoices):
    """How soon a person is told."""

    AT_ONCE = "at_once", "At once, by mail"
    DAILY = "daily", "In a daily summary"
    WEEKLY = "weekly", "In a weekly summary, on Mondays"
    NONE = "none", "Only here, no mail"


@dataclass(frozen=True)
class Answers:
    """What core asks: a person's pace for a topic, the last line of a topic's mails, and the words of a summary."""

    pace_of: Callable[[Any, str], Pace]
    foot_of: Callable[[str], str]
    summary_of: Callable[[Any, list[Any]], tuple[str, str]]


_given: list[Answers] = []


def answer_with(given: Answers) -> None:
    """Called once, by the app that keeps what people choose, in `ready()`."""
    _given[:] = [given]


def answers() -> Answers:
    """The answers of that app."""
    return _given[0]
