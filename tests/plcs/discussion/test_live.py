"""The socket of a PLC: who is let in, what it announces, and that it falls silent when a right is lost."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.contrib.sessions.models import Session
from django.utils import timezone

from plcs.discussion import live, rooms
from plcs.discussion.models import Thread
from plcs.workgroups import services as workgroups
from plcs.workgroups.models import Place, Workgroup
from portal.accounts.models import RoleGrant
from portal.districts.models import Membership
from portal.network.models import NetworkMembership
from tests.factories.discussion import answered, begun
from tests.factories.plcs import placed, workgroup_of
from tests.plcs.discussion.sockets import Socket, cookies_of, opened, refused

pytestmark = pytest.mark.django_db(transaction=True)
Say = Callable[..., Any]


@pytest.fixture(autouse=True)
def fresh_rooms() -> None:
    rooms._rooms.clear()
    rooms._open.clear()


@pytest.fixture
def at(workgroup: Workgroup) -> str:
    return f"/ws/plcs/{workgroup.slug}/"


@pytest.mark.parametrize(
    "origin",
    [None, b"null", b"https://evil.example", b"http://localhost.evil.example", b"http://evil.localhost.example:80"],
)
def test_handshake_is_refused_from_elsewhere(origin: bytes | None, at: str, plc_member: Any) -> None:
    cookie = cookies_of(plc_member)
    assert asyncio.run(refused(at, cookie, origin=origin))


@pytest.mark.parametrize("who", ["member", "superintendent", "csa_reviewer", "newcomer", "former_member"])
def test_handshake_is_refused_to_who_is_not_in_the_plc(who: str, request: Any, at: str, plc_lead: Any) -> None:
    cookie = cookies_of(request.getfixturevalue(who))
    assert asyncio.run(refused(at, cookie))


def test_handshake_is_refused_to_visitors_and_for_what_does_not_exist(at: str, plc_lead: Any) -> None:
    assert asyncio.run(refused(at, b""))
    assert asyncio.run(refused("/ws/plcs/nowhere/", cookies_of(plc_lead)))


def test_handshake_is_refused_when_the_plc_is_closed(
    workgroup: Workgroup, at: str, plc_lead: Any, facilitator: Any
) -> None:
    workgroups.close_workgroup(workgroup, reason="Sample", actor=facilitator)
    assert asyncio.run(refused(at, cookies_of(plc_lead)))


def test_post_is_announced_without_its_words(thread: Thread, at: str, plc_lead: Any, plc_member: Any) -> None:
    async def run() -> dict[str, Any]:
        socket = await opened(at, plc_member)
        await sync_to_async(answered)(thread, actor=plc_lead, text="Secret words")
        told = await socket.heard("news")
        await socket.hang_up()
        return told

    assert asyncio.run(run()) == {"type": "news", "thread": thread.pk, "number": thread.number, "changes": 2}


def test_news_of_one_plc_is_not_heard_in_another(thread: Thread, plc_lead: Any, district: Any, member: Any) -> None:
    other = workgroup_of(district)
    placed(other, member)
    own = begun(other, actor=member)

    async def run() -> int:
        socket = await opened(f"/ws/plcs/{other.slug}/", member)
        await sync_to_async(answered)(thread, actor=plc_lead)
        await sync_to_async(answered)(own, actor=member)
        told = await socket.heard("news")
        await socket.hang_up()
        return int(told["thread"])

    assert asyncio.run(run()) == own.pk


def test_presence_counts_the_others_in_the_thread(thread: Thread, at: str, plc_lead: Any, plc_member: Any) -> None:
    async def run() -> list[int]:
        here = f"{at}?thread={thread.number}"
        first = await opened(here, plc_lead)
        second = await opened(here, plc_member)
        third = await opened(here, plc_member)
        counts = [(await socket.heard("presence"))["others"] for socket in (second, third)]
        while (told := (await first.heard("presence"))["others"]) != 1:
            pass
        await second.hang_up()
        await third.hang_up()
        counts += [told, (await first.heard("presence"))["others"]]
        await first.hang_up()
        return counts

    assert asyncio.run(run()) == [1, 1, 1, 0]


def leaves(place: Place) -> None:
    workgroups.end_place(place, reason="", actor=place.user)


def is_taken_out(place: Place) -> None:
    workgroups.end_place(place, reason="Sample", actor=Place.objects.get(is_lead=True).user)


def signs_out(place: Place) -> None:
    Session.objects.all().delete()


def changes_password(place: Place) -> None:
    place.user.set_password("another long password for samples")
    place.user.save()


def account_is_closed(place: Place) -> None:
    type(place.user).objects.filter(pk=place.user.pk).update(is_active=False)


def office_ends(place: Place) -> None:
    Membership.objects.filter(user=place.user).update(state="ended", ended_at=timezone.now())


def district_gives_up_its_seat(place: Place) -> None:
    NetworkMembership.objects.get(district=place.district).pathways.clear()


def plc_closes(place: Place) -> None:
    Workgroup.objects.filter(pk=place.workgroup.pk).update(state="closed")


WAYS_OUT = [
    leaves,
    is_taken_out,
    signs_out,
    changes_password,
    account_is_closed,
    office_ends,
    district_gives_up_its_seat,
    plc_closes,
]


@pytest.mark.parametrize("way", WAYS_OUT, ids=lambda way: way.__name__)
def test_socket_falls_silent_when_a_right_is_lost(
    way: Say, thread: Thread, at: str, plc_lead: Any, plc_member: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "FRESH_SECONDS", 0.0)
    place = Place.objects.select_related("user", "district", "workgroup").get(user=plc_member)

    async def run() -> int:
        socket = await opened(at, plc_member)
        await socket.heard("live")
        await sync_to_async(answered)(thread, actor=plc_lead)
        await socket.heard("news")
        await sync_to_async(way)(place)
        told = {"type": "news", "thread": thread.pk, "number": 1, "changes": 99}
        await rooms.get_channel_layer().group_send(rooms.room_of(thread.workgroup_id), told)
        return await socket.closed_with()

    assert asyncio.run(run()) == 4403


def test_socket_of_a_facilitator_falls_silent_with_the_role(
    thread: Thread, at: str, facilitator: Any, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setattr(rooms, "FRESH_SECONDS", 0.0)
    monkeypatch.setattr("plcs.discussion.consumers.lacks_second_factor", lambda user: False)

    async def run() -> int:
        socket = await opened(at, facilitator)
        await socket.heard("live")
        await RoleGrant.objects.filter(user=facilitator).aupdate(ended_at=timezone.now())
        told = {"type": "news", "thread": thread.pk, "number": 1, "changes": 99}
        await rooms.get_channel_layer().group_send(rooms.room_of(thread.workgroup_id), told)
        return await socket.closed_with()

    assert asyncio.run(run()) == 4403


def test_socket_that_hears_nothing_is_closed_by_the_beat(
    at: str, plc_member: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "FRESH_SECONDS", 0.0)
    monkeypatch.setattr(rooms, "BEAT_SECONDS", 0.05)
    place = Place.objects.select_related("user").get(user=plc_member)

    async def run() -> int:
        socket = await opened(at, plc_member)
        await socket.heard("live")
        await sync_to_async(leaves)(place)
        return await socket.closed_with()

    assert asyncio.run(run()) == 4403


def test_frame_over_64_kb_and_a_flood_close_the_socket(at: str, plc_member: Any) -> None:
    async def run(frames: list[str]) -> int:
        socket = await opened(at, plc_member)
        for frame in frames:
            await socket.say(frame)
        return await socket.closed_with()

    assert asyncio.run(run(["x" * (64 * 1024 + 1)])) == 4408
    assert asyncio.run(run(['{"type": "post", "text": "by the socket"}'] * 20)) == 4408


def test_frames_write_nothing(thread: Thread, at: str, plc_member: Any) -> None:
    async def run() -> None:
        socket = await opened(at, plc_member)
        for frame in ("{}", "no JSON", '{"type": "news", "changes": 5}', '{"type": "post", "text": "words"}'):
            await socket.say(frame)
        await socket.heard("live")
        await socket.hang_up()

    asyncio.run(run())
    assert thread.posts.count() == 1


def test_person_has_at_most_ten_sockets(at: str, plc_member: Any) -> None:
    cookie = cookies_of(plc_member)

    async def run() -> tuple[int, bool, bool]:
        sockets = [Socket(at, cookie) for _ in range(rooms.MOST_SOCKETS)]
        connected = [await socket.connect() for socket in sockets]
        eleventh = await refused(at, cookie)
        await sockets[0].hang_up()
        again = Socket(at, cookie)
        free = await again.connect()
        for socket in [*sockets[1:], again]:
            await socket.hang_up()
        return sum(connected), eleventh, free

    assert asyncio.run(run()) == (10, True, True)


def test_live_layer_that_is_away_stops_nobody_and_pages_are_told(
    thread: Thread, at: str, plc_lead: Any, plc_member: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "BEAT_SECONDS", 0.05)
    monkeypatch.setattr(rooms, "ECHO_SECONDS", 0.2)
    is_away = asyncio.Event()
    layer = rooms.get_channel_layer()
    send = layer.group_send

    async def broken(group: str, message: dict[str, Any]) -> None:
        if is_away.is_set():
            raise ConnectionError("away")
        await send(group, message)

    monkeypatch.setattr(layer, "group_send", broken)

    async def run() -> list[str]:
        socket = await opened(at, plc_member)
        told = [(await socket.heard("live"))["type"]]
        is_away.set()
        told.append((await socket.heard("paused"))["type"])
        await sync_to_async(answered)(thread, actor=plc_lead)
        is_away.clear()
        told.append((await socket.heard("live"))["type"])
        await socket.hang_up()
        return told

    assert asyncio.run(run()) == ["live", "paused", "live"]
    assert thread.posts.count() == 2


def test_socket_that_ends_by_an_error_is_given_back(at: str, plc_member: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    cookie = cookies_of(plc_member)

    async def away(*args: Any) -> None:
        raise ConnectionError("away")

    async def run() -> tuple[list[bool], bool]:
        layer = rooms.get_channel_layer()
        add = layer.group_add
        monkeypatch.setattr(layer, "group_add", away)
        for _ in range(rooms.MOST_SOCKETS + 1):
            socket = Socket(at, cookie)
            await socket.connect()
            await socket.closed_with()
        left = [bool(room.sockets) for room in rooms._rooms.values()]
        monkeypatch.setattr(layer, "group_add", add)
        again = Socket(at, cookie)
        is_in = await again.connect()
        await again.hang_up()
        return left, is_in

    assert asyncio.run(run()) == ([False], True)


def test_room_that_expects_news_asks_before_they_come(
    thread: Thread, at: str, plc_lead: Any, plc_member: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    still_in = rooms.still_in
    monkeypatch.setattr(rooms, "still_in", lambda *args: asked.append("asked") or still_in(*args))

    async def run() -> list[int]:
        socket = await opened(at, plc_member)
        await socket.heard("presence")
        rooms.room(thread.workgroup_id).asked_at, counts = 0.0, [len(asked)]
        await sync_to_async(live.expect)(thread.workgroup_id)
        await asyncio.sleep(0.5)
        counts.append(len(asked))
        await sync_to_async(answered)(thread, actor=plc_lead)
        await socket.heard("news")
        await socket.hang_up()
        return [*counts, len(asked)]

    before, expecting, told = asyncio.run(run())
    assert (expecting - before, told - expecting) == (1, 0)


def test_page_that_takes_nothing_more_holds_up_nobody(
    thread: Thread, at: str, plc_lead: Any, plc_member: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "SLOWEST_SECONDS", 0.1)

    async def run() -> int:
        stuck, other = await opened(at, plc_lead), await opened(at, plc_member)
        await stuck.heard("live")
        page = next(socket for socket, (given, _) in _only_room().sockets.items() if given.person == plc_lead.pk)
        monkeypatch.setattr(page, "tell", lambda told: asyncio.sleep(60))
        await sync_to_async(answered)(thread, actor=plc_lead)
        await other.heard("news")
        await other.hang_up()
        return await stuck.closed_with()

    assert asyncio.run(run()) == 1013


def _only_room() -> rooms.Room:
    (room,) = rooms._rooms.values()
    return room


def test_who_comes_while_it_is_asked_stays_in(
    thread: Thread, at: str, plc_lead: Any, plc_member: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = rooms.Room(thread.workgroup_id)
    first, second = rooms.Pass("a", plc_lead.pk, ""), rooms.Pass("b", plc_member.pk, "")

    def slow(workgroup: int, passes: set[rooms.Pass]) -> set[rooms.Pass]:
        room.sockets["second"] = (second, 0)
        return set()

    monkeypatch.setattr(rooms, "still_in", slow)
    room.sockets["first"] = (first, 0)
    asyncio.run(room.ask())
    assert (room.admits("first"), room.admits("second")) == (False, True)
