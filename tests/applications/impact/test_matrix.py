"""The matrix: each figure equals a query of its own, and its list has exactly as many rows."""

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from applications.impact.figures import WORDS, figures_of, listed, requests
from applications.impact.queries import Criteria, matrix, review, standards
from applications.waivers import providers
from applications.waivers.models import Partner, Provision, Waiver
from portal.network.models import Pathway
from portal.standards.models import Standard, StandardVersion
from tests.factories.impact import TODAY, Asking, asking, begun, of_edition
from tests.factories.standards import revised

pytestmark = pytest.mark.django_db
WHERE = "/waivers/impact/"


@pytest.fixture
def results() -> Iterator[dict[int, str]]:
    """What reports say, by provision; kept in place of any source of other apps."""
    told: dict[int, str] = {}
    kept, providers._results[:] = list(providers._results), []
    providers.results_with(lambda asked: told)
    yield told
    providers._results[:] = kept


@pytest.fixture
def others(pathway: Pathway, facilitator: Any) -> list[Asking]:
    """Three districts."""
    return [asking(pathway, facilitator, number) for number in (1, 2, 3)]


@pytest.fixture
def world(others: list[Asking], version: StandardVersion, facilitator: Any, results: dict[int, str]) -> list[Standard]:
    """Requests in all states over two editions, with what must not count among them."""
    one, two, three = others
    other, old = (of_edition(code, "14", actor=facilitator, topic="Sample") for code in ("2018", "2009"))
    never = of_edition("2018", "20", actor=facilitator)
    today = TODAY()
    grant, terms = {"disposition": "grant"}, {"disposition": "conditions", "conditions": "Sample"}
    made = [
        one.asks(version, state="granted", **grant),
        two.asks(version, state="conditional", **terms),
        two.asks(version, state="granted", disposition="pilot"),
        one.asks(version, state="denied", **grant),
        one.asks(version, state="conditional", disposition="deny"),
        one.asks(version, state="complete"),
        two.asks(version, state="deferred", **grant),
        one.asks(version, state="recommended", **grant),
        one.asks(version, state="withdrawn"),
        one.asks(version, state="lapsed", **grant),
        one.asks(version, state="rescinded", **terms),
        one.asks(version, state="amended", **grant),
        one.asks(version, state="renewed", **grant),
        one.asks(version, state="granted", **grant, begins_on=today + timedelta(days=5)),
        three.asks(other, state="granted", **grant),
        one.asks(version, state="lapsed", disposition="deny"),
    ]
    Partner.objects.create(waiver=made[0].waiver, district=three.district, asked_by=one.actor)
    newer = revised(version.standard, actor=facilitator, topic="School day, revised (sample)")
    made.append(three.asks(newer, state="on_agenda"))
    Provision.objects.filter(pk=three.asks(other, state="complete").pk).update(standard=old)
    change = one.asks(version, state="complete")
    Waiver.objects.filter(pk=change.waiver_id).update(kind="change")
    one.writes(version)
    results |= {made[0].pk: "met", made[1].pk: "not_met", made[9].pk: "met", made[14].pk: "unclear", change.pk: "met"}
    return [version.standard, other.standard, old.standard, never.standard]


def by_hand(standard: Standard, year: int | None = None) -> dict[str, int]:
    """The figures counted one by one, in plain words."""
    found = [
        each
        for each in Provision.objects.select_related("waiver", "standard")
        if each.standard.standard_id == standard.pk and each.waiver.docket and each.waiver.kind != "change"
    ]
    if year:
        found = [each for each in found if str(each.waiver.docket).startswith(f"W{year}-")]
    board = [each for each in found if each.waiver.board_on and each.waiver.state != "denied"]
    today = TODAY()
    told = {"met": 0, "partly": 0, "not_met": 0, "unclear": 0}
    for each in found:
        said = providers.results_of([each.pk]).get(each.pk)
        if said:
            told[said] += 1
    leaids = {each.waiver.district_id for each in found}
    leaids |= set(
        Partner.objects.filter(waiver__in=[each.waiver_id for each in found]).values_list("district", flat=True)
    )
    pending = {"complete", "revising", "on_agenda", "deferred", "recommended"}
    given = [each for each in board if each.disposition in {"grant", "conditions", "pilot"}]
    return {
        "requests": len(found),
        "pending": sum(each.waiver.state in pending for each in found),
        "deferred": sum(each.waiver.state == "deferred" for each in found),
        "granted": sum(each.disposition == "grant" for each in given),
        "conditional": sum(each.disposition == "conditions" for each in given),
        "pilot": sum(each.disposition == "pilot" for each in given),
        "denied": sum(each.waiver.state == "denied" for each in found) + sum(e.disposition == "deny" for e in board),
        "ended": sum(each.waiver.state == "withdrawn" for each in found)
        + sum(each.waiver.state in {"lapsed", "rescinded", "amended"} for each in given),
        "in_force": sum(
            each.waiver.state in {"granted", "conditional", "renewed"} and each.begins_on <= today <= each.ends_on
            for each in given
        ),
        "districts": len(leaids),
        **told,
    }


