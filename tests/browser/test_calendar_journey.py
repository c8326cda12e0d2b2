"""The calendar of 2018 in a browser, with a moved clock: every kind of step once, by the person concerned.

What many do in the same way (the other applications, reviews, decisions and signatures) is done by services.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from portal.districts.models import Office
from tests.browser import calendar_applying as applying
from tests.browser import calendar_signing as signing
from tests.browser.calendar_play import FIRST, Play
from tests.browser.clock import PLACE, Clock, moved_to
from tests.browser.hand import WAYS, Hand, give_session
from tests.browser.server import Server
from tests.cast import office_holder
from tests.journeys.year import Year, central

ACTS = (
    applying.announced,
    applying.written,
    applying.submitted,
    applying.tied,
    applying.assigned,
    applying.kept_out,
    applying.scored,
    applying.decided,
    applying.released,
    signing.declined,
    signing.on_paper,
    signing.replaced,
    signing.signed,
    signing.on_the_map,
    signing.closed,
    signing.check_the_books,
)


@pytest.fixture(scope="module")
def clock_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server finds the time."""
    return tmp_path_factory.mktemp("clock") / "now"


@pytest.fixture(scope="module")
def server(django_db_setup: None, clock_file: Path) -> Iterator[str]:
    """A server of its own, whose clock these tests move."""
    running = Server(DJANGO_SETTINGS_MODULE="tests.browser.moved", **{PLACE: str(clock_file)})
    yield running.start()
    running.stop()


@pytest.fixture
def clock(clock_file: Path) -> Iterator[Clock]:
    """It is January 10, 2018."""
    with moved_to(central(1, 10), path=clock_file) as clock:
        yield clock


@pytest.mark.parametrize("way", WAYS)
def test_calendar_of_2018_ends_with_fifteen_members_on_the_map(
    way: str, new_page: Any, client_for: Any, server: str, clock: Clock, tmp_path: Path
) -> None:
    page = new_page(scripts=way != "no-scripts")

    def hand(person: Any = None) -> Hand:
        give_session(page.context, client_for(person or AnonymousUser()), server)
        return Hand(page, keyboard=way == "keyboard")

    scan = tmp_path / "sheet.pdf"
    scan.write_bytes(b"%PDF-1.7 sample %%EOF")
    year = Year()
    lead = office_holder(year.districts[FIRST], Office.INNOVATION_LEAD, "Lead of 2018")
    play = Play(year, clock, hand, lead, scan)
    for act in ACTS:
        act(play)
