"""The work with a school begins with what a file says, once, and ends by a rule; its history stays."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from best_practices.improvement import services
from best_practices.improvement.models import ArtifactType, IdentifiedSchool
from best_practices.improvement.providers import waiting_artifacts, waiting_for_coaches
from portal.core.errors import NotAllowed
from portal.core.models import OutgoingMail
from portal.districts.models import District, School
from tests.factories.accountability import DesignationFactory
from tests.factories.conflicts import DeclarationFactory
from tests.factories.districts import SchoolFactory
from tests.factories.improvement import complete, exited, identified

pytestmark = pytest.mark.django_db
QUERIES = 12


def in_days(number: int) -> Any:
    return timezone.localdate() + timedelta(days=number)


def test_work_begins_with_the_designations_of_the_newest_year(
    school: School, coach: Any, lead: Any, client_for: Any
) -> None:
    DesignationFactory(school=school, year=2019, designation="SAR", source="old.csv")
    for designation in ("CSI", "SAR"):
        DesignationFactory(school=school, year=2022, designation=designation, source="new.csv")
    browser = client_for(coach)
    assert "Designated, and not begun: 1" in browser.get("/improvement/").content.decode()
    assert str(school) in browser.get("/improvement/begin/").content.decode()
    page = browser.get(f"/improvement/begin/{school.pk}/").content.decode()
    assert "new.csv" in page
    browser.post(f"/improvement/begin/{school.pk}/", {"artifacts_due_on": in_days(20).isoformat()})
    work = IdentifiedSchool.objects.get()
    assert [(each["designation"], each["year"], each["source"]) for each in work.reasons] == [
        ("CSI", 2022, "new.csv"),
        ("SAR", 2022, "new.csv"),
    ]
    page = client_for(lead).get(work.get_absolute_url()).content.decode()
    assert "new.csv" in page
    assert "old.csv" not in page
    mail = OutgoingMail.objects.get(to=lead.email, subject__startswith="Identified")
    assert work.get_absolute_url() in mail.text
    assert "Designated, and not begun" not in browser.get("/improvement/").content.decode()
    assert str(school) not in browser.get("/improvement/begin/").content.decode()
    school_page = client_for(lead).get(school.get_absolute_url()).content.decode()
    assert work.get_absolute_url() in school_page


def test_empty_list_says_what_comes_first(school: School, coach: Any, lead: Any, client_for: Any) -> None:
    assert "None of your schools is identified." in client_for(lead).get("/improvement/").content.decode()
    assert "a file that a data steward imports" in client_for(coach).get("/improvement/").content.decode()
    DesignationFactory(school=school)
    assert 'href="/improvement/begin/"' in client_for(coach).get("/improvement/").content.decode()


def test_school_that_no_file_designates_is_not_identified(school: School, coach: Any, client_for: Any) -> None:
    page = client_for(coach).get(f"/improvement/begin/{school.pk}/").content.decode()
    assert "No imported file designates this school." in page
    page = client_for(coach).post(f"/improvement/begin/{school.pk}/", {"artifacts_due_on": in_days(20).isoformat()})
    assert "No imported file designates this school." in page.content.decode()
    with pytest.raises(NotAllowed, match="Import the designations first"):
        services.identify_school(school, artifacts_due_on=in_days(20), actor=coach)
    assert not IdentifiedSchool.objects.exists()


def test_work_goes_on_once_at_a_time_also_in_the_database(work: IdentifiedSchool, school: School, coach: Any) -> None:
    with pytest.raises(NotAllowed, match="has begun already"):
        services.identify_school(school, artifacts_due_on=in_days(20), actor=coach)
    kept = {"artifacts_due_on": in_days(20), "identified_by": coach, "year": 2022}
    with pytest.raises(IntegrityError), transaction.atomic():
        IdentifiedSchool.objects.create(school=school, **kept)


def test_each_kind_of_designation_stands_until_its_next_file(school: School, coach: Any, client_for: Any) -> None:
    for year, designation in ((2021, "CSI"), (2023, "SAR"), (2020, "TSI")):
        DesignationFactory(school=school, year=year, designation=designation)
    DesignationFactory(year=2022, designation="TSI")
    work = services.identify_school(school, artifacts_due_on=in_days(20), actor=coach)
    assert [(each["designation"], each["year"]) for each in work.reasons] == [("CSI", 2021), ("SAR", 2023)]
    browser = client_for(coach)
    for designation, is_found in (("CSI", True), ("SAR", True), ("TSI", False), ("ATSI", False)):
        page = browser.get(f"/improvement/?designation={designation}").content.decode()
        assert (str(school) in page) is is_found, designation


def test_school_cannot_exit_before_the_work_with_it_began(work: IdentifiedSchool, coach: Any) -> None:
    with pytest.raises(NotAllowed, match="had not begun"):
        services.exit_school(work, on=in_days(-1), reason="x", actor=coach)


def test_day_that_has_come_is_no_day_to_give_a_school(school: School, coach: Any) -> None:
    DesignationFactory(school=school)
    with pytest.raises(NotAllowed, match="choose a later one"):
        services.identify_school(school, artifacts_due_on=in_days(0), actor=coach)


def test_only_coaches_and_facilitators_who_are_free_begin_and_end_it(
    work: IdentifiedSchool, coach: Any, lead: Any, facilitator: Any, administrator: Any, csa_reviewer: Any
) -> None:
    other = SchoolFactory(district=work.school.district)
    DesignationFactory(school=other)
    for person in (lead, administrator, csa_reviewer):
        with pytest.raises(PermissionDenied):
            services.identify_school(other, artifacts_due_on=in_days(20), actor=person)
        with pytest.raises(PermissionDenied):
            services.exit_school(work, on=in_days(0), reason="x", actor=person)
    DeclarationFactory(person=facilitator, district=work.school.district)
    with pytest.raises(NotAllowed):
        services.identify_school(other, artifacts_due_on=in_days(20), actor=facilitator)
    with pytest.raises(PermissionDenied):
        services.exit_school(work, on=in_days(0), reason="x", actor=facilitator)
    DeclarationFactory(person=administrator, district=work.school.district)
    administrator.is_superuser = True
    with pytest.raises(NotAllowed):
        services.exit_school(work, on=in_days(0), reason="x", actor=administrator)


def test_school_exits_by_a_rule_and_begins_anew_when_it_is_identified_again(
    work: IdentifiedSchool, school: School, coach: Any, lead: Any, client_for: Any
) -> None:
    browser, where = client_for(coach), work.get_absolute_url()
    page = browser.post(f"{where}exit/", {"on": in_days(1).isoformat(), "reason": "Sample"}).content.decode()
    assert "That day has not come yet." in page
    browser.post(f"{where}exit/", {"on": in_days(0).isoformat(), "reason": "Sample: 52 of 100 points, a C."})
    work.refresh_from_db()
    assert (work.state, work.exited_on) == ("exited", timezone.localdate())
    page = client_for(lead).get(where).content.decode()
    assert "Sample: 52 of 100 points, a C." in page
    assert "Upload" not in page
    assert OutgoingMail.objects.filter(to=lead.email, text__contains="52 of 100 points").exists()
    with pytest.raises(PermissionDenied):
        services.exit_school(work, on=in_days(0), reason="x", actor=coach)
    assert str(school) not in browser.get("/improvement/begin/").content.decode(), "its designation is an old one"
    DesignationFactory(school=school, year=2023, designation="SAR")
    assert str(school) in browser.get("/improvement/begin/").content.decode()
    again = services.identify_school(school, artifacts_due_on=in_days(20), actor=coach)
    assert where in client_for(lead).get(again.get_absolute_url()).content.decode()


def test_list_is_of_the_readers_districts_and_for_the_state_of_all(
    work: IdentifiedSchool, rival_district: District, rival_lead: Any, coach: Any, lead: Any, client_for: Any
) -> None:
    theirs = identified(SchoolFactory(district=rival_district), actor=coach, designation="CSI")
    seen = {person: client_for(person).get("/improvement/").content.decode() for person in (lead, rival_lead, coach)}
    assert [str(work.school) in seen[lead], str(theirs.school) in seen[lead]] == [True, False]
    assert [str(work.school) in seen[rival_lead], str(theirs.school) in seen[rival_lead]] == [False, True]
    assert [str(work.school) in seen[coach], str(theirs.school) in seen[coach]] == [True, True]
    table = client_for(rival_lead).get("/improvement/schools.csv").content.decode()
    assert str(theirs.school) in table
    assert str(work.school) not in table
    page = client_for(coach).get("/improvement/?designation=CSI").content.decode()
    assert [str(work.school) in page, str(theirs.school) in page] == [False, True]
    page = client_for(coach).get("/improvement/?state=exited").content.decode()
    assert "No identified school stands there." in page


def test_list_asks_as_many_questions_for_one_three_and_fifty(
    district: District, coach: Any, lead: Any, client_for: Any, django_assert_num_queries: Any
) -> None:
    browser = client_for(coach)
    browser.get("/improvement/begin/")
    for more in (1, 2, 47):
        for _ in range(more):
            identified(SchoolFactory(district=district), actor=coach)
            DesignationFactory(school=SchoolFactory(district=district), designation="SAR")
        for address in ("/improvement/", "/improvement/begin/"):
            with django_assert_num_queries(QUERIES):
                browser.get(address)


def test_artifacts_wait_for_who_writes_for_the_school(
    work: IdentifiedSchool, lead: Any, board_president: Any, rival_lead: Any, school: School, coach: Any
) -> None:
    (wait,) = waiting_artifacts(lead)
    assert (wait.url, wait.due is not None, wait.on_others) == (work.get_absolute_url(), True, False)
    assert wait.note == "Something is lacking in 4 folders."
    assert list(waiting_for_coaches(coach)) == []
    folder = ArtifactType.objects.filter(is_required=True)[0]
    services.excuse_artifact(work, folder=folder, reason="Sample", actor=coach)
    (wait,) = waiting_artifacts(lead)
    assert wait.note == "Something is lacking in 3 folders."
    complete(work, actor=lead)
    (wait,) = waiting_artifacts(lead)
    assert (wait.note, wait.on_others) == ("Everything is there. A coach looks at it.", True)
    assert [each.url for each in waiting_for_coaches(coach)] == [work.get_absolute_url()]
    services.confirm_artifacts(work, actor=coach)
    (wait,) = waiting_artifacts(lead)
    assert "Write its plan" in wait.note
    assert list(waiting_for_coaches(coach)) == []
    assert list(waiting_artifacts(board_president)) == list(waiting_artifacts(rival_lead)) == []
    services.exit_school(work, on=in_days(0), reason="Sample", actor=coach)
    assert list(waiting_artifacts(lead)) == []
    assert exited(SchoolFactory(district=school.district), actor=coach, by=lead).state == "exited"
