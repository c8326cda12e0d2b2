"""What is announced on the live layer: that something changed, never what. Pages ask for it over HTTP."""

from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction
from redis.exceptions import RedisError

from plcs.discussion.models import Thread


def room_of(workgroup: int) -> str:
    """The group of a PLC's open pages."""
    return f"plc.{workgroup}"


def expect(workgroup: int) -> None:
    """Before something is written: rooms ask already who may hear, so that the news need not wait for the answer.

    Called before the thread's row is locked, so that a slow live layer holds up nobody else in the thread.
    """
    send(room_of(workgroup), {"type": "soon"})


def announce(thread: Thread) -> None:
    """After the commit: this thread has changed, up to its last change."""
    told = {"type": "news", "thread": thread.pk, "number": thread.number, "changes": thread.changes}
    transaction.on_commit(lambda: send(room_of(thread.workgroup_id), told), robust=True)


def send(room: str, told: dict[str, Any]) -> None:
    """Announce it; where the live layer is away nobody hears it, and pages catch up when they ask next."""
    try:
        async_to_sync(get_channel_layer().group_send)(room, told)
    except (RedisError, OSError):
        return
