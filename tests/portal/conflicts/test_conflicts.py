"""Conflicts of interest: declared, derived, computed when asked."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.conflicts import services
from portal.conflicts.models import Declaration
from portal.conflicts.providers import Tie, _sources, add_ties
from portal.conflicts.queries import is_tied, ties_between
from portal.core.errors import NotAllowed
from portal.districts.models import Membership, Office
from tests.factories.conflicts import DeclarationFactory
from tests.factories.people import FormerMembershipFactory

pytestmark = pytest.mark.django_db


def test_office_ties_now_and_for_three_years(district, lead, former_member, newcomer):
    found = ties_between([lead.pk, former_member.pk, newcomer.pk], [district.pk])
    assert {person: ties[0].kind for (person, _), ties in found.items()} == {
        lead.pk: "office",
        former_member.pk: "former office",
    }


@pytest.mark.parametrize(("days", "tied"), [(3 * 365, True), (3 * 365 + 2, False)])
def test_former_office_ties_no_longer_than_three_years(district, newcomer, days, tied):
    ended = timezone.now() - timedelta(days=days)
    FormerMembershipFactory(district=district, office=Office.OTHER, user=newcomer, ended_at=ended)
    assert is_tied(newcomer.pk, district.pk) is tied


def test_request_for_an_office_does_not_tie(district, newcomer):
    Membership.objects.create(district=district, user=newcomer, office=Office.OTHER)
    assert not is_tied(newcomer.pk, district.pk)


def test_declare_ties_until_it_is_ended(district, rival_district, facilitator):
    declaration = services.declare_conflict(person=facilitator, district=district, reason="Sample reason")
    assert services.declare_conflict(person=facilitator, district=district, reason="Again") == declaration
    assert is_tied(facilitator.pk, district.pk)
    assert not is_tied(facilitator.pk, rival_district.pk)
    services.end_declaration(declaration, actor=facilitator)
    assert not is_tied(facilitator.pk, district.pk)


def test_end_declaration_is_refused_to_others(facilitator, administrator):
    with pytest.raises(NotAllowed):
        services.end_declaration(DeclarationFactory(person=facilitator), actor=administrator)


def test_check_free_tells_nothing_of_the_reason(district, facilitator):
    DeclarationFactory(person=facilitator, district=district, reason="Secret reason")
    with pytest.raises(NotAllowed) as refused:
        services.check_free(facilitator, district.pk)
    assert "Secret" not in str(refused.value)
    assert str(district) not in str(refused.value)


def test_areas_add_kinds_of_ties(district, facilitator):
    tie = Tie(facilitator.pk, district.pk, "sample", "sample tie")
    add_ties(lambda people, districts: [tie])
    try:
        assert ties_between([facilitator.pk], [district.pk]) == {(facilitator.pk, district.pk): (tie,)}
    finally:
        _sources.pop()


def test_ties_take_the_same_queries_for_any_number(django_assert_num_queries):
    for _ in range(3):
        DeclarationFactory()
    pairs = list(Declaration.objects.values_list("person", "district"))
    for number in (1, 3):
        with django_assert_num_queries(2):
            ties_between([person for person, _ in pairs[:number]], [leaid for _, leaid in pairs[:number]])


def test_declare_and_end_over_http(client_for, district, csa_reviewer):
    client = client_for(csa_reviewer)
    client.post("/conflicts/", {"district": district.pk, "reason": "Sample reason"})
    declaration = Declaration.objects.get()
    assert "Sample reason" in client.get("/conflicts/").content.decode()
    client.post(f"/conflicts/{declaration.pk}/end/")
    assert not is_tied(csa_reviewer.pk, district.pk)


def test_reasons_are_read_by_the_person_and_staff_only(client_for, csa_reviewer, facilitator, newcomer):
    declaration = DeclarationFactory(person=csa_reviewer)
    assert "Sample reason" in client_for(facilitator).get("/conflicts/all/").content.decode()
    assert client_for(csa_reviewer).get("/conflicts/all/").status_code == 403
    assert client_for(newcomer).post(f"/conflicts/{declaration.pk}/end/").status_code == 404


def test_list_takes_the_same_queries_for_any_number(client_for, facilitator, django_assert_max_num_queries):
    client = client_for(facilitator)
    client.get("/conflicts/all/")
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for more in (1, 2, 47):
        DeclarationFactory.create_batch(more)
        with CaptureQueriesContext(connection) as asked:
            client.get("/conflicts/all/")
        counts.append(len(asked))
    assert len(set(counts)) == 1
