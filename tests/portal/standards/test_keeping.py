"""Editions, standards and versions are kept: by whom, what is refused, what is never lost or changed."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import Error, IntegrityError, connection, transaction
from wagtail.models import ModelLogEntry

from portal.core.errors import NotAllowed
from portal.standards import services
from portal.standards.models import (
    LAW_CANNOT_BE_WAIVED,
    Crosswalk,
    Edition,
    Mandate,
    Standard,
    StandardVersion,
    Waivable,
)
from portal.standards.services import Clash
from tests.factories.accounts import state_officer
from tests.factories.standards import REFUSED, WORDS, added, kept_edition, revised

pytestmark = pytest.mark.django_db
FORM = {
    "topic": "Graduation requirements",
    "heading": "unknown",
    "text": "",
    "mandate": "not_examined",
    "mandate_citation": "",
    "waivable": "not_examined",
    "reason": "",
    "seen_in": "Sample source",
}
EDITION = {
    "name": "Sample edition 2026",
    "effective_from": "2026-07-01",
    "effective_until": "",
    "source": "Sample",
    "source_url": "",
}
STRANGERS = ["newcomer", "member", "superintendent", "csa_reviewer", "osi_coach", "data_steward", "editor"]


def acts() -> list[tuple[str, str]]:
    """What was written in the audit log of the standards: the action and what it was about."""
    rows = ModelLogEntry.objects.filter(action__startswith="standards.").order_by("pk")
    return [(row.action, row.label) for row in rows]


# Who -----------------------------------------------------------------------------------


@pytest.mark.parametrize("who", [*STRANGERS, "visitor"])
def test_services_ask_who_keeps_the_standards(standard: Standard, older: Edition, who: str, request: Any) -> None:
    actor = request.getfixturevalue(who)
    before = (Edition.objects.count(), Standard.objects.count(), StandardVersion.objects.count())
    for attempt in (
        lambda: kept_edition("2026", actor=actor),
        lambda: services.keep_edition(older, name="Sample", actor=actor),
        lambda: added(older, "1", actor=actor),
        lambda: revised(standard, topic="Other", actor=actor),
        lambda: services.link_standards(standard, None, relation="dropped", actor=actor),
    ):
        with pytest.raises(NotAllowed, match="facilitators and administrators keep"):
            attempt()
    assert (Edition.objects.count(), Standard.objects.count(), StandardVersion.objects.count()) == before


def test_unlink_service_asks_who_keeps_the_standards(standard: Standard, facilitator: Any, member: Any) -> None:
    link = services.link_standards(standard, None, relation="dropped", actor=facilitator)
    with pytest.raises(NotAllowed):
        services.unlink_standards(link, actor=member)
    assert Crosswalk.objects.exists()


@pytest.mark.parametrize("who", ["facilitator", "administrator"])
def test_keepers_write_everything_and_each_act_is_in_the_audit_log(
    who: str, request: Any, client_for: Callable[..., Any]
) -> None:
    client = client_for(request.getfixturevalue(who))
    assert client.post("/standards/editions/add/", {**EDITION, "code": "2026"}).url == "/standards/2026/"
    assert client.post("/standards/2026/change-edition/", {**EDITION, "name": "Edition of 2026"}).status_code == 302
    assert client.post("/standards/2026/add/", {**FORM, "number": "14"}).url == "/standards/2026/14/"
    client.post("/standards/2026/14/revise/", {**FORM, "text": "Sample text", "note": "Sample", "ordinal": "1"})
    client.post("/standards/2026/14/link/", {"other": "", "relation": "dropped", "note": ""})
    client.post(f"/standards/links/{Crosswalk.objects.get().pk}/remove/")
    assert not Crosswalk.objects.exists()
    standard = "Standard 14, edition 2026"
    assert acts() == [
        ("standards.keep_edition", "Sample edition 2026"),
        ("standards.keep_edition", "Edition of 2026"),
        ("standards.add", standard),
        ("standards.revise", standard),
        ("standards.link", standard),
        ("standards.unlink", standard),
    ]
    assert StandardVersion.objects.newest().get().by == request.getfixturevalue(who)


@pytest.mark.parametrize("more", ["revise/", "link/", "../add/", "../change-edition/", "../../editions/add/"])
def test_pages_of_keepers_are_closed_to_others(
    standard: Standard, more: str, member: Any, visitor: Any, facilitator: Any, client_for: Callable[..., Any]
) -> None:
    where = {
        "revise/": "/standards/2018/14/revise/",
        "link/": "/standards/2018/14/link/",
        "../add/": "/standards/2018/add/",
        "../change-edition/": "/standards/2018/change-edition/",
        "../../editions/add/": "/standards/editions/add/",
    }[more]
    assert client_for(facilitator).get(where).status_code == 200
    for method in ("get", "post"):
        assert getattr(client_for(member), method)(where).status_code == 403
        assert getattr(client_for(visitor), method)(where).url.startswith("/accounts/login/")


# Editions ----------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["editions", "links", "Editions"])
def test_add_an_edition_refuses_codes_that_are_parts_of_addresses(
    facilitator: Any, code: str, client_for: Callable[..., Any]
) -> None:
    answer = client_for(facilitator).post("/standards/editions/add/", {**EDITION, "code": code})
    assert "This word is a part of other addresses." in answer.content.decode()
    with pytest.raises(NotAllowed, match="part of other addresses"):
        kept_edition(code.lower(), actor=facilitator)
    assert not Edition.objects.exists()


@pytest.mark.parametrize("code", ["a b", "2018/1", "", "x" * 21])
def test_add_an_edition_refuses_codes_that_no_address_can_hold(facilitator: Any, code: str) -> None:
    with pytest.raises(NotAllowed, match="letters, digits and hyphens"):
        kept_edition(code, actor=facilitator)


def test_add_an_edition_tells_a_code_that_is_taken_and_days_that_run_backward(
    edition: Edition, facilitator: Any, client_for: Callable[..., Any]
) -> None:
    sent = {**EDITION, "code": "2018", "effective_until": "2026-07-01"}
    page = client_for(facilitator).post("/standards/editions/add/", sent).content.decode()
    assert "There is an edition 2018 already." in page
    assert "An edition ends after the day it begins." in page
    with pytest.raises(NotAllowed, match="already"):
        kept_edition("2018", actor=facilitator)
    with pytest.raises(NotAllowed, match="ends after"):
        kept_edition("2026", effective_until=date(2016, 7, 1), actor=facilitator)
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.update(effective_until=date(2010, 1, 1))


def test_change_an_edition_keeps_its_code_and_writes_nothing_where_nothing_changed(
    edition: Edition, facilitator: Any
) -> None:
    before = acts()
    services.keep_edition(edition, name=edition.name, source="Sample code, part 24\r\n", actor=facilitator)
    assert acts() == before
    with pytest.raises(NotAllowed, match="code of an edition stays"):
        services.keep_edition(edition, code="2019", actor=facilitator)


def test_change_an_edition_does_not_turn_links_around(
    older: Edition, standard: Standard, facilitator: Any, client_for: Callable[..., Any]
) -> None:
    before = added(older, "20", actor=facilitator)
    services.link_standards(before, standard, relation="renumbered", actor=facilitator)
    sent = {**EDITION, "effective_from": "2008-07-01"}
    page = client_for(facilitator).post("/standards/2018/change-edition/", sent).content.decode()
    assert "would lead backward in time" in page
    with pytest.raises(NotAllowed):
        services.keep_edition(older, effective_from=date(2017, 1, 1), actor=facilitator)
    older.refresh_from_db()
    assert older.effective_from == date(2009, 7, 1)


# Standards and their versions -----------------------------------------------------------------


@pytest.mark.parametrize("number", ["014", "17.", ".1", "17.1.2.3", "add", "1 2", "17.01", "1234", "１４"])
def test_add_a_standard_refuses_what_is_no_number(
    edition: Edition, facilitator: Any, number: str, client_for: Callable[..., Any]
) -> None:
    page = client_for(facilitator).post("/standards/2018/add/", {**FORM, "number": number}).content.decode()
    assert page.count("A number is written as 14 or 17.1") >= 2, "as the hint, and as the error"
    with pytest.raises(NotAllowed, match="A number is written as"):
        added(edition, number, actor=facilitator)
    assert not Standard.objects.exists()


def test_add_a_standard_refuses_a_number_that_is_there(
    standard: Standard, older: Edition, facilitator: Any, client_for: Callable[..., Any]
) -> None:
    page = client_for(facilitator).post("/standards/2018/add/", {**FORM, "number": "14"}).content.decode()
    assert "The edition 2018 has a standard 14 already." in page
    with pytest.raises(NotAllowed, match="already"):
        added(standard.edition, "14", actor=facilitator)
    assert added(older, "14", actor=facilitator).pk, "in another edition the number is free"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"mandate": "state", "waivable": "yes", "mandate_citation": "Sample"}, LAW_CANNOT_BE_WAIVED),
        ({"mandate": "state", "waivable": "not_examined", "mandate_citation": "Sample"}, LAW_CANNOT_BE_WAIVED),
        ({"mandate": "federal", "waivable": "yes", "mandate_citation": "Sample", "reason": "x"}, LAW_CANNOT_BE_WAIVED),
        ({"mandate": "federal"}, "Please name the law that demands it."),
        ({"mandate": "state", "mandate_citation": "  "}, "Please name the law that demands it."),
        ({"waivable": "no"}, "Please give the legal reason why it cannot be waived."),
    ],
)
def test_what_a_law_demands_is_cited_and_never_marked_as_waivable(
    standard: Standard, facilitator: Any, said: dict[str, str], words: str, client_for: Callable[..., Any]
) -> None:
    client = client_for(facilitator)
    adding = client.post("/standards/2018/add/", {**FORM, **said, "number": "15"})
    revising = client.post("/standards/2018/14/revise/", {**FORM, **said, "note": "Sample", "ordinal": "1"})
    assert all(words in answer.content.decode().replace("&#x27;", "'") for answer in (adding, revising))
    for attempt in (
        lambda: added(standard.edition, "15", actor=facilitator, **said),
        lambda: revised(standard, actor=facilitator, **said),
    ):
        with pytest.raises(NotAllowed) as told:
            attempt()
        assert str(told.value) == words
    assert StandardVersion.objects.count() == 1
    written = {"standard": standard, "ordinal": 2, "note": "Sample", "by": facilitator, **WORDS}
    spaces_are_kept = said.get("mandate_citation") == "  "
    if not spaces_are_kept:
        with pytest.raises(IntegrityError), transaction.atomic():
            StandardVersion.objects.create(**{**written, **said})


def test_revise_adds_a_version_and_the_old_one_stays(
    standard: Standard, facilitator: Any, client_for: Callable[..., Any], page_for: Callable[..., str], visitor: Any
) -> None:
    sent = {**FORM, "text": "Sample line one.\r\nSample line two.", "waivable": "yes", "note": "Text entered"}
    answer = client_for(facilitator).post("/standards/2018/14/revise/", {**sent, "ordinal": "1"}, follow=True)
    assert "Saved as a new version." in answer.content.decode()
    first, second = standard.versions.all()
    assert (second.ordinal, second.text, second.note) == (2, "Sample line one.\nSample line two.", "Text entered")
    assert (first.text, first.waivable) == ("", Waivable.NOT_EXAMINED)
    page = page_for(visitor, standard.get_absolute_url())
    assert "Text entered" in page
    assert "<dt>May it be waived?</dt><dd><del>Not examined yet</del> → <ins>May be waived</ins></dd>" in page
    assert "6 words added, 0 taken out." in page
    old = page_for(visitor, first.get_absolute_url())
    assert "This is version 1," in old
    assert "The official text is not entered yet." in old


def test_revise_with_nothing_changed_writes_nothing(
    standard: Standard, facilitator: Any, client_for: Callable[..., Any]
) -> None:
    revised(standard, actor=facilitator, text="Sample line one.\nSample line two.")
    before = acts()
    sent = {**FORM, "text": "Sample line one.\r\nSample line two.\r\n", "note": "Sample", "ordinal": "2"}
    answer = client_for(facilitator).post("/standards/2018/14/revise/", sent, follow=True)
    assert "Nothing was changed, so nothing was written." in answer.content.decode()
    assert standard.versions.count() == 2
    assert acts() == before


def test_revise_asks_why(standard: Standard, facilitator: Any, client_for: Callable[..., Any]) -> None:
    sent = {**FORM, "topic": "Other", "note": " ", "ordinal": "1"}
    page = client_for(facilitator).post("/standards/2018/14/revise/", sent).content.decode()
    assert "Please say why, in a sentence." in page
    assert 'value="Other"' in page, "what was typed stays"
    with pytest.raises(NotAllowed, match="say why it is changed"):
        revised(standard, topic="Other", note="", actor=facilitator)
    written = {"standard": standard, "ordinal": 2, "by": facilitator, **WORDS}
    with pytest.raises(IntegrityError), transaction.atomic():
        StandardVersion.objects.create(**written)


def test_revise_by_two_at_once_tells_what_changed_since_and_loses_nothing(
    standard: Standard, facilitator: Any, client_for: Callable[..., Any]
) -> None:
    other = state_officer("facilitator", email="other@example.org", name="Other facilitator")
    revised(standard, topic="Graduation, told anew", note="Words of the Code", actor=other)
    client = client_for(facilitator)
    sent = {**FORM, "seen_in": "My own source", "note": "My own reason", "ordinal": "1"}
    page = client.post("/standards/2018/14/revise/", sent).content.decode()
    assert standard.versions.count() == 2
    assert "Other facilitator revised this standard meanwhile" in page
    assert "<del>Graduation requirements</del> → <ins>Graduation, told anew</ins>" in page
    assert "Words of the Code" in page
    assert 'value="My own source"' in page, "what was typed stays"
    assert "My own reason" in page
    assert 'value="Graduation, told anew"' in page, "what was left alone follows the other's"
    assert '<input type="hidden" name="ordinal" value="2"' in page
    client.post("/standards/2018/14/revise/", {**sent, "ordinal": "2"})
    assert list(standard.versions.values_list("ordinal", "seen_in"))[-1] == (3, "My own source")


def test_revise_from_a_version_that_never_was_is_a_clash(standard: Standard, facilitator: Any) -> None:
    saved = services.revise_standard(standard, ordinal=9, note="Sample", topic="Other", actor=facilitator)
    assert isinstance(saved, Clash)
    assert saved.shown == saved.stands


def test_versions_cannot_be_changed_or_removed_in_the_portal(standard: Standard) -> None:
    version = standard.versions.get()
    version.topic = "Other"
    for attempt in (version.save, version.delete):
        with pytest.raises(NotAllowed, match="stays as it is"):
            attempt()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: StandardVersion.objects.update(topic="Other"),
        lambda: StandardVersion.objects.all().delete(),
        lambda: StandardVersion.objects.bulk_update([StandardVersion.objects.get()], ["topic"]),
    ],
)
def test_versions_cannot_be_changed_or_removed_past_the_portal(standard: Standard, wrong: Callable[[], Any]) -> None:
    with pytest.raises(Error, match="append-only"), transaction.atomic():
        wrong()
    for sql in ("UPDATE standards_standardversion SET topic = 'Other'", "DELETE FROM standards_standardversion"):
        with pytest.raises(Error, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    assert standard.versions.get().topic == "Graduation requirements"


@pytest.mark.parametrize("field", ["waivable", "mandate"])
def test_marks_that_the_gate_does_not_know_are_refused_by_the_database(
    edition: Edition, facilitator: Any, field: str
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        added(edition, "15", actor=facilitator, **{field: "perhaps"})


def test_law_may_be_taken_back_with_a_new_version(standard: Standard, facilitator: Any) -> None:
    assert revised(standard, actor=facilitator, **REFUSED).waivable == Waivable.NO
    with pytest.raises(NotAllowed, match="suspend only"):
        revised(standard, actor=facilitator, waivable=Waivable.YES)
    version = revised(standard, actor=facilitator, mandate=Mandate.NONE, waivable=Waivable.YES)
    assert version.ordinal == 3
