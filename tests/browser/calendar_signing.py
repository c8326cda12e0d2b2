"""The calendar of 2018 in a browser, from the letters to the map, and what the database holds at the end."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection
from playwright.sync_api import expect

from applications.intake.models import Application
from applications.letters.models import Letter, Signature
from portal.core.models import OutgoingMail
from portal.districts.models import Office
from portal.network.models import NetworkMembership
from tests.browser.calendar_play import DECISIONS, DECLINE, DRAWN, FIRST, LAST, ON_PAPER, REPLACED, Play
from tests.browser.hand import sign_in
from tests.cast import office_holder
from tests.factories.accounts import PASSWORD
from tests.factories.intake import countersigned, signed_by
from tests.journeys.year import PLACES, central

# Letters -----------------------------------------------------------------------------


def declined(play: Play) -> None:
    """Two superintendents do not sign, with a reason; each place goes to the next on the waiting list at once."""
    for number, next_one in zip(DECLINE, DRAWN, strict=True):
        head = play.hand(play.head(number))
        head.page.goto("/start/")
        head.press(head.link(f"Sign the letter of commitment of {play.district(number)}"))
        head.press(head.link("The district does not sign"))
        head.write(head.field("Why does the district not sign?"), "Sample: the board said no.")
        head.press(head.button("Decline the letter"))
        head.sees("Sample: the board said no.")
        drawn = play.hand(play.head(next_one))
        drawn.page.goto("/start/")
        expect(drawn.link(f"Sign the letter of commitment of {play.district(next_one)}")).to_be_visible()
        assert Letter.objects.open().count() == PLACES


def on_paper(play: Play) -> None:
    """MDE records what was signed on paper, with its scan."""
    play.clock.move_to(central(3, 12, 10))
    staff = play.staff("/letters/")
    staff.press(staff.link(play.district(ON_PAPER).name))
    staff.press(staff.link("Record signatures on paper"))
    staff.write(staff.field("Superintendent: name on the sheet"), "Sample name")
    staff.set_day(staff.field("Superintendent: day on the sheet"), central(3, 11).date())
    staff.attach(staff.field("Scan of the signed sheet"), play.scan)
    staff.press(staff.button("Record the signatures"))
    staff.sees("Recorded. The letter waits for the department now.")


def replaced(play: Play) -> None:
    """A superintendent hands the office over: the letter is gone for the one who left, and the successor signs it."""
    district, former, letter = play.district(REPLACED), play.head(REPLACED), play.letter_of(REPLACED)
    successor = office_holder(district, Office.PRINCIPAL, "Successor of 2018")
    leaving = play.hand(former)
    assert leaving.status_of(letter.get_absolute_url()) == 200
    leaving.page.goto(f"/districts/{district.pk}/people/")
    leaving.press(leaving.page.get_by_role("complementary").get_by_role("link", name="Superintendent"))
    leaving.press(leaving.link("Hand over to a successor"))
    leaving.pick(leaving.field("Who takes over?"), "Successor of 2018")
    leaving.press(leaving.button("Hand over"))
    leaving.sees("Successor of 2018 holds the office now.")
    assert leaving.status_of(letter.get_absolute_url()) == 404
    leaving.page.goto("/start/")
    expect(leaving.link(f"Sign the letter of commitment of {district}")).to_have_count(0)
    play.year.heads[district.pk] = successor
    sign(play, REPLACED)


def sign(play: Play, number: int) -> None:
    """The superintendent signs in, reads the letter, signs it, and proves once more who it is."""
    head = play.hand()
    sign_in(head, play.head(number))
    head.press(head.link(f"Sign the letter of commitment of {play.district(number)}"))
    head.press(head.link("Go to signing"))
    head.tick(head.field("I agree to sign this letter electronically."))
    head.write(head.field("Your full name"), "Sample Superintendent")
    head.press(head.button("Sign the letter"))
    head.write(head.field("Password"), PASSWORD)
    head.press(head.page.get_by_role("main").get_by_role("button", name="Go on", exact=True))
    head.sees("Signed by the district.")


def signed(play: Play) -> None:
    """All sign in the last minute; the department countersigns on the next day."""
    play.clock.move_to(central(3, 21, 23, 58))
    sign(play, FIRST)
    for letter in Letter.objects.with_district():
        signed_by(letter, play.year.heads[letter.district_id])
    play.clock.move_to(central(3, 22, 9))
    staff = play.staff()
    staff.press(staff.link("Countersign the letter of commitment of Sample District 01"))
    staff.press(staff.link("Go to countersigning"))
    staff.tick(staff.field("I agree to sign this letter electronically."))
    staff.write(staff.field("Your full name"), "Sample Facilitator")
    staff.press(staff.button("Countersign the letter"))
    staff.sees("Signed by all.")
    apart(lambda: [countersigned(each, facilitator=play.year.facilitator) for each in Letter.objects.open()])


def apart(act: Callable[[], Any]) -> None:
    """In a thread of its own: sealing a PDF needs an event loop, and Playwright's runs in this one."""

    def closing() -> None:
        try:
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as thread:
        thread.submit(closing).result()


