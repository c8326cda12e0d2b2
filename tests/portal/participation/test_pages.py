"""The pages of the ledger: what a district reads of itself, what MDE reads of the network, and their files."""

import csv
import io
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.participation.duties import Duty
from tests.factories.districts import DistrictFactory
from tests.factories.ledger import Source, contested, fact, noon, planted
from tests.factories.network import NetworkMembershipFactory

pytestmark = pytest.mark.django_db
ONE = "/participation/2899001/2018-19/"


def page(client: Any, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    text: str = answer.content.decode()
    return text


def file(client: Any, path: str) -> list[dict[str, str]]:
    answer = client.get(path)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def test_ledger_reads_as_planted(ledger: Source, member: Any, client_for: Any):
    text = page(client_for(member), ONE)
    for score in ("3 of 4, 1 excused", "9 of 12", "1 of 1"):
        assert f"<b>{score}</b>" in text
    assert "4 of 5 duties are met" in text
    assert "Evidence: 9 counted, 0 excused, 2 missed" in text
    assert '<a href="/events/sample-webinars-8/">Sample webinars 8</a>' in text
    assert "Sample: a storm closed the roads." in text
    assert text.count('value="9" max="12"') == 1


def test_ledger_changes_as_soon_as_a_fact_is_gone(ledger: Source, member: Any, client_for: Any):
    client = client_for(member)
    ledger.remove(fact("2899001", Duty.WEBINARS, 8))
    assert "<b>8 of 12</b>" in page(client, ONE)
    assert "sample-webinars-8" not in page(client, ONE)


def test_ledger_of_a_year_that_runs_says_what_to_do_next(source: Source, member_district: Any, member: Any, client_for):
    with time_machine.travel(noon(2018, 11, 1), tick=False):
        text = page(client_for(member), ONE)
        assert "What is still to do by Sunday, June 30, 2019" in text
        assert '12 more. <a href="/events/">See the webinars that are coming up</a>' in text
        assert client_for(member).get("/participation/2899001/2019-20/").status_code == 404
    text = page(client_for(member), ONE)
    assert "What was missing at the end of the year" in text
    assert "12 missing" in text


def test_ledger_says_since_when_a_district_is_a_member(ledger: Source, member: Any, client_for: Any):
    client = client_for(member)
    assert "member since Wednesday, March 14, 2018" in page(client, "/participation/2899001/2017-18/")
    assert "member since" not in page(client, ONE)


def test_print_view_opens_all_evidence(ledger: Source, member: Any, client_for: Any):
    client = client_for(member)
    assert "<details open>" not in page(client, ONE)
    assert page(client, f"{ONE}?all=1").count("<details open>") == 5


@pytest.mark.parametrize("words", ["2018-20", "2019", "2018-2019", "9999-00", "2016-17"])
def test_ledger_of_no_such_year_is_not_there(words: str, ledger: Source, facilitator: Any, client_for: Any):
    assert client_for(facilitator).get(f"/participation/2899001/{words}/").status_code == 404
    assert client_for(facilitator).get(f"/participation/2899001/{words}.csv").status_code == 404


def test_ledger_of_another_district_is_not_there(ledger: Source, rival_superintendent: Any, client_for: Any):
    client = client_for(rival_superintendent)
    assert client.get(ONE).status_code == client.get(f"{ONE[:-1]}.csv").status_code == 404


def test_ledger_file_has_a_line_for_each_entry(ledger: Source, member: Any, client_for: Any):
    rows = file(client_for(member), f"{ONE[:-1]}.csv")
    assert len(rows) == 3 + 1 + 9 + 2 + 3
    said = [row["Says"] for row in rows if row["Duty"] == "Quarterly meetings"]
    assert said == ["counted", "counted", "counted", "excused"]
    assert rows[0]["Where"].endswith("/events/sample-meetings-0/")


def test_ledger_file_has_a_line_for_a_duty_without_entries(source: Source, member_district: Any, member, client_for):
    rows = file(client_for(member), f"{ONE[:-1]}.csv")
    assert [(row["Count"], row["Target"], row["What"]) for row in rows] == [
        ("0", "4", ""), ("0", "12", ""), ("0", "1", ""), ("0", "1", ""), ("0", "1", "")
    ]  # fmt: skip


def test_own_list_has_each_school_year_newest_first(ledger: Source, member: Any, client_for: Any):
    with time_machine.travel(noon(2020, 1, 15), tick=False):
        text = page(client_for(member), "/participation/")
    places = [text.index(f"Sample District A, {words}") for words in ("2019-20", "2018-19", "2017-18")]
    assert places == sorted(places)
    assert "Meetings 3 of 4, 1 excused; Webinars 9 of 12" in text


def test_own_list_is_paged(ledger: Source, district: Any, member: Any, client_for: Any):
    district.network_memberships.get().terms.update(since=date(1995, 9, 1))
    with time_machine.travel(noon(2020, 1, 15), tick=False):
        first, second = (page(client_for(member), f"/participation/?page={number}") for number in (1, 2))
    assert (first.count("Sample District A, "), second.count("Sample District A, ")) == (20, 5)


def test_own_list_is_for_districts_of_the_network(source: Source, member: Any, client_for: Any):
    assert client_for(member).get("/participation/").status_code == 403
    assert '"/participation/"' not in page(client_for(member), "/start/")


def test_menu_leads_members_of_the_network_to_the_ledger(ledger: Source, member: Any, client_for: Any):
    assert 'href="/participation/"' in page(client_for(member), "/start/")


@pytest.fixture
def network(ledger: Source, rival_district: Any) -> Source:
    """Another district with nothing, and one that met all."""
    NetworkMembershipFactory(district=rival_district)
    good = NetworkMembershipFactory(district=DistrictFactory(name="Best Sample District")).district.pk
    ledger.extend(each for each in planted(good) if each.duty != Duty.WEBINARS)
    ledger.extend(fact(good, Duty.WEBINARS, number) for number in range(12))
    return ledger


def names_in(text: str) -> list[str]:
    known = ("Sample District A", "Sample District B", "Best Sample District")
    return sorted((name for name in known if f">{name}</a>" in text), key=lambda name: text.index(f">{name}</a>"))


def test_network_shows_every_member_with_words(network: Source, facilitator: Any, client_for: Any):
    text = page(client_for(facilitator), "/participation/?year=2018-19")
    assert names_in(text) == ["Best Sample District", "Sample District A", "Sample District B"]
    for word in ("met", "met with excused", "in part", "none"):
        assert f">{word}</span>" in text
    assert "3 of 4, 1 excused" in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("sort=-name", ["Sample District B", "Sample District A", "Best Sample District"]),
        ("sort=webinars", ["Sample District B", "Sample District A", "Best Sample District"]),
        ("sort=-met", ["Best Sample District", "Sample District A", "Sample District B"]),
        ("sort=nonsense", ["Best Sample District", "Sample District A", "Sample District B"]),
        ("q=district+b", ["Sample District B"]),
        ("show=met", ["Best Sample District"]),
        ("show=short", ["Sample District A", "Sample District B"]),
        ("show=contested", ["Sample District A"]),
        ("q=nowhere", []),
    ],
)
def test_network_is_sorted_and_filtered(query: str, found: list[str], network, facilitator, lead, district, client_for):
    contested(district, actor=lead)
    client = client_for(facilitator)
    assert names_in(page(client, f"/participation/?year=2018-19&{query}")) == found
    assert [row["District"] for row in file(client, f"/participation/network.csv?year=2018-19&{query}")] == found


