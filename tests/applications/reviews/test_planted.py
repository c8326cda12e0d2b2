"""Thirty planted conflicts, five of each kind that the portal knows: nobody is assigned where they are tied."""

from typing import Any

import pytest
from django.utils import timezone

from applications.reviews import services
from applications.reviews.models import Assignment, Panel, Subject
from applications.reviews.queries import ties_of
from best_practices.library import services as library
from portal.conflicts.queries import ties_between
from portal.core.errors import NotAllowed
from portal.districts.models import District, Office
from portal.network.models import NetworkRole
from tests.cast import office_holder
from tests.factories.conflicts import DeclarationFactory
from tests.factories.districts import DistrictFactory
from tests.factories.library import WELL, drafted, handed_in
from tests.factories.mentoring import asked_for, offered, under_way
from tests.factories.network import NetworkMembershipFactory
from tests.factories.people import FormerMembershipFactory, MembershipFactory
from tests.factories.plcs import placed, workgroup_of
from tests.factories.reviews import PanelFactory, SubjectFactory, on_panel

pytestmark = pytest.mark.django_db
KINDS = ["office", "former office", "declared", "mentorship", "co-lead", "co-author"]
EACH = 5


def holder(district: District, name: str) -> Any:
    return office_holder(district, Office.SUPERINTENDENT, name)


def plant(kind: str, number: int, facilitator: Any) -> tuple[Any, District]:
    """A person and a district that they may not judge, for one reason."""
    judged = DistrictFactory(name=f"Sample {kind} {number}")
    if kind == "office":
        return holder(judged, f"Office {number}"), judged
    own = DistrictFactory(name=f"Sample home {kind} {number}")
    person, theirs = holder(own, f"Judge {kind} {number}"), holder(judged, f"Other {kind} {number}")
    if kind == "former office":
        FormerMembershipFactory(district=judged, office=Office.OTHER, user=person, ended_at=timezone.now())
    elif kind == "declared":
        DeclarationFactory(person=person, district=judged)
    elif kind == "mentorship":
        NetworkMembershipFactory(district=own, role=NetworkRole.EXEMPLAR)
        request = asked_for(judged, actor=theirs)
        under_way(offered(own, actor=person), request, by=[person, theirs], actor=facilitator)
    elif kind == "co-lead":
        workgroup = workgroup_of(own, judged)
        placed(workgroup, person, is_lead=True)
        placed(workgroup, theirs, is_lead=True)
    else:
        version = drafted(own, actor=person)
        library.accept_authorship(
            library.ask_author(version, email=theirs.email, actor=person), district=judged, actor=theirs
        )
    return person, judged


@pytest.fixture
def planted(facilitator: Any) -> list[tuple[Any, District, str]]:
    """Six kinds of conflicts, five of each."""
    return [(*plant(kind, number, facilitator), kind) for kind in KINDS for number in range(EACH)]


def test_none_of_thirty_planted_conflicts_is_assigned_and_each_names_its_reason(
    planted: list[tuple[Any, District, str]], facilitator: Any
) -> None:
    panel: Panel = PanelFactory(per_subject=29)
    on_panel(panel, *(person for person, _, _ in planted))
    subjects = {district.pk: SubjectFactory(panel=panel, district=district) for _, district, _ in planted}
    ties = ties_of(panel, subjects.values())
    for person, district, kind in planted:
        assert kind in {tie.kind for tie in ties[person.pk, district.pk]}
        with pytest.raises(NotAllowed):
            services.assign_reviewer(subjects[district.pk], person, actor=facilitator)
    services.assign_automatically(panel, actor=facilitator)
    given = set(Assignment.objects.values_list("reviewer", "subject__district"))
    assert len(given) == 30 * 30 - len(ties)
    assert not given & {(person.pk, district.pk) for person, district, _ in planted}


def test_conflict_that_arises_after_assignment_hides_the_subject_at_once(facilitator: Any) -> None:
    subject: Subject = SubjectFactory()
    own = DistrictFactory(name="Sample home")
    person, theirs = holder(own, "Judge"), holder(subject.district, "Other")
    on_panel(subject.panel, person)
    services.assign_reviewer(subject, person, actor=facilitator)
    assert Subject.objects.visible_to(person).exists()
    workgroup = workgroup_of(own, subject.district)
    for lead in (person, theirs):
        placed(workgroup, lead, is_lead=True)
    assert not Subject.objects.visible_to(person).exists()


def test_moderator_who_wrote_with_the_district_does_not_judge_its_practice(
    district: District, lead: Any, facilitator: Any
) -> None:
    own = DistrictFactory(name="Sample home")
    version = handed_in(district, actor=lead)
    library.note_checks(version, checks=WELL, actor=facilitator)
    MembershipFactory(district=own, user=facilitator, office=Office.OTHER)
    assert ties_between([facilitator.pk], [district.pk]) == {}
    author = library.ask_author(drafted(district, actor=lead), email=facilitator.email, actor=lead)
    library.accept_authorship(author, district=own, actor=facilitator)
    with pytest.raises(NotAllowed, match="cannot be done by this person"):
        library.note_checks(version, checks=WELL, actor=facilitator)


def test_who_leads_with_nobody_and_members_of_a_plc_are_free(district: District, rival_district: District) -> None:
    workgroup = workgroup_of(district, rival_district)
    lead, member = holder(district, "Lead A"), holder(rival_district, "Member B")
    placed(workgroup, lead, is_lead=True)
    placed(workgroup, member)
    assert ties_between([lead.pk], [rival_district.pk]) == {}
    assert ties_between([member.pk], [district.pk]) == {}
