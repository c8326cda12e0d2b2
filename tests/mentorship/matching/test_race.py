"""Two facilitators at the same moment, and a server that is killed: a run is released once and whole, or not at all."""

import random
import threading
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from wagtail.models import ModelLogEntry

from mentorship.matching import queries, services
from mentorship.matching.fitting import Weights
from mentorship.matching.models import Match, Run
from mentorship.profiles.models import Offer, Request
from portal.core.errors import NotAllowed
from portal.core.models import OutgoingMail
from tests.browser.server import database_url
from tests.cast import office_holder
from tests.factories.accounts import state_officer
from tests.factories.districts import DistrictFactory
from tests.factories.mentoring import asked_for, offered
from tests.journeys.nursery_of import Nursery
from tests.journeys.test_kill import CSRF, cookies_of, hear
from tests.parallel import together

pytestmark = pytest.mark.django_db(transaction=True)
KILLS = 20


def pool(mentors: int, requests: int) -> tuple[list[Offer], list[Request]]:
    """Rated mentors with one place each, and districts that ask."""
    offers, asked = [], []
    for _ in range(mentors):
        district = DistrictFactory()
        district.ratings.create(year=2018, grade="A", source="Sample")
        offers.append(
            offered(district, actor=office_holder(district, "superintendent", f"S {district.pk}"), capacity=1)
        )
    for _ in range(requests):
        district = DistrictFactory()
        asked.append(asked_for(district, actor=office_holder(district, "superintendent", f"S {district.pk}")))
    return offers, asked


@pytest.fixture
def other_facilitator() -> Any:
    return state_officer("facilitator", email="facilitator2@example.org", name="Facilitator 2")


def test_release_by_two_at_once_is_one_release(facilitator: Any, other_facilitator: Any) -> None:
    for _ in range(3):
        pool(4, 4)
        draft, before = services.make_run(weights=Weights(), actor=facilitator), Match.objects.count()
        told = release_both([draft, Run.objects.get(pk=draft.pk)], [facilitator, other_facilitator])
        assert sorted(type(each) for each in told if not isinstance(each, Run)) == [NotAllowed], told
        assert Match.objects.count() == before + 4
        assert ModelLogEntry.objects.filter(action="matching.release", object_id=str(draft.pk)).count() == 1


def two_runs_for_one_place(facilitator: Any) -> tuple[Offer, list[Run]]:
    """Two drafts, each of which gives the one place of a mentor to another district."""
    (offer,), asked = pool(1, 2)
    drafts = []
    for request in asked:
        made = services.make_run(weights=Weights(), actor=facilitator)
        pair = (offer.district_id, request.district_id)
        drafts.append(services.change_run(made, version=1, pinned=[pair], actor=facilitator))
    return offer, drafts


def release_both(drafts: list[Run], people: list[Any]) -> list[Any]:
    return together(2, lambda at: services.release_run(drafts[at], actor=people[at]))


def test_two_runs_released_at_once_never_give_a_mentor_more_than_its_room(
    facilitator: Any, other_facilitator: Any
) -> None:
    for _ in range(3):
        Offer.objects.update(state="paused")
        Request.objects.update(state="withdrawn")
        offer, drafts = two_runs_for_one_place(facilitator)
        told = release_both(drafts, [facilitator, other_facilitator])
        assert {type(each) for each in told} == {Run, NotAllowed}, told
        assert Match.objects.taking_room().filter(offer=offer).count() == 1


def test_two_runs_released_without_the_lock_give_more_than_there_is(
    facilitator: Any, other_facilitator: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control. SQLite has one writer at a time whether it is asked or not; there the count is taken away."""
    offer, drafts = two_runs_for_one_place(facilitator)
    if connection.vendor == "sqlite":
        monkeypatch.setattr(queries, "taken", lambda: dict.fromkeys(Offer.objects.values_list("pk", flat=True), 0))
    else:
        monkeypatch.setattr("django.db.models.QuerySet.select_for_update", lambda rows, **options: rows)
    release_both(drafts, [facilitator, other_facilitator])
    assert Match.objects.taking_room().filter(offer=offer).count() == 2


@pytest.fixture
def nursery() -> Iterator[Nursery]:
    running = Nursery(database_url())
    yield running
    if running.child:
        running.kill()
    running.close()


def is_released_wholly(run: Run, asked: list[Request]) -> bool:
    """Whether all that a release makes is there; an assertion where only a part of it is."""
    run.refresh_from_db()
    count = len(asked)
    marks = {
        "state": run.state == "released",
        "pairs": Match.objects.filter(run=run).count() == count,
        "requests": Request.objects.filter(pk__in=[each.pk for each in asked], state="matched").count() == count,
        "audit rows": ModelLogEntry.objects.filter(action="matching.release", object_id=str(run.pk)).count() == 1,
        "mails": OutgoingMail.objects.filter(key__in=keys_of(run)).count() == 2 * count,
    }
    if not any(marks.values()):
        return False
    assert all(marks.values()), f"{run} is released by halves: {marks}"
    return True


def keys_of(run: Run) -> list[str]:
    pairs = Match.objects.filter(run=run).values_list("pk", flat=True)
    return [f"match-proposed-{number}-{side}" for number in pairs for side in ("mentor", "district")] or ["none"]


def test_release_while_the_server_is_killed_is_whole_or_nothing(
    nursery: Nursery, facilitator: Any, client_for: Any
) -> None:
    chance, cookies = random.Random(8), cookies_of(client_for(facilitator))
    longest = 0.5
    for number in range(KILLS):
        _, asked = pool(3, 3)
        run = services.make_run(weights=Weights(), actor=facilitator)
        path = f"{run.get_absolute_url()}release/"
        form = urlencode({"form_key": f"{number:032}", "csrfmiddlewaretoken": CSRF})
        nursery.start()
        heard: list[Any] = []
        asking = threading.Thread(target=lambda p=path, f=form, h=heard: hear(h, nursery, p, f, cookies))
        began = time.monotonic()
        asking.start()
        if number:
            time.sleep(chance.uniform(0, longest))
        else:
            asking.join(30)  # the first is left alone: it says how long one takes
            longest = max(0.3, 1.2 * (time.monotonic() - began))
        nursery.kill()
        asking.join(30)
        connection.close()
        whole = is_released_wholly(run, asked)
        assert whole or not heard, "an acknowledged release is lost"
        if not whole:
            services.release_run(run, actor=facilitator)
            assert is_released_wholly(run, asked)
    nursery.start()