def test_network_says_what_is_wrong_with_a_filter(network: Source, facilitator: Any, client_for: Any):
    text = page(client_for(facilitator), "/participation/?year=1066-67&show=short")
    assert "Select a valid choice" in text


def test_network_without_members_says_so(source: Source, facilitator: Any, client_for: Any):
    assert "No district was a member in this school year" in page(client_for(facilitator), "/participation/")


def test_network_file_has_figures_as_numbers(network: Source, administrator: Any, client_for: Any):
    rows = file(client_for(administrator), "/participation/network.csv?year=2018-19")
    row = next(row for row in rows if row["NCES id"] == "2899001")
    assert (row["Meetings"], row["Meetings, target"], row["Meetings, excused"]) == ("3", "4", "1")
    assert (row["Webinars"], row["Webinars, absent"], row["Duties met"]) == ("9", "2", "4")


def asked(client: Any, path: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        client.get(path)
    return len(seen)


def add_members(source: Source, count: int) -> None:
    for _ in range(count):
        source.extend(planted(NetworkMembershipFactory().district.pk))


@pytest.mark.parametrize("path", ["/participation/?year=2018-19", "/participation/network.csv?year=2018-19"])
def test_network_takes_as_many_queries_for_1_3_and_50(path: str, source: Source, facilitator: Any, client_for: Any):
    client, counts = client_for(facilitator), []
    client.get(path)
    for more in (1, 2, 47):
        add_members(source, more)
        counts.append(asked(client, path))
    assert len(set(counts)) == 1, counts


def test_ledger_takes_as_many_queries_with_1_3_and_50_contests(
    ledger: Source, lead: Any, district: Any, facilitator: Any, client_for: Any
):
    client, counts = client_for(facilitator), []
    client.get(ONE)
    for number in range(50):
        contested(district, actor=lead, thing=f"Sample {number}")
        if number in (0, 2, 49):
            counts.append(asked(client, ONE))
    assert len(set(counts)) == 1, counts