def rows_of(client: Any, standard: Standard, **query: Any) -> int:
    """How many rows the list behind a figure has, over all its pages."""
    count = page = 0
    while True:
        page += 1
        where = f"{WHERE}{standard.edition.code}/{standard.number}/"
        soup = BeautifulSoup(client.get(where, {**query, "page": page}).content, "html.parser")
        rows = soup.select("main > ul.rows > li")
        count += len(rows)
        if not soup.find("a", rel="next"):
            return count


def test_figures_equal_what_is_counted_by_hand(world: list[Standard]) -> None:
    figures = figures_of([each.pk for each in world])
    for standard in world:
        assert figures[standard.pk] == by_hand(standard), standard
    first = figures[world[0].pk]
    assert first["requests"] == 16
    assert (first["granted"], first["conditional"], first["pilot"], first["denied"]) == (5, 2, 1, 3)
    assert (first["in_force"], first["ended"], first["districts"], first["met"]) == (4, 4, 3, 2)
    assert sum(figures[world[3].pk].values()) == 0


def test_figure_and_its_list_are_the_same(world: list[Standard], client: Any) -> None:
    page = BeautifulSoup(client.get(WHERE).content, "html.parser")
    links = [link["href"] for link in page.select("td a[href*='what=']")]
    assert len(links) == len(set(links))
    for standard in world:
        figures = figures_of([standard.pk])[standard.pk]
        for what, count in figures.items():
            assert rows_of(client, standard, what=what) == count, (standard, what)
            where = f"{WHERE}{standard.edition.code}/{standard.number}/?what={what}"
            assert (where in links) == bool(count), where
            if what != "districts":
                assert listed(standard.pk, what).count() == count


def test_drafts_and_changes_are_never_counted(world: list[Standard], others: list[Asking], client: Any) -> None:
    assert not requests().filter(waiver__state="draft").exists()
    assert not requests().filter(waiver__kind="change").exists()
    Waiver.objects.filter(docket=None).update(title="Sample secret")
    assert "Sample secret" not in client.get(f"{WHERE}2018/13/").content.decode()


def test_years_are_counted_by_themselves(world: list[Standard], client: Any) -> None:
    ids = list(requests().filter(standard__standard=world[0]).values_list("waiver", flat=True)[:4])
    for number, waiver in enumerate(ids, start=1):
        then = timezone.now().replace(year=2001, month=6, day=1)
        Waiver.objects.filter(pk=waiver).update(docketed_at=then, docket=f"W2001-{number:04}")
    for year in (2001, TODAY().year):
        figures = figures_of([each.pk for each in world], year)
        for standard in world:
            assert figures[standard.pk] == by_hand(standard, year)
    page = client.get(f"{WHERE}?year=2001").content.decode()
    assert "In 2001" in page
    assert f"{WHERE}2018/13/?what=requests&amp;year=2001" in page
    assert f"{WHERE}2018/14/" not in page
    assert rows_of(client, world[0], what="requests", year=2001) == 4
    for wrong in ("?year=abcd", "?what=nothing", "?year=20011"):
        assert client.get(f"{WHERE}2018/13/{wrong}").status_code == 404


def test_review_names_the_most_asked_and_counts_the_never_asked(world: list[Standard], client: Any) -> None:
    found = review(Criteria())
    assert [(each.pk, each.asked) for each in found.most] == [(world[0].pk, 16), (world[1].pk, 1), (world[2].pk, 1)]
    assert (found.standards, found.never) == (3, 1)
    page = client.get(WHERE).content.decode()
    assert "1 was never asked for" in page
    never = client.get(f"{WHERE}?edition=2018&shows=never").content.decode()
    assert f"{WHERE}2018/20/" in never
    assert "1 standard</h2>" in never
    assert list(standards(Criteria(shows="never"))) == [world[3]]
    assert len(standards(Criteria(edition=world[0].edition, shows="all"))) == 3
    assert "There is no such standard" in client.get(f"{WHERE}?edition=2009&shows=never").content.decode()


