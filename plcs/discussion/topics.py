"""The topics of news: each PLC has one of its own, and being named has one."""

from collections.abc import Iterable
from typing import Any

from plcs.workgroups.models import Workgroup
from plcs.workgroups.queries import held_places
from portal.accounts.policies import is_signed_in
from portal.core.pacing import Pace
from portal.districts.policies import is_in_a_district
from portal.notifications.providers import Topic, TopicSource

PREFIX = "plc-"
THREAD, PLC = "thread", "plc"  # what an address to answer by is for
HELP = "What is said there. Who names you is told apart."
NAMED = Topic(
    "named-in-a-plc",
    "When somebody names you in a PLC",
    "They wait for your answer.",
    lambda user: bool(is_signed_in(user) and is_in_a_district(user)),
    position=39,
)


def topic_key(workgroup: Workgroup) -> str:
    """The short name of a PLC's topic."""
    return f"{PREFIX}{workgroup.pk}"


def _topic(workgroup: Workgroup) -> Topic:
    label = f"PLC: {workgroup}"
    return Topic(topic_key(workgroup), label, HELP, lambda user: True, default=Pace.DAILY, position=40)


def _of(key: str) -> Topic | None:
    number = key.removeprefix(PREFIX)
    if not key.startswith(PREFIX) or not number.isdecimal():
        return None
    found = Workgroup.objects.select_related("pathway").filter(pk=number).first()
    return _topic(found) if found else None


def _all() -> Iterable[Topic]:
    return [_topic(workgroup) for workgroup in Workgroup.objects.select_related("pathway")]


def _offered(user: Any) -> Iterable[Topic]:
    return [_topic(place.workgroup) for place in held_places(user)]


PLC_TOPICS = TopicSource(_of, _all, _offered)
