"""Fifty open pages, twenty announcements a second, half of the people taken out: nobody of them hears more."""

import asyncio
import time
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from plcs.discussion import rooms
from plcs.discussion.models import Thread
from plcs.workgroups.models import Place, Workgroup
from plcs.workgroups.states import PlaceState
from tests.cast import office_holder
from tests.factories.plcs import placed
from tests.plcs.discussion.sockets import Socket, cookies_of

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE, REMOVED, A_SECOND, SECONDS, GRACE = 50, 25, 20, 4.0, 2.0


async def listen(socket: Socket, heard: list[float]) -> None:
    """Note when each announcement comes, until the socket is closed."""
    while True:
        try:
            event = await socket.receive_output(10)
        except TimeoutError:
            return
        if event["type"] == "websocket.close":
            return
        if '"news"' in event.get("text", ""):
            heard.append(time.monotonic())


async def flow(thread: Thread, take_out: Any) -> float:
    """Announce for some seconds; after the first one take people out. When they were out."""
    layer, room, gone_at, began = rooms.get_channel_layer(), rooms.room_of(thread.workgroup_id), 0.0, time.monotonic()
    for number in range(int(SECONDS * A_SECOND)):
        await layer.group_send(room, {"type": "news", "thread": thread.pk, "number": 1, "changes": number})
        if number == A_SECOND:
            await take_out()
            gone_at = time.monotonic()
        await asyncio.sleep(max(0.0, began + (number + 1) / A_SECOND - time.monotonic()))
    return gone_at


def test_removed_people_hear_nothing_after_two_seconds(thread: Thread, workgroup: Workgroup, district: Any) -> None:
    people = [office_holder(district, "principal", f"Principal {number}") for number in range(PEOPLE)]
    cookies = [cookies_of(person) for person in people]
    for person in people:
        placed(workgroup, person)
    removed = Place.objects.filter(user__in=people[:REMOVED])

    async def run() -> tuple[float, list[list[float]]]:
        rooms._rooms.clear()
        sockets = [Socket(f"/ws/plcs/{workgroup.slug}/", cookie) for cookie in cookies]
        assert all([await socket.connect() for socket in sockets])
        heard: list[list[float]] = [[] for _ in sockets]
        listening = [asyncio.create_task(listen(*pair)) for pair in zip(sockets, heard, strict=True)]
        gone_at = await flow(thread, lambda: sync_to_async(removed.update)(state=PlaceState.ENDED))
        for socket in sockets[REMOVED:]:
            await socket.hang_up()
        for task in listening:
            task.cancel()
        return gone_at, heard

    gone_at, heard = asyncio.run(run())
    late = [at - gone_at for times in heard[:REMOVED] for at in times if at > gone_at + GRACE]
    assert late == []
    assert all(times and min(times) < gone_at for times in heard[:REMOVED])
    assert all(max(times) > gone_at + GRACE / 2 for times in heard[REMOVED:])
