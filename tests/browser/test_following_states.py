"""What builds on a proposal: every state of its pages is clean, at both widths, light and dark."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from playwright.sync_api import expect

from applications.commission import services as commission
from applications.evaluations import services as evaluations
from applications.reviews import services as reviews
from applications.waivers import services
from applications.waivers.models import Waiver
from portal.districts.models import District
from portal.network.models import Pathway
from portal.network.providers import CircleRole
from portal.standards.models import Waivable
from tests.browser.look import Visit, press, see
from tests.factories.commission import commissioners, planned
from tests.factories.districts import DistrictFactory
from tests.factories.evaluations import filed
from tests.factories.measures import circle, measured, read
from tests.factories.network import NetworkMembershipFactory, PathwayFactory
from tests.factories.waivers import agreed, docketed, drafted, granted, hypothesised, provided, standard_of

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def pathway(district: District, superintendent: Any) -> Pathway:
    """A PLC that the district is in, with another one."""
    made = PathwayFactory(name="Sample PLC")
    for each in (district, DistrictFactory(leaid="2899040", name="Sample District 40")):
        NetworkMembershipFactory(district=each).pathways.add(made)
    return made


@pytest.fixture
def public(district: District, pathway: Pathway, lead: Any, facilitator: Any, monkeypatch: Any) -> Waiver:
    """A proposal on the docket, with a measure of which a month is missing, and a document."""
    monkeypatch.setattr("portal.network.providers._circles", [circle({lead.email: CircleRole.LEAD}, pathway)])
    measure = measured(pathway, actor=lead)
    read(measure, district, 40, None, 44, actor=lead)
    standard = standard_of("13", actor=facilitator, topic="School day (sample)", waivable=Waivable.YES)
    draft = drafted(district, pathway, actor=lead)
    today = timezone.localdate()
    provision = provided(draft, standard, actor=lead, begins_on=today, ends_on=today + timedelta(days=900))
    hypothesised(provision, measure=measure, other_measure="", actor=lead)
    upload = SimpleUploadedFile("study.pdf", PDF)
    facts = {"title": "A study of long blocks (sample)", "supports": "Sample: that more finish."}
    services.add_exhibit(draft, file=upload, provision=provision, **facts, actor=lead)
    return services.docket_waiver(services.submit_waiver(agreed(draft), actor=lead), actor=facilitator)


def test_drafts_with_partners_documents_and_files_are_clean(
    visit: Visit, district: District, pathway: Pathway, lead: Any, facilitator: Any
) -> None:
    standard_of("13", actor=facilitator, topic="School day (sample)", waivable=Waivable.YES)
    draft = drafted(district, pathway, actor=lead)
    where = draft.get_absolute_url()
    visit(lead, f"{where}districts/", "waiver-districts")
    services.add_partner(draft, District.objects.get(pk="2899040"), actor=lead)
    visit(lead, f"{where}districts/", "waiver-districts-two")
    page = visit(lead, f"{where}documents/add/", "waiver-document")
    press(page, "Keep it")
    see(page, "waiver-document-errors")
    page = visit(lead, f"{where}provisions/import/", "waiver-import")
    columns = "standard,goal,obstacle,alternative,safeguards,affected,begins_on,ends_on"
    row = "2018 99,Sample,Sample,Sample,Sample,Sample,2027-08-01,2020-01-01"
    content = f"{columns}\n{row}\n".encode()
    page.set_input_files("input[type=file]", {"name": "x.csv", "mimeType": "text/csv", "buffer": content})
    page.get_by_role("button", name="Take them").click()
    expect(page.get_by_text("Nothing was taken.")).to_be_visible()
    see(page, "waiver-import-findings")
    visit(lead, where, "waiver-draft-two-districts")


def test_questions_pauses_and_changes_are_clean(visit: Visit, public: Waiver, lead: Any, facilitator: Any) -> None:
    where = public.get_absolute_url()
    page = visit(facilitator, f"{where}ask/", "waiver-ask")
    press(page, "Ask it")
    see(page, "waiver-ask-errors")
    inquiry = services.ask_question(public, words="Sample: what of the buses?", actor=facilitator)
    visit(None, where, "waiver-asked")
    page = visit(lead, f"{where}questions/{inquiry.pk}/answer/", "waiver-answer")
    press(page, "Answer it")
    see(page, "waiver-answer-errors")
    services.answer_question(inquiry, answer="Sample: they leave an hour later.", actor=lead)
    page = visit(facilitator, f"{where}pause/", "waiver-pause")
    press(page, "Stop it")
    see(page, "waiver-pause-errors")
    services.pause_clock(public, reason="Sample: the rules are about to change.", actor=facilitator)
    visit(facilitator, where, "waiver-paused")
    services.go_on(public, actor=facilitator)
    visit(lead, f"{where}change/", "waiver-change")
    change = services.begin_change(public, actor=lead)
    visit(None, where, "waiver-revising")
    version = change.answers.get(question="summary").version
    answers = {"summary": "Sample: four long days a week in place of five short ones."}
    services.save_answers(change, answers, versions={"summary": version}, actor=lead)
    visit(lead, change.get_absolute_url(), "waiver-change-draft")
    services.docket_waiver(services.submit_waiver(agreed(change), actor=lead), actor=facilitator)
    visit(None, f"{where}notices/2/", "waiver-notice-changed")
    visit(None, where, "waiver-changed")


def test_reports_and_renewals_are_clean(visit: Visit, public: Waiver, lead: Any, facilitator: Any) -> None:
    holds = granted(public, facilitator=facilitator)
    first, final = holds.reports.get(number=1), holds.reports.get(is_final=True)
    visit(None, first.get_absolute_url(), "report-due")
    page = visit(lead, f"{final.get_absolute_url()}write/", "report-write")
    press(page, "File it")
    see(page, "report-write-kept")
    visit(lead, holds.get_absolute_url(), "waiver-with-reports")
    final.refresh_from_db()
    filed(final, actor=lead)
    page = visit(facilitator, final.get_absolute_url(), "report-check")
    press(page, "Send it back")
    see(page, "report-check-errors")
    evaluations.return_report(final, lacking="Sample: how many left?", actor=facilitator)
    visit(lead, final.get_absolute_url(), "report-returned")
    first.due_on = timezone.localdate() - timedelta(days=20)
    first.save()
    visit(None, holds.get_absolute_url(), "waiver-report-late")
    ends = timezone.localdate() + timedelta(days=100)
    holds.provisions.update(ends_on=ends)
    visit(lead, f"{holds.get_absolute_url()}renew/", "waiver-renew")
    visit(lead, f"{holds.get_absolute_url()}amend/", "waiver-amend")
    renewal = services.begin_renewal(holds, actor=lead)
    visit(lead, renewal.get_absolute_url(), "waiver-renewal-blocked")


def test_workspace_and_packet_are_clean(visit: Visit, public: Waiver, lead: Any, facilitator: Any) -> None:
    people = commissioners(3)
    standard = standard_of("21", actor=facilitator)
    before = docketed(public.district, public.pathway, standard, actor=lead, facilitator=facilitator)
    sitting = planned(public, before, actor=facilitator)
    page = visit(facilitator, f"{sitting.get_absolute_url()}review/", "meeting-review")
    press(page, "Open the review")
    see(page, "meeting-review-errors")
    due = timezone.localdate() + timedelta(days=20)
    panel = commission.open_review(sitting, due_on=due, per_subject=2, actor=facilitator)
    mine = reviews.assign_reviewer(panel.subjects.get(reference=public.reference), people[0], actor=facilitator)
    page = visit(people[0], mine.get_absolute_url(), "waiver-review")
    press(page, "It is done; on to the next")
    see(page, "waiver-review-errors")
    commission.freeze_packet(sitting, actor=facilitator)
    visit(people[0], sitting.get_absolute_url(), "meeting-with-packet")
    visit(people[0], f"{sitting.get_absolute_url()}packet/", "meeting-packet")