# The map -----------------------------------------------------------------------------


def members(play: Play) -> set[str]:
    """The names of the districts that must be members: the first fifteen without those who declined, and two drawn."""
    numbers = {*range(PLACES), *DRAWN} - set(DECLINE)
    return {play.district(number).name for number in numbers}


def on_the_map(play: Play) -> None:
    """A visitor finds 15 members in the directory and on the map, and none of the others."""
    play.clock.move_to(central(3, 26, 9))
    visitor = play.hand()
    visitor.page.goto("/districts/")
    visitor.pick(visitor.field("Network role"), "Member district")
    visitor.press(visitor.button("Show districts"))
    expect(visitor.page.get_by_role("heading", name="15 districts: ")).to_be_visible()
    assert set(visitor.page.locator("tbody th a").all_inner_texts()) == members(play)
    marks = visitor.page.locator("figure.map > svg circle.member title").all_text_contents()
    assert set(marks) == {f"{name}, member district" for name in members(play)}
    visitor.unfold("The network as a list")
    assert set(visitor.page.locator("details[open] li a").all_inner_texts()) == members(play)


def closed(play: Play) -> None:
    """The facilitator closes the waiting list, and the last district reads so."""
    staff = play.staff(DECISIONS)
    staff.press(staff.button("Close the waiting list and tell them"))
    head = play.hand(play.head(LAST))
    head.page.goto("/applications/")
    head.press(head.link("Sample District 18"))
    head.sees("Not accepted in this round.")


def check_the_books(play: Play) -> None:
    """What the database holds at the end of it all."""
    states = [each.state for each in Application.objects.all()]
    assert {state: states.count(state) for state in set(states)} == {"accepted": 15, "withdrawn": 2, "declined": 1}
    letters = [each.state for each in Letter.objects.all()]
    assert {state: letters.count(state) for state in set(letters)} == {"signed": 15, "declined": 2}
    assert not Letter.objects.in_force().filter(pdf=None).exists()
    assert {each.district.name for each in NetworkMembership.objects.current()} == members(play)
    paper = Signature.objects.exclude(paper_date=None).get()
    assert (paper.letter.district, paper.signer, bool(paper.scan)) == (
        play.district(ON_PAPER),
        play.year.facilitator,
        True,
    )
    assert play.letter_of(REPLACED).signatures.get(office=Office.SUPERINTENDENT).signer.name == "Successor of 2018"
    told = OutgoingMail.objects.filter(subject__contains="is accepted")
    heads = {person.email for person in play.year.heads.values()}
    assert told.filter(subject__contains="into the network", to__in=heads).count() == PLACES - 1
    assert told.filter(subject__startswith="A place became free", to__in=heads).count() == len(DRAWN)
