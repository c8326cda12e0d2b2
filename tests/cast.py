"""The cast: two districts that compete, their people, the state's people and a visitor. Imported by conftest."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from portal.accounts.models import User
from portal.districts.models import District, Office
from tests.factories.accounts import UserFactory, state_officer
from tests.factories.people import FormerMembershipFactory, MembershipFactory

BACKEND = "portal.accounts.backends.AccountBackend"
CAST = [
    "member",
    "lead",
    "superintendent",
    "board_president",
    "rival_lead",
    "rival_superintendent",
    "former_member",
    "newcomer",
    "facilitator",
    "csa_reviewer",
    "osi_coach",
    "data_steward",
    "editor",
    "administrator",
]


@pytest.fixture
def district(db: Any) -> District:
    """The district that most tests are about."""
    return District.objects.create(leaid="2899001", name="Sample District A")


@pytest.fixture
def rival_district(db: Any) -> District:
    """Another district, whose people may know nothing of the first one's affairs."""
    return District.objects.create(leaid="2899002", name="Sample District B")


def office_holder(district: District, office: str, name: str) -> User:
    """A person who holds an office in a district now."""
    address = "".join(letter if letter.isalnum() else "." for letter in name.lower()) + "@example.org"
    return MembershipFactory(district=district, office=office, user=UserFactory(email=address, name=name)).user


@pytest.fixture
def visitor() -> AnonymousUser:
    """Somebody who is not signed in."""
    return AnonymousUser()


@pytest.fixture
def newcomer(db: Any) -> User:
    """A person with an account and nothing else."""
    return UserFactory(email="newcomer@example.org", name="Sample Newcomer")


@pytest.fixture
def member(district: District) -> User:
    """A teacher of the district."""
    return office_holder(district, Office.LEAD_TEACHER, "Lead teacher A")


@pytest.fixture
def lead(district: District) -> User:
    """The innovation lead of the district."""
    return office_holder(district, Office.INNOVATION_LEAD, "Innovation lead A")


@pytest.fixture
def superintendent(district: District) -> User:
    """The superintendent of the district."""
    return office_holder(district, Office.SUPERINTENDENT, "Superintendent A")


@pytest.fixture
def board_president(district: District) -> User:
    """The president of the district's board."""
    return office_holder(district, Office.BOARD_PRESIDENT, "Board president A")


@pytest.fixture
def rival_lead(rival_district: District) -> User:
    """The innovation lead of the other district."""
    return office_holder(rival_district, Office.INNOVATION_LEAD, "Innovation lead B")


@pytest.fixture
def rival_superintendent(rival_district: District) -> User:
    """The superintendent of the other district."""
    return office_holder(rival_district, Office.SUPERINTENDENT, "Superintendent B")


@pytest.fixture
def former_member(district: District) -> User:
    """A person who left the district."""
    user = UserFactory(email="former@example.org", name="Former member A")
    FormerMembershipFactory(district=district, office=Office.INNOVATION_LEAD, user=user)
    return user


@pytest.fixture
def facilitator(db: Any) -> User:
    """An MDE facilitator."""
    return state_officer("facilitator", email="facilitator@example.org", name="Facilitator")


@pytest.fixture
def csa_reviewer(db: Any) -> User:
    """A reviewer of the Commission on School Accreditation."""
    return state_officer("csa_reviewer", email="csa@example.org", name="CSA reviewer")


@pytest.fixture
def osi_coach(db: Any) -> User:
    """A coach of the Office of School Improvement."""
    return state_officer("osi_coach", email="coach@example.org", name="OSI coach")


@pytest.fixture
def data_steward(db: Any) -> User:
    """A data steward."""
    return state_officer("data_steward", email="steward@example.org", name="Data steward")


@pytest.fixture
def editor(db: Any) -> User:
    """An editor of the public pages."""
    return state_officer("editor", email="editor@example.org", name="Editor")


@pytest.fixture
def administrator(db: Any) -> User:
    """An administrator."""
    return state_officer("administrator", email="administrator@example.org", name="Administrator")


@pytest.fixture
def client_for() -> Callable[..., Client]:
    """A browser in which a person is signed in; with `recent=False` the sign-in is too old for legal acts."""

    def sign_in(user: Any, *, recent: bool = True, **options: Any) -> Client:
        client = Client(**options)
        if user.is_authenticated:
            client.force_login(user, backend=BACKEND)
            UserSession.objects.create(user=user, session_key=client.session.session_key, ip="127.0.0.1")
            if recent:
                note_recent_sign_in(client, user)
        return client

    return sign_in


def note_recent_sign_in(client: Client, user: User) -> None:
    """What allauth notes in the session when somebody proves again who they are."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
