"""The library with 10,000 practices: times of list, facets and search, and their queries. Not part of the suite.

    pytest -s tests/best_practices/library/measure_practices.py

It prints, for each address, the median and the 95th percentile of 60 answers in milliseconds, and the queries.
"""

import random
import statistics
import time
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from best_practices.library import vocabulary as words
from best_practices.library.folding import fold
from best_practices.library.models import Practice, PracticePage, Stamp
from tests.factories.library import published

# ruff: noqa: T201
COUNT, TIMES = 10_000, 40
SUBJECTS = "reading math attendance mentoring schedule tutoring algebra writing fractions counseling career science"
RARE = [f"word{number}" for number in range(3_000)]
NOUNS = [*SUBJECTS.split(), *RARE]
WEIGHTS = [40 / (12 + at) for at in range(len(NOUNS))]
ADDRESSES = {
    "list": "/practices/",
    "page 200": "/practices/?page=200",
    "two facets": "/practices/?component=math_prof&community=rural&grade=5",
    "one word": "/practices/?q=algebra",
    "a rare word": "/practices/?q=word900",
    "two words, a facet": "/practices/?q=reading+tutoring&cost=low",
    "by name": "/practices/?sort=title",
    "interface": "/practices/api/?q=math",
    "site search": "/search/?q=algebra",
}


def grow(first: Any) -> None:
    """Ten thousand practices like the first one, with other words and facets."""
    page, rng, now = first.page, random.Random(4), timezone.now()
    parent = page.get_parent()
    practices = Practice.objects.bulk_create(
        Practice(slug=f"practice-{n}", state="published", district=first.district, first_published_at=now)
        for n in range(COUNT - 1)
    )
    for number, practice in enumerate(practices):
        text = " ".join(rng.choices(NOUNS, WEIGHTS, k=60))
        fields = {field.attname: getattr(page, field.attname) for field in PracticePage._meta.concrete_fields}
        for gone in ("id", "page_ptr_id", "path", "slug", "url_path", "translation_key", "latest_revision_id"):
            fields.pop(gone, None)
        path = f"{parent.path}{Page._int2str(number + 2).rjust(4, '0')}"
        title = f"{' '.join(rng.sample(SUBJECTS.split(), 3)).capitalize()} {number}"
        facets = {
            **page.facets,
            "component": rng.sample(list(words.COMPONENTS), 2),
            "grade": rng.sample(list(words.GRADES), 3),
            "community": [rng.choice(list(words.COMMUNITIES))],
            "cost": [rng.choice(list(words.COSTS))],
        }
        copy = PracticePage(
            **{**fields, "path": path, "slug": practice.slug, "title": title, "practice_id": practice.pk},
            url_path=f"{parent.url_path}{practice.slug}/",
        )
        copy.live_revision_id, copy.facets, copy.summary, copy.text = None, facets, text[:150], text
        copy.folded = fold(f"{title} {text}")
        copy.save_base()
    Page.objects.filter(pk=parent.pk).update(numchild=COUNT)
    Stamp.objects.update_or_create(pk=1, defaults={"number": 1})


@pytest.mark.django_db
def test_measure(district: Any, lead: Any, facilitator: Any, client: Any) -> None:
    grow(published(district, actor=lead, facilitator=facilitator))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"\n{connection.vendor}, {PracticePage.objects.count()} practices")
    for name, address in ADDRESSES.items():
        assert client.get(address).status_code == 200
        times = []
        for _ in range(TIMES):
            began = time.perf_counter()
            client.get(address)
            times.append(1000 * (time.perf_counter() - began))
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        p95 = statistics.quantiles(times, n=20)[18]
        print(f"{name:20} median {statistics.median(times):6.1f}  p95 {p95:6.1f}  queries {len(asked)}")
