"""The topics that apps declare: kinds of news of which each person chooses how soon to hear."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from portal.core.pacing import Pace


@dataclass(frozen=True)
class Topic:
    """A kind of news: its short name, its words for people, who may choose, and the pace before they do."""

    key: str
    label: str
    help: str
    offered_to: Callable[[Any], bool]
    default: Pace = Pace.AT_ONCE
    position: int = 50


_topics: dict[str, Topic] = {}


def add_topic(topic: Topic) -> None:
    """Called once by an app in `ready()`."""
    _topics[topic.key] = topic


def topic_of(key: str) -> Topic:
    """The topic of a short name; KeyError where no app declared it."""
    return _topics[key]


def all_topics() -> list[Topic]:
    """Every topic, in order."""
    return sorted(_topics.values(), key=lambda topic: topic.position)


def topics_for(user: Any) -> list[Topic]:
    """The topics that concern a person, in order."""
    return [topic for topic in all_topics() if topic.offered_to(user)]
