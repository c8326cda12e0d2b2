"""Measures are read: by whom, with what hidden, in lists, pages, files and other apps' pages."""

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.core.errors import NotAllowed
from portal.measures import services
from portal.measures.models import Measure, Reading
from portal.measures.queries import board_of, chart_of, measures_of
from portal.measures.runchart import months_later
from portal.network import providers
from portal.network.models import Pathway
from portal.network.providers import add_circle
from tests.factories.districts import SchoolFactory
from tests.factories.measures import JANUARY, WORDS, change, circle, measured, read
from tests.factories.network import PathwayFactory

pytestmark = pytest.mark.django_db
SMALL, LARGE = "77.25", "41"  # the first is of few students and must not be found by others


@pytest.fixture
def page_for(measure: Measure, client_for: Callable[..., Client]) -> Callable[[Any, str], str]:
    def open_page(user: Any, more: str = "") -> str:
        answer = client_for(user).get(f"/measures/{measure.reference}/{more}")
        assert answer.status_code == 200
        return str(answer.content.decode())

    return open_page


def many_readings(measure: Measure, school: Any, actor: Any) -> None:
    read(
        measure, school, 41, 43, 40, None, 42, 44, 60, 61, 62, 63, 64, 65, actor=actor, first=months_later(JANUARY, -12)
    )


# Who ---------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["rival_superintendent", "superintendent", "newcomer", "former_member", "osi_coach"])
@pytest.mark.parametrize("more", ["", "changes/", "readings.csv", "enter/", "import/", "edit/", "close/"])
def test_strangers_find_no_measure(measure: Measure, who: str, more: str, request: Any, client_for: Any) -> None:
    client = client_for(request.getfixturevalue(who))
    assert client.get(f"/measures/{measure.reference}/{more}").status_code == 404
    assert measure.title not in client.get("/measures/").content.decode()


def test_who_leaves_the_plc_finds_no_measure_any_more(
    measure: Measure, plc: dict[str, str], member: Any, client_for: Any
) -> None:
    client = client_for(member)
    assert client.get(measure.get_absolute_url()).status_code == 200
    del plc[member.email]
    assert client.get(measure.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("verb", ["edit", "close"])
def test_members_of_the_plc_and_administrators_read_but_do_not_keep(
    measure: Measure, verb: str, member: Any, administrator: Any, client_for: Any
) -> None:
    for person in (member, administrator):
        assert client_for(person).get(f"/measures/{measure.reference}/{verb}/").status_code == 403


def test_services_ask_who_keeps_a_measure(pathway: Pathway, measure: Measure, member: Any) -> None:
    for attempt in (
        lambda: services.start_measure(pathway, actor=member, **WORDS),
        lambda: services.edit_measure(measure, actor=member, title="Sample"),
        lambda: services.close_measure(measure, reason="Sample", actor=member),
        lambda: services.reopen_measure(measure, actor=member),
    ):
        with pytest.raises(NotAllowed, match="Only who leads the PLC"):
            attempt()


def test_lead_of_another_plc_does_not_keep_it(measure: Measure, lead: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(providers, "_circles", [])
    add_circle(circle({lead.email: "lead"}, PathwayFactory()))
    with pytest.raises(NotAllowed):
        services.close_measure(measure, reason="Sample", actor=lead)


# Making, changing, closing -----------------------------------------------------------

FORM = {**WORDS, "kind": "process", "unit": "percent", "direction": "higher", "is_about_students": "on"}


def test_start_page_makes_a_measure_of_a_plc_that_one_leads(
    pathway: Pathway, plc: Any, lead: Any, client_for: Any
) -> None:
    other, client = PathwayFactory(name="Sample other PLC"), client_for(lead)
    assert "Sample other PLC" not in client.get("/measures/new/").content.decode()
    refused = client.post("/measures/new/", {**FORM, "pathway": other.pk})
    assert "Select a valid choice" in refused.content.decode()
    made = client.post("/measures/new/", {**FORM, "pathway": pathway.pk, "goal": "60", "goal_by": "2027-06-30"})
    measure = Measure.objects.get()
    assert made.url == measure.get_absolute_url()
    assert (measure.pathway, measure.goal, measure.begun_by) == (pathway, 60, lead)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"goal": "140"}, "A percent lies between 0 and 100."),
        ({"goal_by": "2027-06-30"}, "Please say what should be reached by this day."),
        ({"baseline_months": "3"}, "greater than or equal to 6"),
        ({"question": ""}, "This field is required"),
    ],
)
def test_start_page_tells_what_is_wrong_and_keeps_the_rest(
    pathway: Pathway, plc: Any, lead: Any, client_for: Any, wrong: dict[str, str], said: str
) -> None:
    page = client_for(lead).post("/measures/new/", {**FORM, "pathway": pathway.pk, **wrong}).content.decode()
    assert said in page
    assert WORDS["counted"] in page
    assert not Measure.objects.exists()


