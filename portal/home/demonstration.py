"""Fills an empty portal with the demonstration, each app's part in turn. Loading twice changes nothing."""

import time
from collections.abc import Callable, Iterator
from typing import Any

from applications.intake import demonstration as intake
from applications.waivers import demonstration as waivers
from best_practices.library import demonstration as library
from mentorship.matching import demonstration as matching
from mentorship.profiles import demonstration as profiles
from plcs.discussion import demonstration as discussion
from plcs.initiatives import demonstration as initiatives
from plcs.meetings import demonstration as meetings
from plcs.workgroups import demonstration as plcs
from portal.accountability import demonstration as accountability
from portal.accounts import demonstration as people
from portal.districts import demonstration as offices
from portal.events import demonstration as events
from portal.measures import demonstration as measures
from portal.network import demonstration as network
from portal.pages import demonstration as pages
from portal.standards import demonstration as standards

PARTS: list[tuple[str, Callable[[], Any]]] = [
    ("districts, schools, results and grades", accountability.load),
    ("the network of 2018 and its PLC topics", network.load),
    ("demonstration people", people.load),
    ("their offices", offices.load),
    ("process standards, as far as they were read", standards.load),
    ("pages and news", pages.load),
    ("events of 2018, and sample events ahead", events.load),
    ("a round of applications", intake.load),
    ("sample applications, reviews and letters", intake.load_samples),
    ("sample practices", library.load),
    ("PLCs", plcs.load),
    ("sample threads", discussion.load),
    ("a sample measure", measures.load),
    ("sample meetings of a PLC", meetings.load),
    ("a sample initiative", initiatives.load),
    ("sample offers to mentor and requests", profiles.load),
    ("a sample matching", matching.load),
    ("a sample proposal of a waiver", waivers.load),
]


def load() -> Iterator[tuple[str, float]]:
    """Load every part; yields its words and the seconds it took."""
    for words, part in PARTS:
        start = time.monotonic()
        part()
        yield words, time.monotonic() - start


def accounts() -> list[dict[str, Any]]:
    """The demonstration accounts: email, password, role, district."""
    return offices.accounts()
