"""A district is admitted, renewed, lapses and leaves."""

import json
import threading
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from wagtail.models import ModelLogEntry

from portal.accounts.models import User
from portal.core.errors import NotAllowed
from portal.districts.models import District
from portal.network import services
from portal.network.models import NetworkMembership, Term
from portal.network.queries import latest_membership, members_with_pathway
from portal.network.states import NetworkMembershipState
from tests.factories.districts import DistrictFactory
from tests.factories.network import NetworkMembershipFactory, PathwayFactory

TODAY = timezone.localdate()
NEXT_YEAR = TODAY + timedelta(days=365)


def admit(district: District, **changes: Any) -> NetworkMembership:
    """Admission by a sample letter, with what a test changes."""
    facts = {"pathways": [], "since": TODAY, "until": NEXT_YEAR, "rests_on": "Letter of commitment ABC", "actor": None}
    return services.admit(district, **{**facts, **changes})


def logged(membership: NetworkMembership) -> list[str]:
    """The audit log's verbs about a membership, in order."""
    rows = ModelLogEntry.objects.for_instance(membership).order_by("pk")
    return list(rows.values_list("action", flat=True))


def test_admit_makes_a_member_with_its_pathways_and_one_audit_row_for_each_fact(district: District, lead: User) -> None:
    topics = PathwayFactory.create_batch(2)
    membership = admit(district, pathways=topics, actor=lead)
    assert membership in NetworkMembership.objects.current()
    assert (membership.role, membership.since, membership.until) == ("member", TODAY, NEXT_YEAR)
    assert set(membership.pathways.all()) == set(topics)
    assert logged(membership) == ["network.admit", "network.choose_pathways"]
    assert ModelLogEntry.objects.for_instance(membership).earliest("pk").user == lead


def test_admit_twice_by_the_same_letter_changes_nothing(district: District) -> None:
    topic = PathwayFactory()
    first = admit(district, pathways=[topic])
    again = admit(district, pathways=[], since=TODAY + timedelta(days=9), until=None, role="exemplar")
    assert again == first
    assert list(again.pathways.all()) == [topic]
    assert Term.objects.count() == 1
    assert len(logged(first)) == 2


def test_admit_renews_a_member_of_2018_with_new_pathways_and_term(db: Any) -> None:
    old = NetworkMembershipFactory(pathways=[PathwayFactory()], rests_on="MDE release")
    topic = PathwayFactory(slug="career-academies")
    membership = admit(old.district, pathways=[topic])
    membership.refresh_from_db()
    assert membership == old
    assert (membership.since, membership.until) == (date(2018, 3, 14), NEXT_YEAR)
    assert membership.rests_on == "Letter of commitment ABC"
    assert list(membership.pathways.all()) == [topic]
    assert [term.rests_on for term in membership.terms.all()] == ["MDE release", "Letter of commitment ABC"]
    assert logged(membership) == ["network.renew", "network.choose_pathways"]
    assert NetworkMembership.objects.filter(district=old.district).count() == 1


def test_admit_does_not_go_back_to_an_older_letter(db: Any) -> None:
    old = NetworkMembershipFactory(rests_on="MDE release")
    admit(old.district)
    admit(old.district, rests_on="MDE release", until=None)
    old.refresh_from_db()
    assert old.rests_on == "Letter of commitment ABC"


def test_admit_leaves_a_district_of_innovation_one_unless_told_otherwise(db: Any) -> None:
    district = NetworkMembershipFactory(role="exemplar").district
    assert admit(district).role == "exemplar"
    assert admit(district, rests_on="Another letter", role="member").role == "member"


def test_admit_brings_back_a_district_whose_term_lapsed_from_its_new_first_day(db: Any) -> None:
    old = NetworkMembershipFactory(state="lapsed", until=TODAY - timedelta(days=90))
    membership = admit(old.district)
    assert membership == old
    assert (membership.state, membership.since) == (NetworkMembershipState.ACTIVE, TODAY)


def test_admit_begins_anew_for_a_district_that_left(db: Any) -> None:
    old = NetworkMembershipFactory(state="left")
    membership = admit(old.district)
    assert membership != old
    assert latest_membership(old.district) == membership
    assert NetworkMembership.objects.current().filter(district=old.district).count() == 1


def test_admit_refuses_a_term_that_ends_before_it_begins(district: District) -> None:
    with pytest.raises(NotAllowed, match="ends before it begins"):
        admit(district, until=TODAY - timedelta(days=1))
    assert not NetworkMembership.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_admit_many_times_at_once_makes_one_membership() -> None:
    district = DistrictFactory()
    together, problems = threading.Barrier(8), []

    def sign(number: int) -> None:
        try:
            together.wait()
            admit(district, rests_on=f"Letter {number % 2}")
        except Exception as problem:
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=sign, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert NetworkMembership.objects.count() == 1
    assert sorted(Term.objects.values_list("rests_on", flat=True)) == ["Letter 0", "Letter 1"]


def test_leave_is_recorded_by_mde_with_the_reason(facilitator: User) -> None:
    membership = NetworkMembershipFactory()
    services.leave(membership, reason="The board asked for it.", actor=facilitator)
    assert membership not in NetworkMembership.objects.current()
    row = ModelLogEntry.objects.for_instance(membership).latest("pk")
    assert (row.action, row.data["reason"], row.user) == ("network.leave", "The board asked for it.", facilitator)
    with pytest.raises(NotAllowed, match="already left"):
        services.leave(membership, reason="Again", actor=facilitator)


def test_leave_by_anybody_else_is_refused(lead: User, data_steward: User, visitor: Any, district: District) -> None:
    membership = NetworkMembershipFactory(district=district)
    for actor in (lead, data_steward, visitor):
        with pytest.raises(PermissionDenied):
            services.leave(membership, reason="No", actor=actor)
    assert membership in NetworkMembership.objects.current()


def test_lapse_takes_only_terms_that_are_over(db: Any) -> None:
    over = NetworkMembershipFactory(until=TODAY - timedelta(days=1))
    running = NetworkMembershipFactory(until=TODAY)
    endless = NetworkMembershipFactory(until=None)
    assert set(NetworkMembership.objects.current()) == {running, endless}
    with pytest.raises(NotAllowed, match="is not over"):
        services.lapse(running)
    assert services.lapse_all() == 1
    over.refresh_from_db()
    assert over.state == NetworkMembershipState.LAPSED
    assert services.lapse_all() == 0


def test_lapse_memberships_command_says_how_many(db: Any, capsys: pytest.CaptureFixture[str]) -> None:
    NetworkMembershipFactory(until=TODAY - timedelta(days=1))
    call_command("lapse_memberships", json=True)
    assert json.loads(capsys.readouterr().out) == {"lapsed": 1}
    call_command("lapse_memberships")
    assert capsys.readouterr().out == "0 memberships lapsed.\n"


def test_members_with_pathway_are_the_current_members_that_name_it(db: Any) -> None:
    topic, other = PathwayFactory(slug="career-academies"), PathwayFactory()
    member = NetworkMembershipFactory(pathways=[topic, other]).district
    NetworkMembershipFactory(pathways=[other])
    NetworkMembershipFactory(pathways=[topic], state="left")
    NetworkMembershipFactory(pathways=[topic], until=TODAY - timedelta(days=1))
    assert list(members_with_pathway("career-academies")) == [member]
    assert not members_with_pathway("unknown").exists()
