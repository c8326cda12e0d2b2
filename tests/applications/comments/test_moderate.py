"""Comments are read by MDE before everybody reads them; who is tied has no part; nothing is deleted."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from applications.comments import services
from applications.comments.models import Comment
from applications.waivers.models import Waiver
from portal.core.errors import NotAllowed
from portal.districts.models import Office
from tests.factories.accounts import state_officer
from tests.factories.comments import declined, published, written
from tests.factories.conflicts import DeclarationFactory
from tests.factories.districts import DistrictFactory
from tests.factories.people import MembershipFactory

pytestmark = pytest.mark.django_db
SECRET = "Sample: the secret words."
QUERIES = {"waiting": 18, "published": 23}


def test_publish_shows_a_comment_to_everybody(
    waiver: Waiver, where: str, facilitator: Any, client: Any, client_for: Any
) -> None:
    made = written(waiver, "Sample: think of the buses.", name="Parent (sample)")
    browser = client_for(facilitator)
    assert "think of the buses" in browser.get(f"{where}moderate/").content.decode()
    browser.post(f"{where}{made.number}/publish/")
    page = client.get(where).content.decode()
    for words in ("think of the buses", "Parent (sample)", "As a parent"):
        assert words in page
    made.refresh_from_db()
    assert (made.state, made.moderated_at is None) == ("published", False)


def test_decline_needs_one_of_the_reasons_and_shows_only_the_reason(
    waiver: Waiver, where: str, facilitator: Any, client: Any, client_for: Any
) -> None:
    made = written(waiver, SECRET, name="Secret name")
    browser = client_for(facilitator)
    assert "This field is required" in browser.post(f"{where}{made.number}/decline/", {}).content.decode()
    browser.post(f"{where}{made.number}/decline/", {"reason": "names"})
    for address in (where, waiver.get_absolute_url(), f"{where}comments.csv"):
        page = client.get(address).content.decode()
        assert SECRET not in page
        assert "Secret name" not in page
    page = client.get(where).content.decode()
    assert "1 comment is not shown" in page
    assert "Comment 1: it names a student or a person." in page
    assert SECRET in browser.get(f"{where}moderate/?list=declined").content.decode()
    with pytest.raises(NotAllowed, match="choose one of the reasons"):
        services.decline_comment(written(waiver), reason="because", actor=facilitator)


def test_waiting_comment_is_read_by_nobody_else(
    waiver: Waiver, where: str, lead: Any, administrator: Any, csa_reviewer: Any, client: Any, client_for: Any
) -> None:
    written(waiver, SECRET, name="Secret name")
    browsers = [client, *(client_for(person) for person in (lead, administrator, csa_reviewer))]
    for browser in browsers:
        for address in (where, waiver.get_absolute_url(), f"{where}comments.csv"):
            page = browser.get(address).content.decode()
            assert SECRET not in page
            assert "Secret name" not in page
        assert browser.get(f"{where}moderate/").status_code in {302, 404}


def test_comment_is_taken_down_and_put_back_into_its_group(
    waiver: Waiver, where: str, facilitator: Any, client: Any, client_for: Any
) -> None:
    made = published(waiver, SECRET, facilitator=facilitator)
    services.group_comments(waiver, [made], title="Sample group", actor=facilitator)
    browser = client_for(facilitator)
    browser.post(f"{where}{made.number}/take-down/", {"reason": "insult"})
    page = client.get(where).content.decode()
    assert SECRET not in page
    assert "Comment 1: it insults somebody." in page
    browser.post(f"{where}{made.number}/put-back/")
    page = client.get(where).content.decode()
    assert SECRET in page
    assert "Sample group" in page
    assert "not shown" not in page
    made.refresh_from_db()
    assert (made.reason, made.words) == ("", SECRET)


def test_comment_is_moved_only_from_where_it_stands(waiver: Waiver, facilitator: Any) -> None:
    waits, shown = written(waiver), published(waiver, facilitator=facilitator)
    for step in (
        lambda: services.publish_comment(shown, actor=facilitator),
        lambda: services.decline_comment(shown, reason="names", actor=facilitator),
        lambda: services.take_down_comment(waits, reason="names", actor=facilitator),
        lambda: services.put_back_comment(waits, actor=facilitator),
    ):
        with pytest.raises(NotAllowed):
            step()


def test_moderate_is_for_facilitators_alone(
    waiver: Waiver, where: str, lead: Any, administrator: Any, csa_reviewer: Any, newcomer: Any, client_for: Any
) -> None:
    made = written(waiver)
    administrator.is_superuser = True
    administrator.save()
    for person in (lead, administrator, csa_reviewer, newcomer):
        with pytest.raises(PermissionDenied):
            services.publish_comment(made, actor=person)
        with pytest.raises(PermissionDenied):
            services.decline_comment(made, reason="names", actor=person)
    for person in (lead, csa_reviewer, newcomer):
        browser = client_for(person)
        assert browser.get(f"{where}moderate/").status_code == 404
        assert browser.post(f"{where}{made.number}/publish/").status_code == 404


def test_moderate_is_not_for_who_is_tied_to_any_proposing_district(waiver: Waiver, where: str, client_for: Any) -> None:
    made = written(waiver, SECRET)
    partner = DistrictFactory(leaid="2899031", name="Sample District 31")
    waiver.partners.create(district=partner, asked_by=waiver.begun_by)
    declared, employed, of_partner = (
        state_officer("facilitator", email=f"tied{number}@example.org", name=f"Tied {number}") for number in range(3)
    )
    DeclarationFactory(person=declared, district=waiver.district)
    DeclarationFactory(person=of_partner, district=partner)
    MembershipFactory(district=waiver.district, user=employed, office=Office.OTHER)
    for person in (declared, employed, of_partner):
        with pytest.raises(PermissionDenied):
            services.publish_comment(made, actor=person)
        browser = client_for(person)
        assert browser.get(f"{where}moderate/").status_code == 403
        page = browser.get(where).content.decode()
        assert SECRET not in page
        assert f"{where}moderate/" not in page


def test_address_of_who_commented_is_shown_to_nobody(
    waiver: Waiver, where: str, facilitator: Any, lead: Any, client: Any, client_for: Any
) -> None:
    made = published(waiver, facilitator=facilitator, email="secret@example.org")
    written(waiver, email="secret@example.org")
    declined(waiver, facilitator=facilitator, email="secret@example.org")
    group = services.group_comments(waiver, [made], title="Sample", actor=facilitator)
    pages = [where, waiver.get_absolute_url(), f"{where}comments.csv", f"{where}groups/{group.pk}/answer/"]
    pages += [f"{where}moderate/?list={name}" for name in ("waiting", "ungrouped", "published", "declined")]
    pages += [f"{where}2/decline/", f"{where}1/take-down/"]
    for browser in (client, client_for(facilitator), client_for(lead)):
        for address in pages:
            assert "secret@example.org" not in browser.get(address).content.decode()


@pytest.mark.parametrize("count", [1, 3, 50])
@pytest.mark.parametrize("kind", ["waiting", "published"])
def test_moderate_asks_as_many_questions_for_one_three_and_fifty(
    waiver: Waiver,
    where: str,
    facilitator: Any,
    client_for: Any,
    count: int,
    kind: str,
    django_assert_num_queries: Any,
) -> None:
    for number in range(count):
        made = written(waiver)
        if kind == "published":
            services.publish_comment(made, actor=facilitator)
            services.group_comments(waiver, [made], title=f"Sample {number}", actor=facilitator)
    browser = client_for(facilitator)
    browser.get(f"{where}moderate/?list={kind}")
    with django_assert_num_queries(QUERIES[kind]):
        browser.get(f"{where}moderate/?list={kind}")


def test_comment_is_never_deleted(waiver: Waiver) -> None:
    made = written(waiver)
    with pytest.raises(IntegrityError), transaction.atomic():
        made.delete()
    assert Comment.objects.get() == made
