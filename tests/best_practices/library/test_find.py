"""Finding: facets with counts, words on every database, order, kept searches, the feed, the interface for programs."""

import random
import time
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from best_practices.library import services
from best_practices.library.folding import fold
from best_practices.library.models import Watch
from best_practices.library.queries import find, wish_of
from best_practices.library.shelving import Shelved, Shelves
from tests.factories.library import drafted, handed_in, published

FACETS = st.fixed_dictionaries({"grade": st.sets(st.sampled_from("123")), "cost": st.sets(st.sampled_from("ab"))})


@given(st.lists(FACETS, max_size=25), FACETS)
def test_counts_are_those_of_a_plain_count(shelf: list[dict[str, set[str]]], wanted: dict[str, set[str]]) -> None:
    chosen = {facet: values for facet, values in wanted.items() if values}
    known = Shelves([Shelved(number, facets) for number, facets in enumerate(shelf)])

    def fits(facets: dict[str, set[str]], but: str = "") -> bool:
        return all(facets[facet] & values for facet, values in chosen.items() if facet != but)

    found = {each.pk for each in known.listed(known.matching(chosen))}
    assert found == {number for number, facets in enumerate(shelf) if fits(facets)}
    for facet, counts in known.counts(chosen).items():
        for value, count in counts.items():
            assert count == sum(value in facets[facet] for facets in shelf if fits(facets, but=facet))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Écoles d’été", "ecole dete"),
        ("Groups, classes and studies", "group classe and study"),
        ("bus status basis", "bus status basis"),
        ("A-F model: 3rd", "a f model 3rd"),
    ],
)
def test_fold_is_the_same_everywhere(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.fixture
def library(db: Any, lead: Any, district: Any, facilitator: Any) -> dict[str, Any]:
    texts = {
        "math": {"title": "Daily math groups (sample)"},
        "reading": {
            "title": "Summer reading in the café (sample)",
            "grades": ["3"],
            "components": ["reading_prof"],
            "cost": "none",
            "problem": "Sample: children lose a month of reading; math too.",
            "waivers": [["Seat time (sample)", "Fewer hours"]],
        },
        "failed": {"title": "Dual credit by bus (sample)", "grades": ["11"], "outcome": "not", "tags": "buses"},
    }
    return {
        name: published(district, actor=lead, facilitator=facilitator, **answers) for name, answers in texts.items()
    }


def titles(query: str) -> list[str]:
    return [each.title.split()[0] for each in find(wish_of(QueryDict(query))).shelved]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Dual", "Summer", "Daily"]),
        ("q=cafe", ["Summer"]),
        ("q=CAFÉ", ["Summer"]),
        ("q=group", ["Daily", "Dual", "Summer"]),
        ("q=math+reading", ["Summer"]),
        ("q=math", ["Daily", "Dual", "Summer"]),
        ("q=nothing+like+it", []),
        ("q=;drop+table", []),
        ("grade=3", ["Summer"]),
        ("grade=3&grade=11", ["Dual", "Summer"]),
        ("grade=3&cost=low", []),
        ("waiver=yes", ["Summer"]),
        ("outcome=not", ["Dual"]),
        ("tag=buses", ["Dual"]),
        ("grade=nonsense", ["Dual", "Summer", "Daily"]),
        ("sort=title", ["Daily", "Dual", "Summer"]),
        ("sort=;drop", ["Dual", "Summer", "Daily"]),
    ],
)
def test_find_by_words_and_facets(query: str, found: list[str], library: Any) -> None:
    assert titles(query) == found


def test_list_shows_counts_chips_and_marked_passages(library: Any, client: Any) -> None:
    page = client.get("/practices/?q=month&grade=3").content.decode()
    assert "lose a <mark>month</mark> of reading" in page
    assert "Grade 3 <span" in page
    assert "take this choice away" in page
    assert "No practice fits all of this" in client.get("/practices/?q=xyzzy").content.decode()