def test_start_page_without_any_plc_says_so(facilitator: Any, client_for: Any) -> None:
    Pathway.objects.all().delete()
    assert "There is no PLC yet" in client_for(facilitator).get("/measures/new/?plc=x").content.decode()


def test_edit_page_changes_the_words_and_shows_the_old_title_while_it_cannot(
    measure: Measure, lead: Any, client_for: Any
) -> None:
    client, where = client_for(lead), f"/measures/{measure.reference}/edit/"
    page = client.post(where, {**FORM, "title": ""}).content.decode()
    assert f"Describe anew: {measure.title}" in page
    assert client.post(where, {**FORM, "title": "Sample new title"}).url == measure.get_absolute_url()
    measure.refresh_from_db()
    assert (measure.title, measure.edited_by) == ("Sample new title", lead)


def test_close_needs_a_reason_and_can_be_undone(measure: Measure, lead: Any, member: Any, client_for: Any) -> None:
    client, where = client_for(lead), f"/measures/{measure.reference}"
    assert "Please say why" in client.post(f"{where}/close/", {"reason": ""}).content.decode()
    client.post(f"{where}/close/", {"reason": "Sample: it told us nothing more"})
    page = client.get(f"{where}/").content.decode()
    assert "Sample: it told us nothing more" in page
    assert "Enter readings" not in page
    assert client_for(member).get(f"{where}/enter/").status_code == 403
    client.post(f"{where}/reopen/")
    assert "Enter readings" in client.get(f"{where}/").content.decode()


# The page ----------------------------------------------------------------------------


def test_page_without_readings_says_what_to_do(page_for: Any, member: Any, administrator: Any) -> None:
    assert "Enter the first" in page_for(member)
    assert "Enter the first" not in page_for(administrator)


def test_page_draws_the_chart_and_says_it_in_words(measure: Measure, school: Any, member: Any, page_for: Any) -> None:
    services.edit_measure(measure, actor=measure.begun_by, goal=70, baseline_months=6)
    many_readings(measure, school, member)
    page = page_for(member)
    assert "Dec 2025: 65 percent, of one school or district. The median of the first 6 months is 42 percent." in page
    assert "The goal is 70 percent. 5 to go." in page
    assert "Shift: 7 readings in a row, above the median" in page
    assert "which is the wanted direction." in page
    assert re.search(r'class="series" d="M[^"M]*M', page), "the missing month is a gap"
    assert '<td class="number">missing</td>' in page


def test_page_shows_schools_of_ones_own_district_first(
    measure: Measure, school: Any, rival_school: Any, member: Any, rival_lead: Any, page_for: Any
) -> None:
    read(measure, school, 41, actor=member)
    read(measure, rival_school, 51, actor=rival_lead)
    for person, first, second in ((member, school, rival_school), (rival_lead, rival_school, school)):
        page = page_for(person)
        assert 0 < page.index(f'<th scope="row">{first}') < page.index(f'<th scope="row">{second}')


def test_page_tells_what_was_changed(measure: Measure, school: Any, member: Any, page_for: Any) -> None:
    read(measure, school, 41, actor=member)
    assert "Changed since it was entered" not in page_for(member)
    change(measure, Reading.objects.get(), 44, actor=member, why="Sample: counted anew")
    for more in ("", "changes/"):
        assert "41 (n 40) → 44 (n 40)" in page_for(member, more)
        assert "Lead teacher A: Sample: counted anew" in page_for(member, more)


def test_changes_page_without_readings_says_so(page_for: Any, member: Any) -> None:
    assert "No readings yet." in page_for(member, "changes/")


