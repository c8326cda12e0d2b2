"""Pages of the process standards in every state: whole and clean, for readers and for those who keep them."""

from datetime import date
from typing import Any

from portal.standards import services
from tests.browser.look import Visit, press, see
from tests.factories.accounts import state_officer
from tests.factories.standards import REFUSED, added, kept_edition, revised

TEXT = "Sample text of the Code. Each student earns the units that the Board names.\n\nSample second paragraph."


def test_standards_are_clean_in_every_state(visit: Visit, facilitator: Any) -> None:
    visit(None, "/standards/", "standards-none")
    page = visit(facilitator, "/standards/editions/add/", "edition-new")
    press(page, "Add it")
    see(page, "edition-new-errors")
    edition = kept_edition(actor=facilitator)
    older = kept_edition("2009", effective_from=date(2009, 7, 1), actor=facilitator)
    visit(facilitator, "/standards/2018/", "standards-empty")
    for number, topic in (("2", "Licensed staff"), ("14", "Graduation requirements"), ("29", "Sample climate")):
        added(edition, number, topic=topic, heading="safety" if number == "29" else "unknown", actor=facilitator)
    refused = added(edition, "17.4", topic="Sample program", actor=facilitator, **REFUSED)
    standard = edition.standards.get(number="14")
    visit(None, standard.get_absolute_url(), "standard-without-text")
    revised(standard, text=TEXT, waivable="yes", reason="Sample: no law demands it.", actor=facilitator)
    revised(standard, text=TEXT.replace("units", "credits"), topic="Graduation", actor=facilitator)
    before = added(older, "20", topic="Graduation", actor=facilitator)
    services.link_standards(before, standard, relation="renumbered", note="Sample note", actor=facilitator)
    visit(None, "/standards/", "standards")
    visit(None, "/standards/?q=nothing+here", "standards-nothing-fits")
    visit(None, "/standards/?waivable=nonsense", "standards-filter-error")
    visit(None, "/standards/2009/", "standards-other-edition")
    visit(None, standard.get_absolute_url(), "standard")
    visit(None, f"{standard.get_absolute_url()}versions/1/", "standard-old-version")
    visit(None, refused.get_absolute_url(), "standard-refused")
    visit(facilitator, standard.get_absolute_url(), "standard-kept")
    visit(facilitator, "/standards/2018/change-edition/", "edition-change")
    page = visit(facilitator, f"{standard.get_absolute_url()}link/", "standard-link")
    press(page, "Link them")
    see(page, "standard-link-errors")


def test_standard_is_revised_by_two_people_and_nothing_typed_is_lost(visit: Visit, facilitator: Any) -> None:
    other = state_officer("facilitator", email="other@example.org", name="Other facilitator")
    standard = added(kept_edition(actor=facilitator), "14", topic="Graduation", actor=facilitator)
    page = visit(facilitator, "/standards/2018/add/", "standard-new")
    press(page, "Add it")
    see(page, "standard-new-errors")
    page = visit(facilitator, f"{standard.get_absolute_url()}revise/", "standard-revise")
    demanded = page.get_by_role("group", name="Does a law demand it?")
    demanded.get_by_label("Yes, federal law").check()
    page.get_by_role("group", name="May it be waived?").get_by_label("May be waived").check()
    page.get_by_label("Official text").fill(TEXT)
    press(page, "Save as a new version")
    see(page, "standard-revise-errors")
    revised(standard, topic="Graduation requirements", note="Words of the Code", actor=other)
    page.get_by_role("group", name="May it be waived?").get_by_label("Cannot be waived").check()
    page.get_by_label("Legal reason").fill("Sample: a federal act demands it.")
    page.get_by_label("The law").fill("Sample Act")
    page.get_by_label("Why do you change it?").fill("Sample reason")
    press(page, "Save as a new version")
    see(page, "standard-revise-clash")
    assert "Sample second paragraph." in page.get_by_label("Official text").input_value()
    press(page, "Save as a new version")
    see(page, "standard-revised")
    assert list(standard.versions.values_list("ordinal", "mandate")) == [
        (1, "not_examined"),
        (2, "not_examined"),
        (3, "federal"),
    ]