def test_editions_are_rows_of_their_own_and_the_table_has_the_same(world: list[Standard], client: Any) -> None:
    page = client.get(WHERE).content.decode()
    assert page.index("2018/14/") < page.index("2009/14/")
    rows = list(csv.DictReader(io.StringIO(client.get(f"{WHERE}standards.csv").content.decode())))
    told = [(row["Edition"], row["Number"], int(row["Requests"])) for row in rows]
    assert told == [("2018", "13", 16), ("2018", "14", 1), ("2009", "14", 1)]
    for row, standard in zip(rows, world, strict=False):
        assert {key: int(row[words]) for key, words in WORDS.items()} == by_hand(standard)


def test_without_reports_their_figures_are_nought(world: list[Standard], results: dict[int, str]) -> None:
    providers._results.clear()
    figures = figures_of([world[0].pk])[world[0].pk]
    assert [figures[key] for key in ("met", "partly", "not_met", "unclear")] == [0, 0, 0, 0]


def queries(client: Any, where: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(where).status_code == 200
    return len(seen)


def multiplied(number: int, versions: list[int]) -> None:
    """As many requests more as the first one, each of one of these versions."""
    for place in range(number):
        waiver, provision = Waiver.objects.earliest("pk"), Provision.objects.earliest("pk")
        last = Waiver.objects.count()
        waiver.pk, waiver.reference, waiver.docket = None, f"COPY{last:06}", f"W2002-{last:04}"
        waiver._state.adding = provision._state.adding = True
        waiver.save()
        provision.pk, provision.waiver, provision.standard_id = None, waiver, versions[place % len(versions)]
        provision.save()


def test_list_takes_the_same_queries_for_any_number(
    others: list[Asking], version: StandardVersion, client: Any, results: dict[int, str]
) -> None:
    others[0].asks(version, state="granted", disposition="grant")
    where = f"{WHERE}2018/13/"
    client.get(where)
    counts = []
    for more in (0, 2, 47):
        multiplied(more, [version.pk])
        for waiver in Waiver.objects.filter(partners=None):
            Partner.objects.create(waiver=waiver, district=others[1].district, asked_by=others[0].actor)
        results |= dict.fromkeys(Provision.objects.values_list("pk", flat=True), "met")
        counts.append([queries(client, f"{where}?what={what}") for what in ("requests", "met", "districts")])
    assert counts[0] == counts[1] == counts[2]
    assert rows_of(client, version.standard, what="requests") == 50


def test_matrix_takes_the_same_queries_for_any_number(
    others: list[Asking],
    version: StandardVersion,
    facilitator: Any,
    client: Any,
    client_for: Any,
    results: dict[int, str],
) -> None:
    others[0].asks(version, state="granted", disposition="grant")
    begun(version.standard, actor=facilitator)
    browsers = [client, client_for(facilitator)]
    counts = []
    for more in (0, 2, 47):
        new = [of_edition("2018", str(100 + more + each), actor=facilitator) for each in range(more)]
        multiplied(more, [each.pk for each in new])
        results |= dict.fromkeys(Provision.objects.values_list("pk", flat=True), "met")
        for each in new[:3]:
            begun(each.standard, actor=facilitator)
        for browser in browsers:
            browser.get(WHERE)
        counts.append([queries(one, where) for one in browsers for where in (WHERE, f"{WHERE}standards.csv")])
    assert counts[0] == counts[1] == counts[2]
    assert len(matrix(standards(Criteria()), Criteria(), facilitator)) == 50


def test_page_without_any_request_says_so(version: StandardVersion, client: Any) -> None:
    page = client.get(WHERE).content.decode()
    assert "No district has asked" in page
    assert "No standard was asked for." in page
    assert "None." in client.get(f"{WHERE}2018/13/").content.decode()
    assert "What waivers tell about the standards" in client.get("/waivers/").content.decode()
    assert client.get(f"{WHERE}2018/99/").status_code == 404