def test_list_groups_measures_by_plc(measure: Measure, member: Any, client_for: Any) -> None:
    page = client_for(member).get("/measures/").content.decode()
    assert "<h2>Sample PLC</h2>" in page
    assert measure.get_absolute_url() in page
    assert "Begin a measure" not in page


def test_list_without_measures_says_why(newcomer: Any, lead: Any, plc: Any, client_for: Any) -> None:
    assert "You are in no PLC" in client_for(newcomer).get("/measures/").content.decode()
    assert "Begin with one number" in client_for(lead).get("/measures/").content.decode()


# Small groups ------------------------------------------------------------------------


@pytest.fixture
def few(measure: Measure, school: Any, other_school: Any, member: Any) -> Reading:
    """A value of few students, changed once, beside one of many."""
    read(measure, school, SMALL, actor=member, n=7, note="Sample note on few")
    read(measure, other_school, LARGE, actor=member)
    reading = Reading.objects.get(school=school)
    change(measure, reading, "78.25", actor=member, n=6, why="Sample why of few")
    return reading


TOLD = ("77.25", "78.25", "Sample note on few", "Sample why of few")


@pytest.mark.parametrize("who", ["rival_lead", "administrator"])
@pytest.mark.parametrize("more", ["", "changes/", "readings.csv"])
def test_small_groups_are_hidden_from_others(few: Reading, who: str, more: str, request: Any, page_for: Any) -> None:
    page = page_for(request.getfixturevalue(who), more)
    assert not [word for word in TOLD if word in page]
    assert "hidden" in page
    assert "41" in page


@pytest.mark.parametrize("who", ["member", "lead", "facilitator"])
def test_small_groups_are_seen_by_their_district_and_facilitators(
    few: Reading, who: str, request: Any, page_for: Any
) -> None:
    user = request.getfixturevalue(who)
    assert "78.25" in page_for(user)
    assert "others see “hidden”" in page_for(user)
    assert "77.25 (n 7), “Sample note on few” → 78.25 (n 6)" in page_for(user, "changes/")
    assert "78.25" in page_for(user, "readings.csv")


def test_small_groups_are_in_no_average_whoever_looks(few: Reading, measure: Measure, member: Any) -> None:
    chart = board_of(measure).together()
    assert chart.readings == [("Jan 2026", 41.0)]
    assert chart.left_out == 1
    assert "1 value of small groups is left out." in render_to_string("measures/chart.html", {"chart": chart})


def test_small_groups_cannot_be_subtracted_from_their_district(
    few: Reading, measure: Measure, district: Any, member: Any, rival_lead: Any, page_for: Any
) -> None:
    large = SchoolFactory(district=district, name="Sample School Large")
    read(measure, large, "55.5", actor=member, n=90)
    assert "41" in page_for(rival_lead, "readings.csv")
    read(measure, district, "53.1", actor=member, n=136)
    told = list(csv.DictReader(io.StringIO(page_for(rival_lead, "readings.csv"))))
    assert {row["School"]: row["Value"] for row in told} == {
        "": "53.10",
        "Sample School Large": "55.50",
        "Sample School One": "hidden",
        "Sample School Two": "hidden",
    }


def test_a_value_without_n_is_hidden_from_others(
    measure: Measure, school: Any, member: Any, rival_lead: Any, facilitator: Any, page_for: Any
) -> None:
    read(measure, school, SMALL, actor=member, n=None)
    assert SMALL not in page_for(rival_lead)
    services.edit_measure(measure, actor=facilitator, is_about_students=False)
    assert SMALL in page_for(rival_lead)


def test_an_earlier_value_of_few_stays_hidden_after_it_is_put_right(
    measure: Measure, school: Any, member: Any, rival_lead: Any, page_for: Any
) -> None:
    read(measure, school, SMALL, actor=member, n=4)
    change(measure, Reading.objects.get(), 50, actor=member, n=40)
    page = page_for(rival_lead, "changes/")
    assert SMALL not in page
    assert "hidden → 50 (n 40)" in page


# The file ----------------------------------------------------------------------------


