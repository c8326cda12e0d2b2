"""The demonstration's applications, reviews and letters: what each person finds, and that they stay samples."""

import re
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session

from applications.intake import demonstration as intake
from applications.intake.models import Answer, Application, Decision, Round
from applications.letters.models import Letter
from applications.reviews.models import Assignment, Score
from portal.accounts.models import User
from portal.districts import demonstration as offices
from portal.districts.demonstration import AMITE, CORINTH
from portal.home import demonstration
from portal.network import demonstration as network
from portal.network.models import NetworkMembership, Term
from portal.ui.providers import waiting_for
from tests.factories.districts import DistrictFactory
from tests.factories.intake import RoundFactory, complete_draft

pytestmark = pytest.mark.django_db
CORINTHS, AMITES = "Corinth School District", "Amite County School District"
PUBLIC = ["/", "/districts/", "/districts/?role=member", "/districts/?role=exemplar", "/districts/directory.csv"]
MINE = {
    "corinth.superintendent": [f"Application of {CORINTHS}"],
    "corinth.lead": [f"Application of {CORINTHS}"],
    "amite.superintendent": [f"Application of {AMITES}", f"Sign the letter of commitment of {AMITES}"],
    "amite.lead": [f"Application of {AMITES}"],
    "facilitator": [f"Application of {CORINTHS}", f"Countersign the letter of commitment of {CORINTHS}"],
    "csa1": [f"Review of {AMITES}"],
    "csa2": [f"Review of {AMITES}", f"Review of {CORINTHS}"],
    "csa3": [f"Review of {AMITES}"],
    "coach": [f"Review of {CORINTHS}"],
}
LOOK_ON = ["corinth.board", "corinth.principal", "corinth.teacher", "corinth.counselor", "amite.board"]
LOOK_ON += ["amite.teacher", "amite.federal", "administrator"]


@pytest.fixture
def prepared(db: Any) -> None:
    """What is loaded before: two real districts, the network of 2018, people, the open round."""
    DistrictFactory(leaid=CORINTH, name=CORINTHS)
    DistrictFactory(leaid=AMITE, name=AMITES)
    network.load()
    offices.load()
    intake.load()


@pytest.fixture
def loaded(prepared: None) -> None:
    """With the samples."""
    intake.load_samples()


def account(name: str) -> User:
    return User.objects.get(email=f"{name}@example.org")


def all_rows() -> dict[str, list[Any]]:
    """Every row of every table, sessions left out."""
    models = [model for model in apps.get_models() if model is not Session]
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in models}


def words_of(client: Any, address: str) -> str:
    """A page without what differs each time it is asked for."""
    page = client.get(address)
    assert page.status_code == 200, address
    return re.sub(r'(nonce|value)="[^"]+"', "", page.content.decode())


def test_load_samples_is_a_part_of_the_demonstration() -> None:
    parts = [part for _, part in demonstration.PARTS]
    assert parts.index(offices.load) < parts.index(intake.load) < parts.index(intake.load_samples)


@pytest.mark.parametrize("name", MINE)
def test_load_samples_gives_each_person_something_to_do(loaded: None, name: str) -> None:
    assert sorted(each.words for each in waiting_for(account(name)) if not each.on_others) == MINE[name]


@pytest.mark.parametrize("name", LOOK_ON)
def test_load_samples_gives_everybody_else_something_to_look_at(loaded: None, name: str) -> None:
    assert [each for each in waiting_for(account(name)) if each.on_others]


def test_load_samples_leaves_a_panel_with_a_review_done_and_others_left(loaded: None, client_for: Any) -> None:
    assert Assignment.objects.filter(state="done").get().reviewer == account("csa1")
    assert "1 done, 1 left." in client_for(account("csa1")).get("/reviews/").content.decode()
    for address in ("/reviews/", "/start/"):
        assert f"Review of {CORINTHS}" not in client_for(account("csa3")).get(address).content.decode()
    assert not Assignment.objects.filter(reviewer=account("csa3"), subject__district=CORINTH).exists()


def test_load_samples_leaves_one_district_free_to_begin(loaded: None, client_for: Any) -> None:
    call = Round.objects.get(title__startswith="Round of")

    def page(name: str) -> str:
        return client_for(account(name)).get(call.get_absolute_url()).content.decode()

    assert "Begin the application" in page("amite.lead")
    assert "Your district’s application is draft." in page("corinth.lead")


def test_load_samples_twice_changes_nothing(loaded: None) -> None:
    before = all_rows()
    intake.load_samples()
    assert all_rows() == before


def test_load_samples_comes_only_where_nobody_has_applied(prepared: None, lead: Any, district: Any) -> None:
    complete_draft(RoundFactory(), district, actor=lead)
    before = all_rows()
    intake.load_samples()
    assert all_rows() == before


def test_load_samples_changes_no_public_page_about_districts(prepared: None, client: Any) -> None:
    addresses = [*PUBLIC, f"/districts/{CORINTH}/", f"/districts/{AMITE}/"]
    before = {address: words_of(client, address) for address in addresses}
    members = (list(NetworkMembership.objects.values()), list(Term.objects.values()))
    intake.load_samples()
    assert {address: words_of(client, address) for address in addresses} == before
    assert (list(NetworkMembership.objects.values()), list(Term.objects.values())) == members


def test_load_samples_signs_no_letter_for_the_department(loaded: None, client: Any) -> None:
    assert sorted(Letter.objects.values_list("district", "state")) == [(AMITE, "issued"), (CORINTH, "countersign")]
    for letter in Letter.objects.all():
        assert letter.pdf is None
        assert "No signed letter has this code" in client.get(f"/verify/{letter.code}/").content.decode()


def test_load_samples_names_no_district_on_the_calls(loaded: None, client: Any) -> None:
    for call in Round.objects.all():
        for address in ("/apply/", call.get_absolute_url()):
            page = client.get(address).content.decode()
            assert "Corinth" not in page
            assert "Amite" not in page
    figures = client.get("/apply/").content.decode().partition("How long the department takes</h2>")[2]
    assert re.match(r'\s*<p><span class="tag"[^>]*>sample</span>', figures)


def test_load_samples_marks_every_text_as_a_sample(loaded: None) -> None:
    for call in Round.objects.exclude(title__startswith="Round of"):
        assert call.title.startswith("Sample")
        assert "No district has applied in it." in call.summary
        assert "No district has applied in it." in call.guide
    for answer in Answer.objects.exclude(question__in=["contact_email", "pathways"]):
        if isinstance(answer.value, str):
            assert answer.value == "" or answer.value.startswith("Sample") or answer.value.endswith("(sample)")
    assert all(decision.reasons.startswith("Sample") for decision in Decision.objects.all())
    assert all(score.comment == "" or score.comment.startswith("Sample") for score in Score.objects.all())
    assert all("has not applied and has signed nothing" in letter.text for letter in Letter.objects.all())
    assert not Application.objects.exclude(begun_by__is_demonstration=True).exists()
