"""How soon a person hears of each topic, and what the person was told."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from portal.core.models import MailState, OutgoingMail
from portal.core.pacing import Pace
from portal.notifications.models import Preference
from portal.notifications.providers import Topic, all_topics, topic_of, topics_for

HOW = {
    MailState.QUEUED: "Mail on its way",
    MailState.SENT: "By mail",
    MailState.FAILED: "Mail could not be delivered",
    MailState.HELD: "Waits for your summary",
    MailState.IN_DIGEST: "In a summary",
    MailState.KEPT: "Only here",
}


@dataclass(frozen=True)
class News:
    """Something a person was told, and how."""

    mail: OutgoingMail

    @property
    def how(self) -> str:
        """In words for the reader."""
        return HOW[MailState(self.mail.state)]


def pace_of(user: Any, topic: str) -> Pace:
    """How soon a person hears of a topic. KeyError where no app declared it."""
    chosen = Preference.objects.filter(user=user.pk, topic=topic).values_list("pace", flat=True).first()
    return Pace(chosen) if chosen else topic_of(topic).default


def paces_of(user: Any) -> dict[str, Pace]:
    """How soon a person hears of every topic there is."""
    chosen = _chosen(user)
    return {topic.key: Pace(chosen.get(topic.key, topic.default)) for topic in all_topics()}


def _chosen(user: Any) -> dict[str, str]:
    return dict(Preference.objects.filter(user=user.pk).values_list("topic", "pace"))


def offered(user: Any) -> list[tuple[Topic, Pace]]:
    """The topics that concern the person, in order, each with how soon they hear of it."""
    chosen = _chosen(user)
    return [(topic, Pace(chosen.get(topic.key, topic.default))) for topic in topics_for(user)]


def offered_paces(user: Any) -> dict[str, Pace]:
    """The same by short name."""
    return {topic.key: pace for topic, pace in offered(user)}


def news_of(user: Any, mails: Iterable[OutgoingMail]) -> list[News]:
    """Of what a person was told, that which the person may still know."""
    found = []
    for mail in mails:
        mail.reader = user
        if mail.may_be_known():
            found.append(News(mail))
    return found
