"""A change of what is on the docket, amendments, renewals, and districts that propose together."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils import timezone

from applications.waivers import services
from applications.waivers.models import Notice, Waiver
from applications.waivers.queries import held
from applications.waivers.wording import hash_of
from portal.core.errors import NotAllowed
from portal.core.models import OutgoingMail
from portal.districts.models import District
from portal.network.models import Pathway
from portal.standards.models import StandardVersion
from tests.factories.conflicts import DeclarationFactory
from tests.factories.network import NetworkMembershipFactory
from tests.factories.waivers import agreed, docketed, granted, provided, standard_of

pytestmark = pytest.mark.django_db
ANEW: dict[str, Any] = {
    "board_on": "2026-11-02",
    "board_for": 4,
    "board_against": 1,
    "consulted": [["Teachers (sample)", "By letter", "12", "1", "Keep it."]],
    "first_report": "2027-12-15",
    "final_report": "2028-12-15",
}


@pytest.fixture
def public(given: Waiver, facilitator: Any) -> Waiver:
    """A proposal that everybody reads."""
    return services.docket_waiver(given, actor=facilitator)


@pytest.fixture
def change(public: Waiver, lead: Any) -> Waiver:
    """A change that its district writes."""
    made = services.begin_change(public, actor=lead)
    provision = made.provisions.get()
    kept = ("goal", "obstacle", "safeguards", "affected", "begins_on", "ends_on")
    facts = {name: getattr(provision, name) for name in kept}
    services.write_provision(
        made,
        provision,
        standard=provision.standard,
        version=1,
        alternative="Sample: four long days.",
        actor=lead,
        **facts,
    )
    return made


def renewed_answers(waiver: Waiver, lead: Any) -> None:
    """What a board has to show anew."""
    kept = waiver.earlier.values()["resolution"] if waiver.earlier else None
    services.save_answers(waiver, {**ANEW, "resolution": kept}, versions={}, actor=lead)


def handed_over(waiver: Waiver, lead: Any, facilitator: Any) -> Waiver:
    """Handed in and put on the docket."""
    return services.docket_waiver(services.submit_waiver(agreed(waiver), actor=lead), actor=facilitator)


# A change -------------------------------------------------------------------------


def test_change_is_read_by_nobody_until_it_is_taken_up(
    public: Waiver, change: Waiver, client: Any, client_for: Any, lead: Any, facilitator: Any
) -> None:
    page = client.get(public.get_absolute_url()).content.decode()
    assert "The district is changing its proposal." in page
    assert "Sample: the same minutes in a week" in page
    assert "Sample: four long days." not in page
    assert client.get(change.get_absolute_url()).status_code == 404
    assert client_for(facilitator).get(change.get_absolute_url()).status_code == 404
    assert "Sample: four long days." in client_for(lead).get(change.get_absolute_url()).content.decode()
    assert str(change.title) not in client.get("/waivers/").content.decode().replace(str(public), "")


def test_taken_up_change_has_its_difference_the_same_number_and_a_new_comment_period(
    public: Waiver, change: Waiver, lead: Any, facilitator: Any, client: Any
) -> None:
    number = public.docket
    first = public.notices.get()
    handed_over(change, lead, facilitator)
    public.refresh_from_db()
    change.refresh_from_db()
    assert (public.state, public.docket, change.state, change.docket) == ("complete", number, "taken_up", None)
    page = client.get(public.get_absolute_url()).content.decode()
    assert "Sample: four long days." in page
    second = public.notices.first()
    assert second.number == 2
    assert second.comments_until == timezone.localdate() + timedelta(days=30)
    told = client.get(f"{public.get_absolute_url()}notices/2/").content.decode()
    assert "<del>" in told
    assert "<ins>" in told
    assert "In its place" in told.split("What changed", 1)[1]
    before = client.get(f"{public.get_absolute_url()}notices/1/").content.decode()
    assert "Sample: the same minutes in a week" in before
    assert first.sha256 in before
    assert OutgoingMail.objects.filter(to=lead.email, text__contains="Your change is published").exists()


def test_change_stops_the_clock_with_a_public_reason_until_it_is_taken_up(
    public: Waiver, change: Waiver, lead: Any, facilitator: Any, client: Any
) -> None:
    assert "The district changes its proposal." in client.get(public.get_absolute_url()).content.decode()
    pause = public.pauses.get()
    assert pause.ended_at is None
    handed_over(change, lead, facilitator)
    pause.refresh_from_db()
    assert pause.ended_at is not None


def test_withdrawn_change_leaves_the_text_as_it_is(public: Waiver, change: Waiver, lead: Any, client: Any) -> None:
    services.withdraw_waiver(change, reason="Sample: better as it was.", actor=lead)
    public.refresh_from_db()
    assert public.state == "complete"
    assert public.notices.count() == 1
    assert public.pauses.get().ended_at is not None
    assert "Sample: the same minutes in a week" in client.get(public.get_absolute_url()).content.decode()


def test_withdrawn_proposal_takes_its_change_with_it(public: Waiver, change: Waiver, lead: Any) -> None:
    services.withdraw_waiver(public, reason="Sample", actor=lead)
    change.refresh_from_db()
    assert change.state == "withdrawn"


def test_published_text_tells_all_that_is_asked_of_a_standard(public: Waiver) -> None:
    told = [(label, words) for heading, label, words in public.notices.get().body if heading.startswith("Standard 13")]
    assert [label for label, _ in told] == [
        "The standard",
        "Goal",
        "Why the standard is in the way",
        "In its place",
        "Safeguards for students",
        "Who is affected",
        "Term",
        "What should move 1",
    ]
    assert dict(told)["Who is affected"] == "Sample: grades 11 and 12."


def test_published_text_is_never_changed(public: Waiver) -> None:
    notice = public.notices.get()
    assert hash_of(notice.body) == notice.sha256
    with pytest.raises(DatabaseError), transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(body=[])
    with pytest.raises(DatabaseError), transaction.atomic():
        notice.delete()


def test_change_on_an_agenda_is_refused(public: Waiver, lead: Any, facilitator: Any, client_for: Any) -> None:
    services.schedule_waiver(public, actor=facilitator)
    with pytest.raises(PermissionDenied):
        services.begin_change(public, actor=lead)
    assert client_for(lead).post(f"{public.get_absolute_url()}change/").status_code == 403


# Amendments and renewals ------------------------------------------------------------


@pytest.fixture
def holds(public: Waiver, facilitator: Any) -> Waiver:
    """A waiver that was granted."""
    return granted(public, facilitator=facilitator)


def test_amendment_takes_the_place_of_what_it_amends_as_the_board_approves_it(
    holds: Waiver, lead: Any, facilitator: Any, client_for: Any
) -> None:
    page = client_for(lead).post(f"{holds.get_absolute_url()}amend/", follow=True).content.decode()
    made = Waiver.objects.get(kind="amendment")
    assert made.get_absolute_url() in page or str(made) in page
    assert "board_on" not in made.values()
    renewed_answers(made, lead)
    granted(handed_over(made, lead, facilitator), facilitator=facilitator)
    holds.refresh_from_db()
    made.refresh_from_db()
    assert (holds.state, made.state) == ("amended", "granted")
    assert made.provisions.get().begins_on == timezone.localdate()
    assert held() == [(made.district_id, "13")]


def test_one_amendment_at_a_time(holds: Waiver, lead: Any) -> None:
    first = services.begin_amendment(holds, actor=lead)
    with pytest.raises(NotAllowed):
        services.begin_amendment(holds, actor=lead)
    services.withdraw_waiver(first, reason="Sample", actor=lead)
    assert services.begin_amendment(holds, actor=lead).kind == "amendment"


def test_renewal_is_begun_in_its_window_only(holds: Waiver, lead: Any) -> None:
    with pytest.raises(NotAllowed, match="It can be renewed from"):
        services.begin_renewal(holds, actor=lead)
    ends = timezone.localdate() + timedelta(days=100)
    holds.provisions.update(begins_on=ends - timedelta(days=300), ends_on=ends)
    made = services.begin_renewal(holds, actor=lead)
    provision = made.provisions.get()
    assert (provision.begins_on, provision.ends_on) == (ends + timedelta(days=1), ends + timedelta(days=301))


def test_renewed_term_begins_after_the_one_that_runs(holds: Waiver, lead: Any, client_for: Any) -> None:
    ends = timezone.localdate() + timedelta(days=100)
    holds.provisions.update(begins_on=ends - timedelta(days=300), ends_on=ends)
    made = services.begin_renewal(holds, actor=lead)
    made.provisions.update(begins_on=ends)
    assert "the renewed term begins after" in client_for(lead).get(made.get_absolute_url()).content.decode()
    with pytest.raises(NotAllowed):
        services.submit_waiver(made, actor=lead)


# Districts that propose together ----------------------------------------------------


@pytest.fixture
def joined(draft: Waiver, pathway: Pathway, rival_district: District, lead: Any) -> Waiver:
    """A draft that another district proposes too."""
    NetworkMembershipFactory(district=rival_district).pathways.add(pathway)
    services.add_partner(draft, rival_district, actor=lead)
    return draft


def test_district_of_the_same_plc_proposes_it_too(
    draft: Waiver, pathway: Pathway, rival_district: District, rival_lead: Any, lead: Any, client_for: Any
) -> None:
    where = draft.get_absolute_url()
    browser = client_for(lead)
    assert rival_district.name not in browser.get(f"{where}districts/").content.decode()
    with pytest.raises(NotAllowed):
        services.add_partner(draft, rival_district, actor=lead)
    assert client_for(rival_lead).get(where).status_code == 404
    NetworkMembershipFactory(district=rival_district).pathways.add(pathway)
    browser.post(f"{where}districts/", {"district": rival_district.pk})
    assert client_for(rival_lead).get(where).status_code == 200
    assert client_for(rival_lead).get(f"{where}write/short/").status_code == 403
    assert OutgoingMail.objects.filter(to=rival_lead.email, subject__contains="propose a waiver with you").exists()
    partner = draft.partners.get()
    browser.post(f"{where}districts/{partner.pk}/remove/")
    assert client_for(rival_lead).get(where).status_code == 404


def test_who_is_tied_to_any_of_the_districts_judges_nothing(
    joined: Waiver, rival_district: District, lead: Any, facilitator: Any
) -> None:
    services.submit_waiver(agreed(joined), actor=lead)
    DeclarationFactory(person=facilitator, district=rival_district)
    with pytest.raises(NotAllowed):
        services.docket_waiver(joined, actor=facilitator)


def test_granted_waiver_holds_for_all_districts(
    joined: Waiver, rival_district: District, lead: Any, facilitator: Any, client: Any
) -> None:
    made = granted(handed_over(joined, lead, facilitator), facilitator=facilitator)
    made.provisions.update(begins_on=date(2020, 1, 1))
    assert sorted(held()) == sorted([(made.district_id, "13"), (rival_district.pk, "13")])
    page = client.get("/waivers/register/").content.decode()
    assert rival_district.name in page
    table = client.get("/waivers/register/waivers.csv").content.decode()
    assert rival_district.pk in table
    assert len(table.strip().splitlines()) == 3


# Fast lane --------------------------------------------------------------------------


def test_small_request_is_on_the_fast_lane_by_the_rule(
    district: District, pathway: Pathway, minutes: StandardVersion, lead: Any, facilitator: Any, client: Any
) -> None:
    large = docketed(district, pathway, minutes, actor=lead, facilitator=facilitator, students=20)
    assert not large.is_fast
    small = services.begin_change(large, actor=lead)
    provision = small.provisions.get()
    provision.ends_on = provision.begins_on + timedelta(days=300)
    provision.save()
    services.save_answers(small, {"final_report": "2028-03-01"}, versions={"final_report": 1}, actor=lead)
    made = handed_over(small, lead, facilitator)
    assert made.is_fast
    assert made.notices.first().comments_until == timezone.localdate() + timedelta(days=14)
    assert "fast lane" in client.get(made.get_absolute_url()).content.decode()


def test_why_a_request_is_not_small_is_said(draft: Waiver, lead: Any, facilitator: Any, client_for: Any) -> None:
    page = client_for(lead).get(draft.get_absolute_url()).content.decode()
    assert "It touches more than 50 students." in page
    assert "Its term is longer than a year." in page
    assert "It varies more than one standard." not in page
    provided(draft, standard_of("26", actor=facilitator), actor=lead)
    page = client_for(lead).get(draft.get_absolute_url()).content.decode()
    assert "It varies more than one standard." in page
    assert "Nobody has said yet whether this standard may be waived." in page
