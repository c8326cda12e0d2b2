"""What a step is refused for, and what is carried over from an earlier proposal and what is not."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from applications.waivers import services
from applications.waivers.clock import clock_of_service, standing_of
from applications.waivers.models import Waiver
from portal.core.errors import NotAllowed
from portal.districts.models import District
from portal.network.models import Pathway
from portal.network.providers import CircleRole
from portal.standards.models import StandardVersion
from tests.factories.districts import DistrictFactory
from tests.factories.measures import circle, measured
from tests.factories.network import NetworkMembershipFactory
from tests.factories.waivers import agreed, drafted, granted, hypothesised, provided

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
CONDITION = {"disposition": "conditions", "conditions": "Sample: absences are told each month."}


@pytest.fixture
def public(given: Waiver, facilitator: Any) -> Waiver:
    """A proposal that everybody reads."""
    return services.docket_waiver(given, actor=facilitator)


def member_of(pathway: Pathway) -> District:
    """A new district in the PLC."""
    made = DistrictFactory()
    NetworkMembershipFactory(district=made).pathways.add(pathway)
    return made


# Who proposes ------------------------------------------------------------------------


def test_district_joins_once(draft: Waiver, pathway: Pathway, lead: Any) -> None:
    other = member_of(pathway)
    services.add_partner(draft, other, actor=lead)
    for district in (other, draft.district):
        with pytest.raises(NotAllowed, match="proposes it already"):
            services.add_partner(draft, district, actor=lead)
    assert draft.partners.count() == 1


def test_ten_districts_propose_together_and_no_eleventh(draft: Waiver, pathway: Pathway, lead: Any) -> None:
    for _ in range(9):
        services.add_partner(draft, member_of(pathway), actor=lead)
    with pytest.raises(NotAllowed, match="At most 10 districts"):
        services.add_partner(draft, member_of(pathway), actor=lead)


def test_who_proposes_stands_once_it_is_handed_in_and_in_a_change(
    draft: Waiver, pathway: Pathway, lead: Any, facilitator: Any
) -> None:
    other = member_of(pathway)
    services.submit_waiver(draft, actor=lead)
    with pytest.raises(PermissionDenied):
        services.add_partner(draft, other, actor=lead)
    change = services.begin_change(services.docket_waiver(draft, actor=facilitator), actor=lead)
    with pytest.raises(PermissionDenied):
        services.add_partner(change, other, actor=lead)


# What an earlier proposal gives --------------------------------------------------------


def test_amendment_begins_without_what_was_decided_and_frozen_and_with_who_proposes(
    written: Waiver, pathway: Pathway, lead: Any, facilitator: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr("portal.network.providers._circles", [circle({lead.email: CircleRole.LEAD}, pathway)])
    hypothesised(written.provisions.get(), measure=measured(pathway, actor=lead), other_measure="", actor=lead)
    other = member_of(pathway)
    services.add_partner(written, other, actor=lead)
    public = services.docket_waiver(services.submit_waiver(agreed(written), actor=lead), actor=facilitator)
    made = services.begin_amendment(granted(public, facilitator=facilitator, **CONDITION), actor=lead)
    provision = made.provisions.get()
    assert (provision.disposition, provision.conditions, provision.version) == ("", "", 1)
    assert [each.frozen is None for each in public.provisions.get().hypotheses.all()] == [True, False]
    assert [each.frozen for each in provision.hypotheses.all()] == [None, None]
    assert [each.district for each in made.partners.all()] == [other]


def test_only_what_was_granted_is_amended_or_renewed(public: Waiver, lead: Any, facilitator: Any) -> None:
    for begin in (services.begin_amendment, services.begin_renewal):
        with pytest.raises(PermissionDenied):
            begin(public, actor=lead)
    ends = timezone.localdate() + timedelta(days=100)
    denied = granted(public, facilitator=facilitator, disposition="deny")
    denied.provisions.update(begins_on=ends - timedelta(days=300), ends_on=ends)
    assert denied.state == "denied"
    for begin in (services.begin_amendment, services.begin_renewal):
        with pytest.raises(PermissionDenied):
            begin(denied, actor=lead)


# The clock ---------------------------------------------------------------------------------


def test_nothing_is_asked_once_the_board_has_decided(public: Waiver, facilitator: Any, csa_reviewer: Any) -> None:
    made = granted(public, facilitator=facilitator)
    with pytest.raises(PermissionDenied):
        services.ask_question(made, words="Sample?", actor=csa_reviewer)


def test_clock_waits_for_every_question(public: Waiver, csa_reviewer: Any, lead: Any) -> None:
    first, second = (services.ask_question(public, words=words, actor=csa_reviewer) for words in ("One?", "Two?"))
    services.answer_question(first, answer="Sample.", actor=lead)
    standing = standing_of(public)
    assert standing is not None
    assert not standing.is_running
    services.answer_question(second, answer="Sample.", actor=lead)
    standing = standing_of(public)
    assert standing is not None
    assert standing.is_running


def test_clock_of_what_is_being_changed_goes_on_with_the_change_alone(
    public: Waiver, lead: Any, facilitator: Any
) -> None:
    services.begin_change(public, actor=lead)
    with pytest.raises(PermissionDenied):
        services.go_on(public, actor=facilitator)
    assert public.pauses.get().ended_at is None


def test_public_clock_leaves_out_what_was_withdrawn(public: Waiver, lead: Any) -> None:
    assert clock_of_service().open == 1
    services.withdraw_waiver(public, reason="Sample", actor=lead)
    assert clock_of_service().open == 0


# Documents -----------------------------------------------------------------------------------


def test_document_is_of_a_known_kind(draft: Waiver, lead: Any) -> None:
    for name, content in (("page.html", b"<html><script>1</script></html>"), ("list.csv", b"a,b\n1,2\n")):
        with pytest.raises(NotAllowed):
            services.add_exhibit(draft, file=SimpleUploadedFile(name, content), title="x", supports="x", actor=lead)
    assert not draft.exhibits.exists()


def test_proposal_has_twenty_documents_and_no_more(draft: Waiver, lead: Any) -> None:
    for number in range(20):
        upload = SimpleUploadedFile("study.pdf", PDF)
        services.add_exhibit(draft, file=upload, title=f"Sample {number}", supports="Sample", actor=lead)
    with pytest.raises(NotAllowed, match="at most 20"):
        services.add_exhibit(draft, file=SimpleUploadedFile("x.pdf", PDF), title="x", supports="x", actor=lead)


def test_document_supports_a_standard_of_its_own_proposal(
    draft: Waiver, district: District, pathway: Pathway, minutes: StandardVersion, lead: Any
) -> None:
    foreign = provided(drafted(district, pathway, actor=lead), minutes, actor=lead)
    upload = SimpleUploadedFile("x.pdf", PDF)
    with pytest.raises(NotAllowed, match="not one of the proposal"):
        services.add_exhibit(draft, file=upload, title="x", supports="x", provision=foreign, actor=lead)
    assert not draft.exhibits.exists()
