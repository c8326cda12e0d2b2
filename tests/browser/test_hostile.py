"""Texts that would run in a careless page, in every field a person writes, opened in a real browser: nothing runs."""

from typing import Any

import pytest

from applications.intake import services as intake
from applications.letters.models import Letter
from tests.factories.intake import RoundFactory, accepted, complete_draft, submitted
from tests.permissions.payloads import SCRIPTS

EVERYTHING = "\n".join(SCRIPTS)
# A page may not have run anything: no call of the planted function, no dialog, no element with a handler of its own.
RAN = (
    """() => [window.ran, document.querySelectorAll("main [onerror], main [onload], main script[src*=evil]").length]"""
)


@pytest.fixture
def addresses(lead: Any, superintendent: Any, facilitator: Any, member: Any, district: Any) -> list[str]:
    """Pages with a hostile text in each field. Names under a signature: tests/permissions/test_hostile_text.py."""
    for person, text in ((lead, SCRIPTS[0]), (member, SCRIPTS[8]), (superintendent, SCRIPTS[10])):
        person.name = text
        person.save(update_fields=["name"])
    texts = {"why": EVERYTHING, "barrier": EVERYTHING, "capacity": EVERYTHING, "contact_name": SCRIPTS[3]}
    call = RoundFactory(title=SCRIPTS[1], summary=SCRIPTS[2], guide=EVERYTHING)
    draft = complete_draft(call, district, actor=lead, **texts)
    handed_in = submitted(RoundFactory(title=SCRIPTS[1]), district, actor=lead, **texts)
    intake.post_message(handed_in, text=EVERYTHING, audience="all", actor=lead)
    accepted(handed_in, facilitator=facilitator, reasons=EVERYTHING)
    letter = Letter.objects.get()
    own = [draft.get_absolute_url(), draft.section_url("why"), f"{draft.get_absolute_url()}preview/"]
    shared = [
        handed_in.get_absolute_url(),
        letter.get_absolute_url(),
        call.get_absolute_url(),
        "/applications/",
        "/start/",
    ]
    return [
        *own,
        *shared,
        f"/districts/{district.pk}/people/",
        f"{call.get_absolute_url()}form/",
    ]


@pytest.mark.parametrize("who", ["superintendent", "facilitator"])
def test_hostile_texts_are_words_on_the_page(who: str, request: Any, new_page: Any, addresses: list[str]) -> None:
    page, dialogs = new_page(request.getfixturevalue(who)), []
    page.add_init_script("window.ran = 0; window.pwned = window.alert = () => { window.ran += 1; };")
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    seen = 0
    for address in addresses:
        answer = page.goto(address)
        page.mouse.move(200, 300)
        assert page.evaluate(RAN) == [0, 0], address
        seen += answer.status == 200 and "pwned(1)" in page.inner_text("body")
    assert not dialogs
    assert seen >= 6, "the hostile texts were not on the pages"