def test_file_is_safe_to_open(measure: Measure, school: Any, member: Any, page_for: Any) -> None:
    read(measure, school, 41, actor=member, note="=HYPERLINK(1)")
    row = next(csv.DictReader(io.StringIO(page_for(member, "readings.csv"))))
    assert row["Note"] == "'=HYPERLINK(1)"
    assert (row["Month"], row["Value"], row["n"], row["Entered by"]) == ("2026-01", "41.00", "40", "Lead teacher A")


# Other apps' pages, and how often the database is asked -------------------------------


def test_chart_of_a_measure_fits_into_any_page(measure: Measure, school: Any, member: Any) -> None:
    many_readings(measure, school, member)
    drawn = render_to_string("measures/chart.html", {"chart": chart_of(measure)})
    assert "<svg" in drawn
    assert "Dec 2025: 65 percent" in drawn


def asked(act: Callable[[], Any]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        act()
    return len(queries)


def test_measures_of_plcs_are_read_in_two_queries(pathway: Pathway, plc: Any, lead: Any, school: Any) -> None:
    counts = []
    for number in (1, 3, 50):
        while Measure.objects.count() < number:
            read(measured(pathway, actor=lead), school, 41, 42, actor=lead)
        counts.append(asked(lambda: measures_of([pathway.pk])))
    assert counts == [2, 2, 2]
    assert len(measures_of([pathway.pk])) == 50
    assert measures_of([]) == []


def test_list_asks_the_database_alike(pathway: Pathway, plc: Any, lead: Any, school: Any, client_for: Any) -> None:
    client, counts = client_for(lead), []
    for number in (1, 3, 50):
        while Measure.objects.count() < number:
            read(measured(pathway, actor=lead), school, 41, actor=lead)
        client.get("/measures/")
        counts.append(asked(lambda: client.get("/measures/")))
    assert len(set(counts)) == 1, counts
    assert counts[0] <= 15
    assert "Page 1 of 3" in client.get("/measures/").content.decode()


def test_page_asks_the_database_alike(measure: Measure, district: Any, lead: Any, client_for: Any) -> None:
    client, counts, made = client_for(lead), [], 0
    for number in (1, 3, 50):
        for _ in range(number - made):
            school = SchoolFactory(district=district)
            read(measure, school, 41, 42, actor=lead)
            change(measure, Reading.objects.filter(school=school).first(), 50, actor=lead)
        made = number
        for more in ("", "changes/", "readings.csv"):
            client.get(f"{measure.get_absolute_url()}{more}")
        counts.append(
            [
                asked(lambda path=more: client.get(f"{measure.get_absolute_url()}{path}"))
                for more in ("", "changes/", "readings.csv")
            ]
        )
    assert counts[0] == counts[1] == counts[2], counts
    assert max(counts[0]) <= 20


def test_pages_run_nothing_that_people_wrote(
    pathway: Pathway, plc: Any, lead: Any, school: Any, client_for: Any
) -> None:
    evil = "<script>alert(1)</script>"
    words = dict.fromkeys(("title", "question", "counted", "numerator", "denominator"), evil)
    measure = measured(pathway, actor=lead, **words)
    read(measure, school, 41, actor=lead, note=evil)
    change(measure, Reading.objects.get(), 42, actor=lead, why=evil)
    services.close_measure(measure, reason=evil, actor=lead)
    client = client_for(lead)
    assert evil not in client.get("/measures/").content.decode()
    for more in ("", "changes/", "edit/", "close/"):
        page = client.get(f"{measure.get_absolute_url()}{more}").content.decode()
        assert "&lt;script&gt;" in page
        assert evil not in page
    services.reopen_measure(measure, actor=lead)
    for more in ("enter/?month=2026-01", "import/"):
        assert evil not in client.get(f"{measure.get_absolute_url()}{more}").content.decode()


def test_lead_cannot_uncover_what_is_there_by_describing_the_measure_anew(
    measure: Any, school: Any, lead: Any, member: Any, facilitator: Any
) -> None:
    services.edit_measure(measure, is_about_students=False, actor=lead)
    services.edit_measure(measure, is_about_students=True, actor=lead)
    read(measure, school, "41", actor=member)
    for told in ({"is_about_students": False}, {"unit": "other"}):
        with pytest.raises(NotAllowed, match="Only a facilitator"):
            services.edit_measure(measure, **told, actor=lead)
        services.edit_measure(measure, **told, actor=facilitator)
