"""Collections: made by staff in the editor, read by everybody, never with what readers may not read."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from best_practices.library import services
from best_practices.library.models import CollectedPractice, Practice, PracticeCollection, PracticePage
from tests.factories.library import collected, drafted, new_version, published

pytestmark = pytest.mark.django_db
PLACE = "/cms/snippets/library/practicecollection/"
Publish = Callable[..., Practice]


@pytest.fixture
def publish(lead: Any, district: Any, facilitator: Any) -> Publish:
    """Publish a practice under a name."""
    return lambda title: published(district, actor=lead, facilitator=facilitator, title=title)


def filled(*practices: Practice, **changes: Any) -> dict[str, Any]:
    """The editor's form of a collection."""
    rows = {
        f"collected-{at}-{name}": value
        for at, practice in enumerate(practices)
        for name, value in {"page": practice.page.pk, "id": "", "ORDER": at + 1, "DELETE": ""}.items()
    }
    counts = {"TOTAL_FORMS": len(practices), "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    words = {"title": "Where to begin (sample)", "slug": "begin-here", "introduction": "Sample.", "standard": ""}
    return {**words, **rows, **{f"collected-{name}": count for name, count in counts.items()}, **changes}


@pytest.mark.parametrize("role", ["facilitator", "administrator"])
def test_collection_is_made_by_staff_in_order(
    role: str, publish: Publish, client: Any, client_for: Any, request: pytest.FixtureRequest
) -> None:
    first, second = publish("Alpha (sample)"), publish("Beta (sample)")
    editor = client_for(request.getfixturevalue(role))
    assert editor.get(f"{PLACE}add/").status_code == 200
    answer = editor.post(f"{PLACE}add/", filled(second, first, standard="Standard 13 (sample)"))
    assert answer.status_code == 302, answer.context["form"].errors
    made = PracticeCollection.objects.get()
    page = client.get(made.get_absolute_url()).content.decode()
    assert page.index("Beta (sample)") < page.index("Alpha (sample)")
    assert "Standard 13 (sample)" in page
    editor.post(f"{PLACE}delete/{made.pk}/")
    assert not PracticeCollection.objects.exists()


@pytest.mark.parametrize("role", ["lead", "superintendent", "csa_reviewer", "data_steward", "editor", "newcomer"])
def test_collection_is_not_made_by_others(role: str, client_for: Any, request: pytest.FixtureRequest) -> None:
    answer = client_for(request.getfixturevalue(role)).post(f"{PLACE}add/", filled())
    assert answer.status_code in {302, 403, 404}
    assert not PracticeCollection.objects.exists()


def test_collection_takes_practices_and_no_other_page(publish: Publish, facilitator: Any, client_for: Any) -> None:
    above = publish("Alpha (sample)").page.get_parent().pk
    client_for(facilitator).post(f"{PLACE}add/", filled(**{"collected-TOTAL_FORMS": 1, "collected-0-page": above}))
    assert not CollectedPractice.objects.exists()


def test_collections_without_anything_say_so(client: Any) -> None:
    assert "There is no collection yet" in client.get("/practices/collections/").content.decode()
    empty = client.get(collected().get_absolute_url())
    assert empty.status_code == 200
    assert "No practice is in this collection now" in empty.content.decode()
    assert client.get("/practices/collections/nowhere/").status_code == 404


def test_collection_shows_only_what_readers_may_read(
    publish: Publish, lead: Any, facilitator: Any, client: Any
) -> None:
    gone, kept = publish("Gone (sample)"), publish("Kept (sample)")
    shown = collected(gone, kept, kept, is_pick=True)
    new_version(kept, actor=lead, title="Canary of a new version")
    assert "2 practices" in client.get("/practices/collections/").content.decode()
    services.withdraw_practice(gone, reason="Sample: it could not be repeated.", actor=facilitator)
    page = client.get(shown.get_absolute_url()).content.decode()
    assert "Gone (sample)" not in page
    assert "Canary" not in page
    assert page.count("Kept (sample)") == 1
    assert "1 practice<" in client.get("/practices/collections/").content.decode()


def test_picks_stand_before_the_library_until_something_is_looked_for(publish: Publish, client: Any) -> None:
    practice = publish("Alpha (sample)")
    collected(practice, title="A pick (sample)", is_pick=True)
    collected(practice, title="No pick (sample)", slug="other")
    collected(title="A pick of nothing (sample)", slug="empty", is_pick=True)
    page = client.get("/practices/").content.decode()
    assert "Editors’ picks" in page
    assert "A pick (sample)" in page
    assert "No pick (sample)" not in page
    assert "A pick of nothing" not in page
    assert "Editors’ picks" not in client.get("/practices/?q=math").content.decode()
    assert "Editors’ picks" not in client.get("/practices/?grade=5").content.decode()


def test_practice_names_its_collections(publish: Publish, client: Any) -> None:
    practice, other = publish("Alpha (sample)"), publish("Beta (sample)")
    collected(practice, practice, title="It is in here (sample)")
    assert client.get(practice.get_absolute_url()).content.decode().count("It is in here (sample)") == 1
    assert "In collections" not in client.get(other.get_absolute_url()).content.decode()


def more_pages(practice: Practice, count: int) -> list[Practice]:
    """More published practices, short of what their authors wrote."""
    made = []
    for number in range(count):
        facts = {"state": "published", "district": practice.district, "first_published_at": timezone.now()}
        made.append(Practice.objects.create(slug=f"more-{number}", **facts))
        page = PracticePage(
            practice=made[-1], version=practice.page.version, title=f"More {number}", slug=made[-1].slug
        )
        services.shelf().add_child(instance=page)
    return made


def test_pages_take_the_same_queries_for_any_number(publish: Publish, client: Any) -> None:
    practice = publish("Alpha (sample)")
    first, practices = collected(practice, is_pick=True), [practice, *more_pages(practice, 49)]

    def asked(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    addresses = ("/practices/", "/practices/collections/", first.get_absolute_url(), practice.get_absolute_url())
    before = [asked(address) for address in addresses]
    for count in (3, 50):
        for number in range(PracticeCollection.objects.count(), count):
            collected(practice, title=f"More {number} (sample)", slug=f"more-{number}", is_pick=True)
        for number in range(first.collected.count(), count):
            CollectedPractice.objects.create(collection=first, page=practices[number].page, sort_order=number)
        assert [asked(address) for address in addresses] == before
        page = client.get(first.get_absolute_url())
        assert page.context["page"].paginator.count == count
    assert max(before) <= 20


def test_address_of_the_collections_is_no_practices(publish: Publish) -> None:
    assert publish("Collections").slug == "collections-practice"


def test_hostile_words_of_a_collection_are_words(publish: Publish, lead: Any, district: Any, client: Any) -> None:
    bad = '<img src=x onerror="alert(1)">{{7*7}}'
    practice = publish("Alpha (sample)")
    drafted(district, actor=lead, title="Canary draft")
    shown = collected(practice, title=bad, introduction=bad, standard=bad, is_pick=True)
    for address in ("/practices/", "/practices/collections/", shown.get_absolute_url(), practice.get_absolute_url()):
        page = client.get(address).content.decode()
        assert "<img src=x" not in page
        assert "Canary" not in page
