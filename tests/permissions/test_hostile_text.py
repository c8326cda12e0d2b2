"""Sixty-odd hostile texts in every field that a person fills: pages, mails and tables show them and run none."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import cycle
from typing import Any
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from django.db import transaction

from applications.intake.models import Application, Round
from applications.letters import services as letters
from applications.letters.models import Letter
from portal.accountability.models import ImportRun
from portal.accounts import services as accounts
from portal.core.models import OutgoingMail
from portal.districts.models import County, District, DistrictName, Membership, School
from portal.events.models import Attendance, Event, Material, Opinion, Registration, TeamSeat
from portal.network.models import Pathway
from portal.pages.models import NewsPage, StandardPage
from tests.databases import few
from tests.factories.districts import SchoolFactory
from tests.factories.intake import accepted
from tests.factories.network import NetworkMembershipFactory
from tests.factories.pages import StandardPageFactory, body
from tests.permissions.asking import Answer, ask
from tests.permissions.crawling import crawl
from tests.permissions.payloads import FORMULAS, MARK, SCRIPTS
from tests.permissions.world import World

HARMLESS = {"value", "title", "alt", "aria-label", "placeholder", "content", "data-words-in", "id", "for", "name"}
RUNS = re.compile(r"^[\x00-\x20]*(j\s*a\s*v\s*a\s*s\s*c\s*r\s*i\s*p\s*t|vbscript|data)\s*:", re.I)
ELSEWHERE = re.compile(r"^[\x00-\x20]*(https?:)?//evil", re.I)
ROLES = ("visitor", "lead", "superintendent", "facilitator", "administrator", "data_steward", "rival_lead")


@pytest.fixture(scope="module")
def hostile(world: World) -> Iterator[World]:
    """The world with hostile texts wherever people write, until the end of this module."""
    with transaction.atomic():
        plant_in_people_and_districts(world)
        plant_in_applications(world)
        plant_in_letters(world)
        plant_in_pages()
        plant_in_events()
        yield world
        transaction.set_rollback(True)


def plant_in_people_and_districts(world: World) -> None:
    """Names, notes and reasons; districts, schools and findings, as an imported file would bring them."""
    texts = cycle(SCRIPTS)
    for person in world.people.values():
        accounts.rename(person, name=next(texts)[:150], actor=person)
    for membership in Membership.objects.all():
        Membership.objects.filter(pk=membership.pk).update(note=next(texts), reason=next(texts))
    for district in District.objects.all():
        planted = {name: next(texts) for name in ("name", "status_note")}
        District.objects.filter(pk=district.pk).update(city=next(texts)[:60], **planted)
    County.objects.update_or_create(fips="28999", defaults={"name": next(texts)[:60]})
    for number, text in enumerate([*SCRIPTS, *FORMULAS]):
        district = District.objects.create(leaid=f"28{80000 + number}", name=text, county_id="28999", city=text[:60])
        DistrictName.objects.create(district=district, name=text, key=f"key {number}")
        SchoolFactory(district_id="2899001", name=text, key=f"key {number}")
    School.objects.filter(pk=world.facts["school"]).update(name=next(texts), kind="x")
    NetworkMembershipFactory(district_id="2880000", rests_on=next(texts))
    rows = [{"row": at, "column": text, "value": text, "reason": text} for at, text in enumerate([*FORMULAS, *SCRIPTS])]
    ImportRun.objects.filter(pk=world.facts["run"]).update(findings=rows, notes=list(SCRIPTS), error=next(texts))


def plant_in_applications(world: World) -> None:
    """Answers of drafts and of what was handed in, the reasons of decisions, rounds and topics."""
    texts = cycle(SCRIPTS)
    Pathway.objects.update(name=next(texts), summary=next(texts), source=next(texts))
    Round.objects.update(title=next(texts), summary=next(texts), guide="\n".join(SCRIPTS))
    everything = "\n".join(SCRIPTS)
    for application in Application.objects.all():
        for answer in application.answers.exclude(question__in=["pathways", "team_size"]):
            long = answer.question in {"why", "barrier", "capacity"}
            answer.value = everything if long else next(texts)
            answer.save(update_fields=["value"])
    handed_in = Application.objects.get(reference=world.facts["submitted"])
    accepted(handed_in, reasons=everything, facilitator=world.people["facilitator"])
    world.facts["hostile_letter"] = Letter.objects.get(source=handed_in.reference).reference


def plant_in_letters(world: World) -> None:
    """A letter that holds the hostile answers, signed by a hostile name; another declined for a hostile reason."""
    superintendent, everything = world.people["superintendent"], "\n".join(SCRIPTS)
    letter = Letter.objects.get(reference=world.facts["hostile_letter"])
    assert SCRIPTS[0] in letter.text
    how = {"address": None, "method": "password", "shown_hash": letter.text_hash}
    letters.sign_letter(letter, typed_name=SCRIPTS[0], actor=superintendent, **how)
    letters.countersign_letter(letter, typed_name=SCRIPTS[0], actor=world.people["facilitator"], **how)
    other = Letter.objects.get(reference=world.facts["issued_letter"])
    letters.decline_letter(other, reason=everything, actor=superintendent)


def plant_in_pages() -> None:
    """Titles, leads and pieces of text of public pages."""
    pieces = body(("heading", SCRIPTS[0]), ("text", f"<p>{SCRIPTS[60]}</p>"))
    for number, text in enumerate(SCRIPTS[:12]):
        StandardPageFactory(title=text, slug=f"hostile-{number}", lead=text, seo_title=text, search_description=text)
    StandardPageFactory(title=SCRIPTS[20], slug="hostile-body", lead=SCRIPTS[21], body=pieces, show_in_menus=True)
    NewsPage.objects.update(title=SCRIPTS[10], lead=SCRIPTS[48])
    assert StandardPage.objects.filter(slug="hostile-body").exists()


def plant_in_events() -> None:
    """Titles, places and reasons of events; names of people and what they say."""
    texts = cycle(SCRIPTS)
    for event in Event.objects.all():
        words = {name: next(texts) for name in ("title", "summary", "description", "source", "reason")}
        Event.objects.filter(pk=event.pk).update(place=next(texts)[:200], room=next(texts)[:100], **words)
    Registration.objects.update(reason=next(texts))
    TeamSeat.objects.update(name=next(texts)[:150])
    Attendance.objects.update(name=next(texts)[:150], reason=next(texts))
    Material.objects.update(title=next(texts)[:150])
    Opinion.objects.update(words=next(texts))


def what_would_run(page: str) -> list[str]:
    """What of the hostile texts became more than text in a page."""
    found: list[str] = []
    for tag in BeautifulSoup(page, "html.parser").find_all(True):
        if tag.name in {"script", "style"} and MARK in tag.get_text():
            found.append(str(tag)[:200])
        found += [f"{tag.name} {name}={value}" for name, value in attributes(tag) if runs(name, value)]
    return found


def attributes(tag: Any) -> Iterator[tuple[str, str]]:
    """The attributes of an element, each value as one text."""
    for name, value in tag.attrs.items():
        yield name.lower(), " ".join(value) if isinstance(value, list) else str(value)


def runs(name: str, value: str) -> bool:
    """Whether an attribute with a hostile text in it would do anything."""
    if MARK not in value and MARK not in name:
        return False
    leads = name in {"href", "src", "action", "formaction", "data", "srcset", "hx-get", "hx-post", "xlink:href"}
    if leads:
        return bool(RUNS.match(value) or ELSEWHERE.match(value))
    return name not in HARMLESS


def test_hostile_texts_are_seen_where_a_page_is_careless():
    careless = [text for text in SCRIPTS if what_would_run(f"<p>{text}</p>")]
    assert len(SCRIPTS) >= 60
    assert len(careless) > 40
    assert what_would_run(f'<input value="{SCRIPTS[48]}">')


@pytest.mark.parametrize("actor", few(ROLES, 3))
def test_pages_run_no_hostile_text(hostile, actor):
    shown = 0
    pages = crawl(hostile, actor, most=70)
    pages |= {
        path: ask(hostile, actor, "GET", path) for path in ("/hostile-body/", "/news/", "/news/feed/", "/search/")
    }
    pages |= {path: ask(hostile, actor, "GET", path) for path in own_pages(hostile)}
    for path, answer in pages.items():
        assert answer.status < 500, path
        shown += MARK in answer.body
        assert not (answer.is_page and what_would_run(answer.body)), f"{actor} {path}"
    assert shown > 5


def own_pages(world: World) -> Iterator[str]:
    """The pages that hold most of the texts."""
    yield f"/letters/{world.facts['hostile_letter']}/"
    yield f"/letters/{world.facts['issued_letter']}/"
    yield f"/verify/{Letter.objects.get(reference=world.facts['hostile_letter']).code}/"
    yield from (f"/applications/{world.facts[name]}/" for name in ("draft", "submitted", "refused"))
    yield f"/imports/{world.facts['run']}/"
    yield from (f"/hostile-{number}/" for number in range(12))
    for name in ("event", "event_team", "event_past"):
        yield from (f"/events/{world.facts[name]}/{page}" for page in ("", "people/", "event.ics"))
    yield "/events/?past"


@pytest.mark.parametrize("text", few(SCRIPTS, 20))
def test_what_is_typed_into_an_address_comes_back_as_text(hostile, text):
    typed = quote(text)
    for path in (f"/search/?q={typed}", f"/districts/?q={typed}&county={typed}&locale={typed}", f"/{typed}"):
        assert_harmless(ask(hostile, "visitor", "GET", path), path)
    for path in (
        f"/people/?q={typed}&role={typed}",
        f"/applications/?q={typed}&state={typed}",
        f"/verify/?code={typed}",
    ):
        assert_harmless(ask(hostile, "administrator", "GET", path), path)


def assert_harmless(answer: Answer, path: str) -> None:
    """A page without a hostile text come to life."""
    assert answer.status < 500, path
    assert not what_would_run(answer.body), path


@pytest.mark.parametrize("path", ["/cms/reports/site-history/", "/cms/", "/cms/pages/search/", "/cms/workflows/list/"])
def test_editor_runs_no_hostile_title(hostile, path):
    assert_harmless(ask(hostile, "administrator", "GET", path), path)
    assert_harmless(ask(hostile, "facilitator", "GET", f"/cms/pages/{hostile.facts['home']}/"), path)


def test_tables_for_spreadsheets_hold_no_formula(hostile):
    tables = [ask(hostile, "visitor", "GET", "/districts/directory.csv").body]
    tables += [ask(hostile, "data_steward", "GET", f"/imports/{hostile.facts['run']}/findings.csv").body]
    for table in tables:
        cells = [cell for row in csv.reader(io.StringIO(table)) for cell in row]
        assert len([cell for cell in cells if MARK in cell]) > 60
        wrong = [cell for cell in cells if cell.lstrip(" \u00a0\ufeff").startswith(tuple("=+@\t\r＝＋－＠"))]
        assert not wrong
        assert not [cell for cell in cells if cell.startswith("-") and MARK in cell]


def test_mails_keep_hostile_texts_out_of_their_headers(hostile):
    mails = OutgoingMail.objects.all()
    assert [mail for mail in mails if MARK in mail.text + mail.subject]
    assert not [mail.subject for mail in mails if re.search(r"[\r\n]", mail.subject + mail.to)]


@pytest.mark.parametrize(
    "name", ["Sample\r\nBcc: evil@example.org", "Sample\nX-Header: 1", "Sample\u2028Bcc: a@b.example"]
)
def test_name_with_a_line_break_makes_no_header(hostile, name):
    with transaction.atomic():
        browser = hostile.browser("lead")
        browser.post("/account/", {"name": name})
        invited = {"email": "someone@example.org", "office": "other"}
        browser.post(f"/districts/{hostile.facts['district']}/people/invite/", invited)
        mail = OutgoingMail.objects.get(to="someone@example.org")
        assert not re.search(r"[\r\n\u2028]", mail.subject)
        transaction.set_rollback(True)