def test_list_takes_the_same_queries_for_any_number(
    library: Any, lead: Any, district: Any, facilitator: Any, client: Any
) -> None:
    def asked(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    addresses = ("/practices/", "/practices/?q=math&grade=5", "/practices/feed/", "/practices/api/")
    before = [asked(address) for address in addresses]
    for number in range(6):
        published(district, actor=lead, facilitator=facilitator, title=f"More math {number} (sample)")
    assert [asked(address) for address in addresses] == before
    assert max(before) <= 15


def test_nothing_unpublished_is_found_anywhere(library: Any, lead: Any, district: Any, client: Any) -> None:
    drafted(district, actor=lead, title="Canary draft")
    handed_in(district, actor=lead, title="Canary in review")
    for address in ("/practices/", "/practices/?q=canary", "/practices/feed/", "/practices/api/?q=canary"):
        assert "canary" not in client.get(address).content.decode().lower().replace("q=canary", "").replace(
            'value="canary"', ""
        )
    assert "Canary" not in client.get("/search/?q=canary").content.decode()


def test_kept_search_tells_what_is_new_once(
    library: Any, member: Any, facilitator: Any, client_for: Any, django_capture_on_commit_callbacks: Any
) -> None:
    client, district = client_for(member), library["math"].district
    client.post("/practices/searches/keep/", {"query": "grade=3&page=2", "name": "Third grade", "mails": "on"})
    assert Watch.objects.get().query == "grade=3"
    assert "Third grade" in client.get("/practices/drafts/").content.decode()
    assert services.tell_watchers() == 0
    published(district, actor=member, facilitator=facilitator, title="Third-grade math (sample)", grades=["3"])
    with django_capture_on_commit_callbacks(execute=True):
        assert services.tell_watchers() == 1
        assert services.tell_watchers() == 0
    assert "Third-grade math (sample)" in mail.outbox[-1].body
    client.post(f"/practices/searches/{Watch.objects.get().pk}/drop/")
    assert not Watch.objects.exists()


def test_drop_search_leaves_others_alone(library: Any, member: Any, rival_lead: Any, client_for: Any) -> None:
    watch = services.keep_search(query="q=x", name="Mine", mails=False, actor=member)
    client_for(rival_lead).post(f"/practices/searches/{watch.pk}/drop/")
    assert Watch.objects.filter(pk=watch.pk).exists()


def test_interface_answers_as_it_describes_itself(library: Any, client: Any) -> None:
    described = client.get("/practices/api/openapi.json").json()
    rows = client.get("/practices/api/?grade=3").json()
    assert rows["count"] == 1
    required = described["components"]["schemas"]["Practice"]["required"]
    one = client.get(f"/practices/api/{rows['results'][0]['slug']}/").json()
    assert sorted(required) == sorted(one)
    assert one["record"]["grades"] == ["3"]
    assert "contact_email" in one["record"]
    assert client.get("/practices/api/nowhere/").status_code == 404


def test_near_us_comes_first(library: Any, lead: Any, rival_lead: Any, rival_district: Any, facilitator: Any) -> None:
    library["math"].district.latitude, library["math"].district.longitude = 34.9, -88.5
    library["math"].district.save()
    rival_district.latitude, rival_district.longitude = 30.4, -89.1
    rival_district.save()
    published(rival_district, actor=rival_lead, facilitator=facilitator, title="Coast (sample)")
    wish = wish_of(QueryDict("sort=near"), rival_district)
    assert find(wish).shelved[0].title == "Coast (sample)"


def test_ten_thousand_practices_are_asked_within_the_time() -> None:
    dice = random.Random(1)
    grades, parts = [str(number) for number in range(1, 13)], [f"component{number}" for number in range(12)]
    shelf = [
        Shelved(
            number,
            {
                "grade": dice.sample(grades, 3),
                "component": dice.sample(parts, 2),
                "tag": [f"tag{dice.randrange(2000)}" for _ in range(4)],
            },
        )
        for number in range(10_000)
    ]
    known = Shelves(shelf)
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        known.counts({"grade": ["3", "4"], "component": ["component1"]})
        taken.append(time.perf_counter() - start)
    assert min(taken) < 0.15


@pytest.mark.parametrize("facet", ["tag", "plc", "grade", "component", "nowhere"])
def test_value_that_no_practice_has_finds_nothing_and_is_no_error(facet: str, client: Any, db: Any) -> None:
    answer = client.get("/practices/", {facet: "<unheard-of>"})
    assert answer.status_code == 200
    assert "<unheard-of>" not in answer.content.decode()


def test_site_search_names_a_practice_once(lead: Any, district: Any, facilitator: Any, client: Any) -> None:
    practice = published(district, actor=lead, facilitator=facilitator, title="Otters at dawn (sample)")
    page = client.get("/search/?q=otters").content.decode()
    assert page.count(f'href="{practice.get_absolute_url()}"') == 1
