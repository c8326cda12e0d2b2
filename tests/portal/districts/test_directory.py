"""The directory: filters, search, paging, download, and what it costs."""

import csv
import gzip
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.accountability.models import Rating
from portal.districts.models import DistrictName
from tests.factories.districts import CountyFactory, DistrictFactory
from tests.factories.network import NetworkMembershipFactory

pytestmark = pytest.mark.django_db
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠A", " =1+1", '=HYPERLINK("x")']


def names(client: Client, **query: str) -> list[str]:
    """The names of the rows that the directory shows."""
    page = client.get("/districts/", query)
    assert page.status_code == 200
    return [row["district"].name for row in page.context["rows"]]


def download(client: Client, **query: str) -> list[dict[str, str]]:
    """The rows of the download."""
    answer = client.get("/districts/directory.csv", query)
    assert answer["Content-Type"].startswith("text/csv")
    assert "attachment" in answer["Content-Disposition"]
    return list(csv.DictReader(io.StringIO(answer.content.decode(), newline="")))


def test_search_finds_part_of_a_name_a_city_and_an_older_name(client: Client) -> None:
    corinth = DistrictFactory(name="Corinth School District", city="Corinth")
    DistrictFactory(name="Gulfport School District", city="Gulfport")
    DistrictName.objects.create(district=corinth, name="Tillman Separate", key="tillman")
    assert names(client, q="corin") == ["Corinth School District"]
    assert names(client, q="CORINTH school") == ["Corinth School District"]
    assert names(client, q="tillman") == ["Corinth School District"]
    assert names(client, q=corinth.leaid) == ["Corinth School District"]
    assert names(client, q="corinth gulfport") == []


def test_filter_keeps_the_districts_that_fit_every_filter(client: Client) -> None:
    delta = CountyFactory(fips="28011", name="Bolivar County", region="delta")
    DistrictFactory(name="A", county=delta, locale="43")
    DistrictFactory(name="B", county=delta, locale="32")
    DistrictFactory(name="C", locale="41")
    assert names(client, county="28011") == ["A", "B"]
    assert names(client, region="delta") == ["A", "B"]
    assert names(client, locale="rural") == ["A", "C"]
    assert names(client, locale="41") == ["C"]
    assert names(client, region="delta", locale="rural") == ["A"]


def test_filter_by_role_tells_members_from_districts_of_innovation(client: Client) -> None:
    NetworkMembershipFactory(district__name="A", role="exemplar")
    NetworkMembershipFactory(district__name="B")
    NetworkMembershipFactory(district__name="C", state="left")
    assert names(client, role="exemplar") == ["A"]
    assert names(client, role="member") == ["B"]
    assert names(client, role="none") == ["C"]


def test_filter_by_grade_takes_the_newest_imported_year_and_says_which(client: Client) -> None:
    assert "grade" not in client.get("/districts/").context["form"].fields
    rated, once, never = (DistrictFactory(name=name) for name in "ABC")
    Rating.objects.create(district=rated, year=2019, grade="A")
    Rating.objects.create(district=once, year=2018, grade="A")
    page = client.get("/districts/", {"grade": "A"})
    assert page.context["labels"][0] == "Grade in 2019"
    assert [(row["district"], row["cells"][0]) for row in page.context["rows"]] == [(rated, "A")]
    assert names(client, grade="none") == [once.name, never.name]
    assert [row["Grade in 2019"] for row in download(client)] == ["A", "", ""]


def test_directory_says_how_many_fit_and_by_which_filters(client: Client) -> None:
    DistrictFactory(name="Corinth", locale="33")
    DistrictFactory.create_batch(2)
    assert '<h2 id="list">3 districts</h2>' in client.get("/districts/").content.decode()
    page = client.get("/districts/", {"q": "corinth", "locale": "town"}).content.decode()
    assert "1 district: Locale: Any town; named “corinth”" in page


def test_directory_without_districts_says_why_it_is_empty(client: Client) -> None:
    page = client.get("/districts/").content.decode()
    assert "No districts yet" in page
    assert "No district is in the network yet" in page
    assert "No district fits all of these" in client.get("/districts/", {"q": "zzz"}).content.decode()


@pytest.mark.parametrize(
    "query",
    ["county=28999", "region=moon", "locale=99", "role=king", "q=" + "x" * 5000, "q=a%0Ab", "page=abc", "page=-1",
     "page=99999999999999999999", "county=28011&county=28013", "q=%F0%9F%A6%9E", "q=%25%27%22%5C"],
)  # fmt: skip
def test_directory_answers_bad_input_with_a_page(client: Client, query: str) -> None:
    DistrictFactory()
    assert client.get(f"/districts/?{query}").status_code == 200
    assert client.get(f"/districts/directory.csv?{query}").status_code == 200


def test_unknown_filter_is_named_and_left_out(client: Client) -> None:
    DistrictFactory(name="A")
    page = client.get("/districts/", {"region": "moon"})
    assert "Choose one of the list" in page.content.decode()
    assert "<title>Error:" in page.content.decode()
    assert [row["district"].name for row in page.context["rows"]] == ["A"]


def test_paging_keeps_the_filters_and_shows_every_district_once(client: Client) -> None:
    DistrictFactory.create_batch(51, locale="43")
    DistrictFactory(locale="11")
    first, second = names(client, locale="43"), names(client, locale="43", page="2")
    assert (len(first), len(second)) == (50, 1)
    assert len({*first, *second}) == 51
    assert "locale=43&amp;page=2" in client.get("/districts/", {"locale": "43"}).content.decode()


def test_download_holds_all_rows_of_the_filter_with_their_role(client: Client) -> None:
    NetworkMembershipFactory(district=DistrictFactory(name="A", locale="43"), role="exemplar")
    DistrictFactory(name="B", locale="11")
    DistrictFactory.create_batch(60, locale="42")
    assert len(download(client)) == 62
    rows = download(client, locale="43")
    assert [(row["Name"], row["Network role"], row["County"]) for row in rows] == [
        ("A", "District of Innovation", "Sample County")
    ]
    assert rows[0]["Longitude"] == "-89.5"


@pytest.mark.parametrize("formula", FORMULAS)
def test_download_never_starts_a_cell_with_a_formula(client: Client, formula: str) -> None:
    county = CountyFactory(fips="28950", name=formula)
    DistrictFactory(name=formula, city=formula, status_note=formula, low_grade=formula[:4], county=county)
    for row in download(client):
        for column, cell in row.items():
            if column not in {"Latitude", "Longitude"}:
                assert not cell.lstrip().startswith(tuple("=+-@＝＋－＠")), (column, cell)
        assert row["Name"] == f"'{formula}"


@pytest.mark.parametrize("path", ["/districts/", "/districts/directory.csv"])
def test_directory_asks_the_database_equally_often_for_1_3_and_50_rows(client: Client, path: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        return len(asked)

    queries()  # what a process keeps for later pages (Wagtail's site) is asked for once
    counted = []
    for more in (1, 2, 47):
        NetworkMembershipFactory.create_batch(more)
        counted.append(queries())
    assert len(set(counted)) == 1, counted


def test_directory_stays_within_its_weight(client: Client) -> None:

    NetworkMembershipFactory.create_batch(60)
    assert len(gzip.compress(client.get("/districts/").content)) < 40_000


def test_directory_refuses_to_be_posted_to(client: Client) -> None:
    assert client.post("/districts/").status_code == 405
