"""Readings are entered: by whom, over what, at the same moment, and from pages that are typed or pasted into."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.core.errors import NotAllowed
from portal.measures import services
from portal.measures.entry import Entry
from portal.measures.models import Measure, Reading, Revision
from portal.measures.runchart import months_later
from portal.network import providers
from portal.network.models import Pathway
from portal.network.providers import add_circle
from tests.factories.districts import DistrictFactory, SchoolFactory
from tests.factories.measures import JANUARY, change, circle, measured, read
from tests.factories.people import MembershipFactory
from tests.parallel import together

pytestmark = pytest.mark.django_db


def entry(school: Any, value: Any, version: int = 0, **facts: Any) -> Entry:
    told = None if value is None else Decimal(str(value))
    return Entry(school.district_id, school.pk, JANUARY, told, **{"n": 40, "version": version, **facts})


def test_enter_keeps_what_stood_before_with_who_when_and_why(
    measure: Measure, school: Any, member: Any, lead: Any
) -> None:
    read(measure, school, 41, actor=member)
    reading = Reading.objects.get()
    change(measure, reading, 43, actor=lead, n=38, why="Sample: one list was missing")
    reading.refresh_from_db()
    assert (reading.value, reading.n, reading.version, reading.entered_by) == (43, 38, 2, lead)
    newest, first = Revision.objects.order_by("-version")
    assert (first.old_value, first.new_value, first.by, first.why) == (None, 41, member, "")
    assert (newest.old_value, newest.old_n, newest.new_value, newest.new_n) == (41, 40, 43, 38)
    assert (newest.by, newest.why, newest.at) == (lead, "Sample: one list was missing", reading.entered_at)


def test_enter_asks_why_a_value_changes(measure: Measure, school: Any, member: Any) -> None:
    read(measure, school, 41, actor=member)
    with pytest.raises(NotAllowed, match="say why"):
        services.enter_readings(measure, [entry(school, 43, 1)], why=" ", actor=member)
    assert Reading.objects.get().value == 41


def test_enter_the_same_again_changes_nothing(measure: Measure, school: Any, member: Any) -> None:
    for _ in range(2):
        read(measure, school, 41, actor=member)
    assert Revision.objects.count() == 1


def test_enter_nothing_takes_a_reading_back(measure: Measure, school: Any, member: Any) -> None:
    read(measure, school, 41, actor=member)
    change(measure, Reading.objects.get(), None, n=None, actor=member)
    assert Reading.objects.get().value is None
    assert Revision.objects.filter(old_value=41, new_value=None).exists()


def test_revisions_are_only_added(measure: Measure, school: Any, member: Any) -> None:
    read(measure, school, 41, actor=member)
    for attempt in (lambda: Revision.objects.update(new_value=1), lambda: Revision.objects.all().delete()):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            attempt()


@pytest.mark.parametrize("who", ["rival_lead", "superintendent", "newcomer", "administrator", "former_member"])
def test_enter_is_refused_to_who_is_not_in_the_plc_and_the_district(
    measure: Measure, school: Any, who: str, request: Any
) -> None:
    with pytest.raises(NotAllowed, match="a district in which you hold an office"):
        services.enter_readings(measure, [entry(school, 41)], actor=request.getfixturevalue(who))
    assert not Reading.objects.exists()


def test_enter_is_refused_at_once_to_who_left_the_plc(measure: Measure, school: Any, member: Any, plc: Any) -> None:
    read(measure, school, 41, actor=member)
    del plc[member.email]
    with pytest.raises(NotAllowed):
        services.enter_readings(measure, [entry(school, 42, 1)], why="Sample", actor=member)


def test_enter_is_open_to_facilitators_for_any_district(measure: Measure, rival_school: Any, facilitator: Any) -> None:
    read(measure, rival_school, 41, actor=facilitator)
    assert Reading.objects.get().school == rival_school


def test_enter_refuses_a_school_of_another_district(measure: Measure, rival_school: Any, member: Any) -> None:
    own = member.memberships.get().district_id
    with pytest.raises(NotAllowed, match="belongs to another district"):
        services.enter_readings(measure, [Entry(own, rival_school.pk, JANUARY, Decimal(1), 40)], actor=member)


def test_enter_refuses_months_to_come_and_closed_measures(measure: Measure, school: Any, lead: Any) -> None:
    ahead = months_later(timezone.localdate().replace(day=1), 1)
    with pytest.raises(NotAllowed, match="not come yet"):
        read(measure, school, 41, actor=lead, first=ahead)
    services.close_measure(measure, reason="Sample", actor=lead)
    with pytest.raises(NotAllowed, match="while the measure is open"):
        read(measure, school, 41, actor=lead)


def test_enter_does_not_overwrite_what_somebody_else_wrote_meanwhile(
    measure: Measure, school: Any, other_school: Any, member: Any, lead: Any
) -> None:
    read(measure, school, 41, actor=member)
    clashes = services.enter_readings(measure, [entry(school, 50), entry(other_school, 60)], actor=lead)
    assert [(clash.entry.value, clash.reading.value) for clash in clashes] == [(50, 41)]
    assert dict(Reading.objects.values_list("school", "value")) == {school.pk: 41, other_school.pk: 60}


@pytest.mark.django_db(transaction=True)
def test_enter_by_many_at_once_keeps_one_and_gives_the_others_a_clash(
    measure: Measure, school: Any, member: Any
) -> None:
    def enter(number: int) -> Any:
        return services.enter_readings(measure, [entry(school, 40 + number)], actor=member)

    answers = together(5, enter)
    assert sorted(len(answer) for answer in answers) == [0, 1, 1, 1, 1], answers
    kept = answers.index([])
    assert Reading.objects.get().value == 40 + kept
    assert Revision.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_change_by_many_at_once_is_written_once(measure: Measure, school: Any, member: Any) -> None:
    read(measure, school, 41, actor=member)

    def enter(number: int) -> Any:
        return services.enter_readings(measure, [entry(school, 50 + number, 1)], why="Sample", actor=member)

    assert sorted(len(answer) for answer in together(5, enter)) == [0, 1, 1, 1, 1]
    assert Reading.objects.get().version == Revision.objects.count() == 2


def test_database_refuses_a_second_reading_of_a_school_and_month(measure: Measure, school: Any, member: Any) -> None:
    for place in ({"school": school}, {"school": None}):
        facts = {"measure": measure, "district_id": school.district_id, "month": JANUARY, "entered_by": member, **place}
        Reading.objects.create(value=1, **facts)
        with pytest.raises(IntegrityError), transaction.atomic():
            Reading.objects.create(value=2, **facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reading.objects.create(value=2, **{**facts, "month": date(2026, 2, 2)})


# The page ----------------------------------------------------------------------------


def address(measure: Measure, **query: str) -> str:
    asked = "&".join(f"{name}={value}" for name, value in {"month": "2026-01", **query}.items())
    return f"/measures/{measure.reference}/enter/?{asked}"


def sent(*schools: Any, **fields: Any) -> dict[str, Any]:
    """A form for January with an empty version for each school, and more fields named `part_number`."""
    data: dict[str, Any] = {}
    for number, school in enumerate(schools, start=1):
        for part in ("value", "n", "note", "version"):
            if f"{part}_{number}" in fields:
                data[f"{part}-{school.pk}-202601"] = fields.pop(f"{part}_{number}")
    return {**data, **fields}


def test_enter_page_saves_a_month_of_the_district(
    measure: Measure, school: Any, other_school: Any, rival_school: Any, member: Any, client_for: Any
) -> None:
    client = client_for(member)
    page = client.get(address(measure)).content.decode()
    assert "Sample School One" in page
    assert "Sample School Two" in page
    assert "The district as a whole" in page
    assert "Sample School Three" not in page
    form = sent(school, other_school, value_1="41.5%", n_1="40", note_1="Sample note", version_1="0", value_2="")
    assert client.post(address(measure), form).url == f"/measures/{measure.reference}/"
    reading = Reading.objects.get()
    assert (reading.school, reading.month, reading.value, reading.n) == (school, JANUARY, Decimal("41.5"), 40)
    assert reading.note == "Sample note"


def test_enter_page_opens_with_this_month_and_links_to_the_one_before(
    measure: Measure, school: Any, member: Any, client_for: Any
) -> None:
    this = timezone.localdate().replace(day=1)
    page = client_for(member).get(f"/measures/{measure.reference}/enter/").content.decode()
    assert f'name="value-{school.pk}-{this:%Y%m}"' in page
    assert f"month={months_later(this, -1):%Y-%m}" in page
    assert f"month={months_later(this, 1):%Y-%m}" not in page


def test_enter_page_tells_what_is_wrong_and_keeps_all(
    measure: Measure, school: Any, other_school: Any, member: Any, client_for: Any
) -> None:
    form = sent(school, other_school, value_1="41", n_1="40", value_2="lots", note_2="Sample note kept")
    page = client_for(member).post(address(measure), form).content.decode()
    assert "Sample School Two, Jan 2026: percent: “lots” is not a number." in page
    assert 'value="41"' in page
    assert 'value="lots"' in page
    assert 'value="Sample note kept"' in page
    assert not Reading.objects.exists()


def test_enter_page_shows_both_values_where_two_enter_at_once(
    measure: Measure, school: Any, other_school: Any, member: Any, lead: Any, client_for: Any
) -> None:
    client = client_for(member)
    client.get(address(measure))
    read(measure, school, 41, actor=lead)
    form = sent(school, other_school, value_1="44", n_1="40", version_1="0", value_2="60", n_2="40", version_2="0")
    page = client.post(address(measure), form).content.decode()
    assert "Innovation lead A entered 41 with n 40" in page
    assert 'value="44"' in page
    assert f'name="version-{school.pk}-202601" value="1"' in page
    assert dict(Reading.objects.values_list("school", "value")) == {school.pk: 41, other_school.pk: 60}
    again = {**form, **sent(school, other_school, version_1="1", version_2="1"), "why": "Sample: counted anew"}
    assert client.post(address(measure), again).status_code == 302
    assert Reading.objects.get(school=school).value == 44


def test_enter_page_asks_why_beside_its_field(measure: Measure, school: Any, member: Any, client_for: Any) -> None:
    read(measure, school, 41, actor=member)
    form = sent(school, value_1="44", n_1="40", version_1="1")
    page = client_for(member).post(address(measure), form).content.decode()
    assert 'href="#id_why"' in page
    assert "You change a value that stood here." in page
    assert 'value="44"' in page


def test_enter_page_takes_a_pasted_column_to_be_looked_at(
    measure: Measure, school: Any, other_school: Any, member: Any, client_for: Any
) -> None:
    form = {**sent(school, other_school, value_1="1", note_2="Sample typed"), "column": "41\t40\n44\n9\n"}
    page = client_for(member).post(address(measure), form).content.decode()
    assert "Please look at it, then save it." in page
    assert f'name="value-{school.pk}-202601" value="41"' in page
    assert f'name="n-{school.pk}-202601" value="40"' in page
    assert f'name="value-{other_school.pk}-202601" value="44"' in page
    assert 'value="Sample typed"' in page
    assert "Line 3 (“9”) belongs to no school on this page." in page
    assert not Reading.objects.exists()


def test_enter_page_takes_six_months_and_keeps_their_notes(
    measure: Measure, school: Any, member: Any, client_for: Any
) -> None:
    read(measure, school, 41, actor=member, note="Sample note")
    client = client_for(member)
    where = address(measure, month="2026-02", months="6")
    page = client.get(where).content.decode()
    assert f'name="value-{school.pk}-202509"' in page
    assert f'name="value-{school.pk}-202602"' in page
    assert f"note-{school.pk}" not in page
    form = {f"value-{school.pk}-202601": "42", f"n-{school.pk}-202601": "40", f"version-{school.pk}-202601": "1"}
    form |= {f"value-{school.pk}-202512": "39", f"n-{school.pk}-202512": "40", "why": "Sample"}
    assert client.post(where, form).status_code == 302
    assert list(Reading.objects.order_by("month").values_list("value", "note")) == [(39, ""), (42, "Sample note")]


def test_enter_page_lets_a_facilitator_choose_the_district(
    measure: Measure, rival_school: Any, school: Any, facilitator: Any, client_for: Any
) -> None:
    page = client_for(facilitator).get(address(measure, district=rival_school.district_id)).content.decode()
    assert "Sample School Three" in page
    assert "Sample School One" not in page


def test_enter_page_without_any_district_says_so(pathway: Pathway, facilitator: Any, client_for: Any) -> None:
    measure = measured(pathway, actor=facilitator)
    page = client_for(facilitator).get(address(measure)).content.decode()
    assert "There is no district yet" in page


@pytest.mark.parametrize("query", [{"month": "soon"}, {"month": "2099-01"}, {"months": "x"}, {"district": "x"}])
def test_enter_page_takes_odd_addresses(
    measure: Measure, school: Any, member: Any, client_for: Any, query: dict[str, str]
) -> None:
    assert client_for(member).get(address(measure, **query)).status_code == 200


def test_enter_page_takes_odd_fields(measure: Measure, school: Any, member: Any, client_for: Any) -> None:
    form = sent(school, value_1="9" * 50, n_1="x", note_1="y" * 401, version_1="-1", why="w" * 301)
    page = client_for(member).post(address(measure), form)
    assert page.status_code == 200
    assert not Reading.objects.exists()


@pytest.mark.parametrize("schools", [1, 3, 50])
def test_enter_page_asks_the_database_alike(
    measure: Measure, district: Any, member: Any, client_for: Any, schools: int, django_assert_max_num_queries: Any
) -> None:
    for _ in range(schools):
        SchoolFactory(district=district)
    client = client_for(member)
    client.get(address(measure))
    with django_assert_max_num_queries(15):
        client.get(address(measure))


def test_enter_page_of_two_districts_lets_their_person_choose(
    measure: Measure, pathway: Pathway, school: Any, member: Any, client_for: Any, monkeypatch: Any
) -> None:
    second = SchoolFactory(district=DistrictFactory(), name="Sample School Far")
    MembershipFactory(district=second.district, user=member)
    monkeypatch.setattr(providers, "_circles", [])
    add_circle(circle({member.email: "member"}, pathway))
    page = client_for(member).get(address(measure, district=second.district_id)).content.decode()
    assert "Sample School Far" in page
    assert "Sample School One" not in page
