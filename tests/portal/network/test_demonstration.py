"""The demonstration's network: the charter's topics and the districts of March 2018."""

import csv
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from portal.network.demonstration import EXEMPLARS, JOINED, load
from portal.network.models import NetworkMembership, Pathway, Term
from tests.factories.districts import DistrictFactory

pytestmark = pytest.mark.django_db
DISTRICTS = Path(settings.BASE_DIR) / "portal" / "accountability" / "data" / "ms_districts.csv"


def test_load_names_the_topics_and_the_18_districts_once() -> None:
    for leaid in [*EXEMPLARS, *JOINED]:
        DistrictFactory(leaid=leaid)
    load()
    load()
    kinds = list(Pathway.objects.values_list("kind", flat=True))
    assert (kinds.count("implementation"), kinds.count("work_group"), kinds.count("task_force")) == (4, 3, 1)
    members = NetworkMembership.objects.current()
    assert (members.filter(role="exemplar").count(), members.filter(role="member").count()) == (6, 12)
    assert set(members.values_list("since", flat=True)) == {date(2018, 3, 14)}
    assert Term.objects.count() == 18


def test_load_keeps_what_staff_changed() -> None:
    load()
    Pathway.objects.filter(slug="career-academies").update(name="Academies of careers")
    load()
    assert Pathway.objects.get(slug="career-academies").name == "Academies of careers"


def test_load_names_the_districts_that_the_published_file_names() -> None:
    with DISTRICTS.open(newline="") as file:
        published = {row["leaid"]: row["ms_iln_role_2018"] for row in csv.DictReader(file) if row["ms_iln_role_2018"]}
    assert {leaid for leaid, role in published.items() if "exemplar" in role} == set(EXEMPLARS)
    assert {leaid for leaid, role in published.items() if "exemplar" not in role} == set(JOINED)
