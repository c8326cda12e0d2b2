"""The demonstration's people: one of each row of product.md, two rival districts, a conflicted reviewer."""

import json

import pytest
from django.contrib.auth.password_validation import validate_password

from portal.accounts.models import StateRole, User
from portal.districts import demonstration
from portal.districts.models import District, Membership, Office
from portal.districts.policies import holds_office, is_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def districts() -> None:
    District.objects.create(leaid=demonstration.CORINTH, name="Corinth School District")
    District.objects.create(leaid=demonstration.AMITE, name="Amite County School District")


def test_load_makes_one_of_each_kind_and_a_second_time_changes_nothing(districts):
    demonstration.load()
    before = (User.objects.count(), Membership.objects.count(), set(User.objects.values_list("password", flat=True)))
    demonstration.load()
    after = (User.objects.count(), Membership.objects.count(), set(User.objects.values_list("password", flat=True)))
    assert before == after
    assert len(set(User.objects.values_list("password", flat=True))) == 1, "hashing one takes a tenth of a second"
    for role in StateRole.values:
        assert User.objects.holding(role).exists()
    for leaid in (demonstration.CORINTH, demonstration.AMITE):
        for office in (Office.SUPERINTENDENT, Office.BOARD_PRESIDENT, Office.INNOVATION_LEAD, Office.LEAD_TEACHER):
            assert Membership.objects.in_office(office).filter(district=leaid).count() == 1
    reviewers = User.objects.holding(StateRole.CSA_REVIEWER)
    assert reviewers.count() == 3
    assert sum(is_member(each, demonstration.CORINTH) for each in reviewers) == 1


def test_load_names_people_by_their_role_and_marks_them_as_samples(districts):
    demonstration.load()
    superintendent = User.objects.get(email="corinth.superintendent@example.org")
    assert str(superintendent) == "Superintendent, Corinth (sample)"
    assert holds_office(superintendent, demonstration.CORINTH, Office.SUPERINTENDENT)
    assert all("(sample)" in each.name and each.is_demonstration for each in User.objects.all())
    assert not User.objects.filter(is_superuser=True).exists()


def test_accounts_sign_in_with_the_password_told(districts, client):
    demonstration.load()
    told = demonstration.accounts()
    json.dumps(told)
    assert {row["email"] for row in told} == set(User.objects.values_list("email", flat=True))
    for row in told:
        assert set(row) == {"email", "password", "role", "district"}
        validate_password(row["password"], User.objects.get(email=row["email"]))
    row = told[0]
    assert client.post("/accounts/login/", {"login": row["email"], "password": row["password"]}).url == "/start/"


def test_load_without_districts_says_what_is_missing():
    with pytest.raises(LookupError, match="Load the districts first"):
        demonstration.load()
    assert not User.objects.exists()


def test_load_leaves_somebodys_own_account_alone(districts, administrator):
    with pytest.raises(ValueError, match="somebody's own account"):
        demonstration.load()
