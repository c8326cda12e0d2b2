"""What apps declare: topics, kinds of news of which each person chooses how soon to hear; and what takes answers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from portal.core.pacing import Pace
from portal.notifications.inbound import Outcome, Reply, ReplyAddress


@dataclass(frozen=True)
class Topic:
    """A kind of news: its short name, its words for people, who may choose, and the pace before they do."""

    key: str
    label: str
    help: str
    offered_to: Callable[[Any], bool]
    default: Pace = Pace.AT_ONCE
    position: int = 50


@dataclass(frozen=True)
class TopicSource:
    """Topics that come and go with what is in the database: one by its short name, all, those that concern a person."""

    of: Callable[[str], Topic | None]
    all: Callable[[], Iterable[Topic]]
    offered: Callable[[Any], Iterable[Topic]]


# Takes an answer by mail: the words, what its address is for, the person, and a name that the same mail always has.
# NotAllowed and PermissionDenied tell the person that it was not taken, and why.
type Mailbox = Callable[[Reply, ReplyAddress, Any, str], Outcome]

_topics: dict[str, Topic] = {}
_mailboxes: dict[str, Mailbox] = {}
_sources: list[TopicSource] = []


def add_mailbox(kind: str, mailbox: Mailbox) -> None:
    """Called once by an app in `ready()`: takes what is sent to addresses of this kind (`inbound.address_for`)."""
    _mailboxes[kind] = mailbox


def mailbox_of(kind: str) -> Mailbox | None:
    """What takes the mail of a kind of address."""
    return _mailboxes.get(kind)


def add_topic(topic: Topic) -> None:
    """Called once by an app in `ready()`."""
    _topics[topic.key] = topic


def add_topics(source: TopicSource) -> None:
    """Called once by an app in `ready()`."""
    _sources.append(source)


def topic_of(key: str) -> Topic:
    """The topic of a short name; KeyError where no app declared it."""
    if key in _topics:
        return _topics[key]
    found = [topic for source in _sources if (topic := source.of(key))]
    if not found:
        raise KeyError(key)
    return found[0]


def all_topics() -> list[Topic]:
    """Every topic, in order."""
    return _in_order([*_topics.values(), *(topic for source in _sources for topic in source.all())])


def topics_for(user: Any) -> list[Topic]:
    """The topics that concern a person, in order."""
    own = [topic for topic in _topics.values() if topic.offered_to(user)]
    return _in_order([*own, *(topic for source in _sources for topic in source.offered(user))])


def _in_order(topics: Iterable[Topic]) -> list[Topic]:
    return sorted(topics, key=lambda topic: topic.position)
