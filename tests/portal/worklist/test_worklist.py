"""The facilitators' work list: what is new, mine, waits on others or is late; claims; saved views."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from applications.intake import services as intake
from applications.intake.models import Application, Round
from applications.letters.models import Letter
from portal.core.errors import NotAllowed
from portal.worklist import services
from portal.worklist.models import Claim, SavedView
from portal.worklist.providers import Work, all_work
from tests.applications.intake.test_staff import many_more
from tests.factories.accounts import state_officer
from tests.factories.conflicts import DeclarationFactory
from tests.factories.intake import RoundFactory, issued_letter, submitted
from tests.parallel import together

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(lead: Any, district: Any) -> Application:
    return submitted(RoundFactory(), district, actor=lead)


def shown(client: Any, tab: str, more: str = "") -> str:
    page: str = client.get(f"/moderation/?tab={tab}{more}").content.decode()
    return page


def work_of(user: Any, application: Application) -> Work:
    return next(work for work in all_work(user) if application.reference in work.key)


def test_application_is_new_until_it_is_claimed(application: Application, facilitator: Any, client_for: Any) -> None:
    client = client_for(facilitator)
    assert application.get_absolute_url() in shown(client, "new")
    key = f"application-{application.reference}"
    assert client.post("/moderation/claim/", {"key": key}).url == application.get_absolute_url()
    assert application.get_absolute_url() not in shown(client, "new")
    assert application.get_absolute_url() in shown(client, "mine")
    client.post("/moderation/release/", {"key": key})
    assert application.get_absolute_url() in shown(client, "new")


def test_what_the_district_has_waits_on_others(
    application: Application, lead: Any, superintendent: Any, facilitator: Any, district: Any, client_for: Any
) -> None:
    intake.ask_information(
        application, questions=["why"], words="Sample", due_on=timezone.localdate(), actor=facilitator
    )
    letter = issued_letter(RoundFactory(), district, lead=lead, facilitator=facilitator)
    client = client_for(facilitator)
    assert application.get_absolute_url() in shown(client, "others")
    assert letter.get_absolute_url() in shown(client, "others")
    assert application.get_absolute_url() not in shown(client, "new")
    Letter.objects.update(due_at=timezone.now() - timedelta(days=1))
    assert letter.get_absolute_url() in shown(client, "late")


def test_late_is_what_passed_the_day_on_which_districts_hear(
    application: Application, facilitator: Any, client_for: Any
) -> None:
    client = client_for(facilitator)
    assert application.get_absolute_url() not in shown(client, "late")
    Round.objects.update(decisions_on=timezone.localdate() - timedelta(days=1))
    assert application.get_absolute_url() in shown(client, "late")


def test_list_finds_by_district_and_kind(application: Application, facilitator: Any, client_for: Any) -> None:
    client = client_for(facilitator)
    assert application.get_absolute_url() in shown(client, "all", "&q=district+a&kind=Application")
    assert application.get_absolute_url() not in shown(client, "all", "&q=elsewhere")
    assert client.get("/moderation/?kind=Nothing&tab=;").status_code == 200


def test_list_hides_districts_that_the_facilitator_is_tied_to(
    application: Application, facilitator: Any, client_for: Any
) -> None:
    DeclarationFactory(person=facilitator, district=application.district)
    client = client_for(facilitator)
    page = shown(client, "all")
    assert application.reference not in page
    assert "All (0)" in page
    assert client.post("/moderation/claim/", {"key": f"application-{application.reference}"}).status_code == 404


@pytest.mark.parametrize("who", ["lead", "superintendent", "csa_reviewer"])
def test_list_is_for_mde_only(who: str, request: Any, client_for: Any) -> None:
    assert client_for(request.getfixturevalue(who)).get("/moderation/").status_code == 403


def test_claim_of_a_colleague_is_taken_over_openly(
    application: Application, facilitator: Any, client_for: Any, django_capture_on_commit_callbacks: Any
) -> None:
    colleague = state_officer("facilitator")
    work = work_of(facilitator, application)
    services.claim_work(work, actor=facilitator)
    with pytest.raises(NotAllowed, match="has claimed this already"):
        services.claim_work(work, actor=colleague)
    with django_capture_on_commit_callbacks(execute=True):
        services.take_over(work, actor=colleague)
    assert Claim.objects.open().get().claimed_by == colleague
    assert [message.to for message in mail.outbox if "took over" in message.subject] == [[facilitator.email]]
    with pytest.raises(NotAllowed):
        services.release_work(work.key, actor=facilitator)


def test_claim_is_for_facilitators(application: Application, administrator: Any, facilitator: Any) -> None:
    with pytest.raises(NotAllowed):
        services.claim_work(work_of(facilitator, application), actor=administrator)


def test_saved_view_is_kept_under_its_name_and_is_ones_own(
    facilitator: Any, administrator: Any, client_for: Any
) -> None:
    client = client_for(facilitator)
    sent = {"place": "applications", "query": "state=submitted&page=3", "name": "To read"}
    assert client.post("/moderation/views/", sent).url == "/applications/?state=submitted"
    client.post("/moderation/views/", {**sent, "query": "state=draft"})
    view = SavedView.objects.get()
    assert "To read" in client.get("/applications/").content.decode()
    other = client_for(administrator)
    assert "To read" not in other.get("/applications/").content.decode()
    assert other.post(f"/moderation/views/{view.pk}/drop/").status_code == 404
    client.post(f"/moderation/views/{view.pk}/drop/")
    assert not SavedView.objects.exists()


def test_saved_view_without_a_name_or_of_a_strange_place_keeps_nothing(facilitator: Any, client_for: Any) -> None:
    client = client_for(facilitator)
    client.post("/moderation/views/", {"place": "applications", "name": ""})
    client.post("/moderation/views/", {"place": "//evil.example", "name": "Sample"})
    assert not SavedView.objects.exists()


def test_list_takes_the_same_queries_for_1_3_and_50(
    application: Application, facilitator: Any, client_for: Any
) -> None:
    client, counts = client_for(facilitator), []
    client.get("/moderation/")
    for more in (0, 2, 47):
        many_more(more, facilitator)
        with CaptureQueriesContext(connection) as asked:
            client.get("/moderation/")
        counts.append(len(asked))
    assert len(set(counts)) == 1


@pytest.mark.django_db(transaction=True)
def test_claim_by_two_at_once_is_one_claim(application: Application, facilitator: Any) -> None:
    people = [facilitator, *(state_officer("facilitator") for _ in range(5))]
    work = work_of(facilitator, application)

    def claim(number: int) -> bool:
        try:
            services.claim_work(work, actor=people[number])
        except NotAllowed:
            return False
        return True

    assert together(len(people), claim).count(True) == 1
    assert Claim.objects.open().count() == 1
