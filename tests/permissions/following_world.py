"""What the world of permissions holds of what builds on a proposal: documents, questions, pauses, reports."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from applications.evaluations.services import save_report
from applications.waivers import services
from applications.waivers.models import Waiver
from portal.districts.models import District
from portal.network.models import Pathway
from portal.standards.models import StandardVersion
from tests.cast import office_holder
from tests.factories.districts import DistrictFactory
from tests.factories.evaluations import filed
from tests.factories.network import NetworkMembershipFactory
from tests.factories.waivers import agreed, docketed, granted

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def upload() -> SimpleUploadedFile:
    """A document."""
    return SimpleUploadedFile("sample.pdf", PDF, "application/pdf")


def make_following(world: Any, draft: Waiver, public: Waiver, make: Callable[[], Waiver]) -> None:
    """On the lead's draft a document and a partner; on what is on the docket a question; clocks that run and stand."""
    lead, facilitator = world.people["lead"], world.people["facilitator"]
    exhibit = services.add_exhibit(draft, file=upload(), title=world.canary("exhibit"), supports="Sample", actor=lead)
    partners = [_partner(draft.pathway, number) for number in (31, 32)]
    partner = services.add_partner(draft, partners[0], actor=lead)
    inquiry = services.ask_question(public, words="Sample?", actor=facilitator)
    asked, paused = make(), make()
    services.pause_clock(paused, reason="Sample", actor=facilitator)
    agreed(draft)
    world.facts |= {"exhibit": exhibit.pk, "partner": partner.pk, "partner_leaid": partners[1].pk}
    world.facts |= {"inquiry": inquiry.pk, "asked_waiver": asked.reference, "paused_waiver": paused.reference}


def _partner(pathway: Pathway, number: int) -> District:
    district = DistrictFactory(leaid=f"28990{number}", name=f"Sample District {number}")
    NetworkMembershipFactory(district=district).pathways.add(pathway)
    return district


def make_reports(world: Any, district: District, pathway: Pathway, standard: StandardVersion) -> None:
    """The lead's district owes reports, of which one is begun; another district has filed one."""
    lead, facilitator = world.people["lead"], world.people["facilitator"]
    holds = granted(docketed(district, pathway, standard, actor=lead, facilitator=facilitator), facilitator=facilitator)
    ends = timezone.localdate() + timedelta(days=100)
    holds.provisions.update(begins_on=ends - timedelta(days=300), ends_on=ends)
    report = holds.reports.get(number=1)
    words = world.canary("report")
    save_report(report, words=words, file=upload(), found={}, version=1, actor=lead)
    other = _partner(pathway, 33)
    writer = office_holder(other, "superintendent", "Superintendent 33")
    theirs = docketed(other, pathway, standard, actor=writer, facilitator=facilitator)
    granted(theirs, facilitator=facilitator)
    theirs_filed = filed(theirs.reports.get(number=1), actor=writer, file=upload())
    world.facts |= {"holds": holds.reference, "report": report.number, "report_version": 2}
    world.facts |= {"reported": theirs.reference, "filed_report": theirs_filed.number}
