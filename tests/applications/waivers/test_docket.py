"""The check for completeness, the docket that everybody reads, and who reads what before."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from applications.waivers import services
from applications.waivers.models import Waiver
from applications.waivers.providers import waiver_work
from portal.core.errors import NotAllowed
from portal.core.models import OutgoingMail
from portal.districts.models import District
from portal.network.models import Pathway
from portal.standards.models import StandardVersion
from tests.factories.conflicts import DeclarationFactory
from tests.factories.waivers import docketed, drafted

pytestmark = pytest.mark.django_db


def told(words: str) -> set[str]:
    return set(OutgoingMail.objects.filter(subject__startswith=words).values_list("to", flat=True))


@pytest.fixture
def public(given: Waiver, facilitator: Any) -> Waiver:
    """A proposal that everybody reads."""
    return services.docket_waiver(given, actor=facilitator)


def test_proposal_is_read_by_nobody_else_before_it_is_on_the_docket(
    given: Waiver,
    lead: Any,
    facilitator: Any,
    csa_reviewer: Any,
    rival_lead: Any,
    member: Any,
    client: Any,
    client_for: Any,
) -> None:
    where = given.get_absolute_url()
    for person in (lead, facilitator, csa_reviewer):
        assert client_for(person).get(where).status_code == 200
    for browser in (client, client_for(rival_lead), client_for(member)):
        assert browser.get(where).status_code == 404
        assert browser.get(f"{where}files/resolution/").status_code == 404
        assert given.title not in browser.get("/waivers/").content.decode()


def test_docketed_proposal_has_a_number_and_is_read_by_all(
    given: Waiver, facilitator: Any, lead: Any, client: Any, client_for: Any
) -> None:
    browser, where = client_for(facilitator), given.get_absolute_url()
    assert "This field is required" in browser.post(f"{where}docket/", {}).content.decode()
    browser.post(f"{where}docket/", {"is_checked": "on"})
    given.refresh_from_db()
    assert given.state == "complete"
    assert given.docket == f"W{given.docketed_at:%Y}-0001"
    page = client.get("/waivers/").content.decode()
    assert given.docket in page
    assert "13 School day (sample)" in page
    assert "Sample: a lab of two hours does not fit." in client.get(where).content.decode()
    assert client.get(f"{where}files/resolution/").status_code == 200
    assert lead.email in told("On the docket")


def test_numbers_of_a_year_follow_each_other(
    public: Waiver, district: District, pathway: Pathway, minutes: StandardVersion, lead: Any, facilitator: Any
) -> None:
    second = docketed(district, pathway, minutes, actor=lead, facilitator=facilitator)
    assert (str(public.docket)[-4:], str(second.docket)[-4:]) == ("0001", "0002")


def test_what_is_lacking_is_told_word_for_word_and_it_can_be_handed_in_again(
    given: Waiver, facilitator: Any, lead: Any, client_for: Any
) -> None:
    where = given.get_absolute_url()
    client_for(facilitator).post(f"{where}send-back/", {"lacking": "Sample: the votes of teachers."})
    given.refresh_from_db()
    assert given.state == "returned"
    assert "Sample: the votes of teachers." in client_for(lead).get(where).content.decode()
    mail = OutgoingMail.objects.get(subject__startswith="Something is lacking", to=lead.email)
    assert "Sample: the votes of teachers." in mail.text
    client_for(lead).post(f"{where}submit/")
    given.refresh_from_db()
    assert (given.state, given.lacking) == ("submitted", "")
    assert OutgoingMail.objects.filter(subject__startswith="To check", to=facilitator.email).count() == 2


def test_check_is_for_facilitators_who_are_free(
    given: Waiver, lead: Any, csa_reviewer: Any, administrator: Any, facilitator: Any
) -> None:
    for person in (lead, csa_reviewer, administrator):
        with pytest.raises(PermissionDenied):
            services.docket_waiver(given, actor=person)
        with pytest.raises(PermissionDenied):
            services.send_back(given, lacking="x", actor=person)
    DeclarationFactory(person=facilitator, district=given.district)
    with pytest.raises(NotAllowed):
        services.docket_waiver(given, actor=facilitator)
    with pytest.raises(NotAllowed):
        services.send_back(given, lacking="x", actor=facilitator)
    given.refresh_from_db()
    assert given.state == "submitted"


def test_handed_in_proposal_stands_in_the_work_list_of_mde(given: Waiver, facilitator: Any, lead: Any) -> None:
    (work,) = waiver_work(facilitator)
    assert (work.kind, work.url, work.leaid) == ("Waiver", given.get_absolute_url(), given.district_id)
    assert list(waiver_work(lead)) == []
    services.docket_waiver(given, actor=facilitator)
    assert list(waiver_work(facilitator)) == []


def test_withdrawn_proposal_stays_on_the_docket_with_its_reason(
    public: Waiver, lead: Any, client: Any, client_for: Any
) -> None:
    client_for(lead).post(f"{public.get_absolute_url()}withdraw/", {"reason": "Sample: another way was found."})
    assert "Sample: another way was found." in client.get(public.get_absolute_url()).content.decode()
    assert str(public.docket) in client.get("/waivers/").content.decode()


def test_withdrawn_draft_is_nobodys_business(draft: Waiver, lead: Any, client: Any) -> None:
    services.withdraw_waiver(draft, reason="Sample", actor=lead)
    assert client.get(draft.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(("words", "found"), [("longer", 1), ("13", 1), ("school day", 1), ("nothing", 0), ("14", 0)])
def test_docket_is_searched(public: Waiver, client: Any, words: str, found: int) -> None:
    page = client.get("/waivers/", {"q": words}).content.decode()
    assert page.count(str(public.docket)) == found
    assert ("Nothing on the docket has these words." in page) == (not found)


def test_page_of_a_standard_names_what_would_vary_it(
    public: Waiver, minutes: StandardVersion, district: District, pathway: Pathway, lead: Any, client: Any
) -> None:
    hidden = drafted(district, pathway, actor=lead, title="Sample: hidden")
    page = client.get(minutes.standard.get_absolute_url()).content.decode()
    assert "Proposals to vary it" in page
    assert str(public.docket) in page
    assert str(hidden) not in page


@pytest.mark.parametrize("count", [1, 3, 50])
def test_docket_asks_as_many_questions_for_one_three_and_fifty(
    public: Waiver, client: Any, count: int, django_assert_num_queries: Any
) -> None:
    provision = public.provisions.get()
    for number in range(2, count + 1):
        public.pk, public.reference, public.docket = None, f"SAMPLE{number:06}", f"W2020-{number:04}"
        public.save()
        provision.pk, provision.waiver = None, public
        provision.save()
    client.get("/waivers/")
    with django_assert_num_queries(QUERIES):
        client.get("/waivers/")


QUERIES = 8
