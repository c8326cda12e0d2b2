"""Kill -9 of the real server while the department countersigns: each letter is signed wholly or not at all.

Runs on the database of the tests, so on SQLite and, in the second run of the suite, on PostgreSQL.
"""

import hashlib
import http.client
import random
import threading
import time
from collections.abc import Iterator
from io import StringIO
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from wagtail.models import ModelLogEntry

from applications.letters import services as letters
from applications.letters.models import Letter, Signature
from portal.core import audit
from portal.core.models import FormKey, OutgoingMail
from portal.districts.models import District, Office
from portal.network.models import NetworkMembership
from tests.browser.server import database_url
from tests.cast import office_holder
from tests.factories.intake import PathwayFactory, RoundFactory, signed_by
from tests.journeys.nursery_of import Nursery

pytestmark = pytest.mark.django_db(transaction=True)
KILLS = 20
CSRF = "c" * 32


@pytest.fixture
def nursery() -> Iterator[Nursery]:
    running = Nursery(database_url())
    yield running
    if running.child:
        running.kill()
    running.close()


def letters_to_countersign(facilitator: Any, client_for: Any) -> list[tuple[Letter, str, str]]:
    """Letters of as many districts, signed by their superintendents; each with cookies and the form to send."""
    call, pathway, cookies = RoundFactory(), PathwayFactory(), cookies_of(client_for(facilitator))
    made = []
    for number in range(KILLS + 1):
        district = District.objects.create(leaid=f"28980{number:02}", name=f"Sample District {number:02}")
        signer = office_holder(district, Office.SUPERINTENDENT, f"Superintendent {number:02}")
        letter = letters.issue_letter(
            district=district,
            source=f"sample-{number}",
            text=f"# Sample\nSample District {number:02} commits itself.",
            pathways=[pathway],
            term=(call.starts_on, call.ends_on),
            due_at=call.letters_due_at,
            actor=facilitator,
        )
        signed_by(letter, signer)
        form = {"consent": "on", "typed_name": f"Sample {number:02}", "shown_hash": letter.text_hash}
        form |= {"form_key": f"{number:032}", "csrfmiddlewaretoken": CSRF}
        made.append((letter, cookies, urlencode(form)))
    return made


def cookies_of(client: Client) -> str:
    return f"sessionid={client.cookies['sessionid'].value}; csrftoken={CSRF}"


def is_signed_wholly(letter: Letter) -> bool:
    """Whether all that a signature makes is there; an assertion where only a part of it is."""
    letter.refresh_from_db()
    marks = {
        "state": letter.state == "signed",
        "signature": Signature.objects.filter(letter=letter, office="mde", text_hash=letter.text_hash).count() == 1,
        "sealed copy": letter.pdf is not None,
        "membership": NetworkMembership.objects.filter(district=letter.district).count() == 1,
        "audit row": ModelLogEntry.objects.filter(action="letters.countersign", object_id=str(letter.pk)).count() == 1,
        "mails": OutgoingMail.objects.filter(key=f"letter-signed-{letter.reference}").count() == 2,
        "form key": FormKey.objects.filter(path__contains=letter.reference).exclude(location="").count() == 1,
    }
    assert len(set(marks.values())) == 1, f"{letter} is signed by halves: {marks}"
    if letter.pdf:
        with letter.pdf.content.open("rb") as content:
            assert hashlib.sha256(content.read()).hexdigest() == letter.pdf.sha256
    return letter.pdf is not None


def test_countersign_while_the_server_is_killed_is_whole_or_nothing(
    nursery: Nursery, facilitator: Any, client_for: Any
) -> None:
    chance = random.Random(20)
    (first, cookies, form), *waiting = letters_to_countersign(facilitator, client_for)
    nursery.start()
    began = time.monotonic()
    assert nursery.ask("POST", first.get_absolute_url() + "countersign/", form, cookies)[0] == 302
    latest = max(0.3, 1.2 * (time.monotonic() - began))
    nursery.kill()
    answered = {}
    for letter, cookies, form in waiting:
        nursery.start()
        path = letter.get_absolute_url() + "countersign/"
        heard: list[Any] = []
        asking = threading.Thread(target=lambda p=path, f=form, c=cookies, h=heard: hear(h, nursery, p, f, c))
        asking.start()
        time.sleep(chance.uniform(0, latest))
        nursery.kill()
        asking.join(30)
        answered[letter.pk] = heard
    nursery.start()
    connection.close()
    whole = {letter.pk: is_signed_wholly(letter) for letter, _, _ in waiting}
    for letter, cookies, form in waiting:
        if answered[letter.pk]:
            assert answered[letter.pk] == [(302, letter.get_absolute_url())]
            assert whole[letter.pk], "an acknowledged signature is lost"
        again = nursery.ask("POST", letter.get_absolute_url() + "countersign/", form, cookies)
        assert again == (302, letter.get_absolute_url())  # the form sent again: signed now, or the answer it missed
    connection.close()
    assert all(is_signed_wholly(letter) for letter, _, _ in waiting)
    audit.seal_left()
    call_command("verify_audit", stdout=StringIO())


def hear(heard: list[Any], nursery: Nursery, path: str, form: str, cookies: str) -> None:
    """Send the form; keep the answer, if one comes."""
    try:
        heard.append(nursery.ask("POST", path, form, cookies))
    except (OSError, http.client.HTTPException):
        return
