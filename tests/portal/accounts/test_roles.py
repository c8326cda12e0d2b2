"""State roles: given and ended only by another administrator, logged, told by mail, followed by Wagtail's groups."""

import io
import json

import pytest
from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from wagtail.models import ModelLogEntry

from portal.accounts import services
from portal.accounts.models import RoleGrant, StateRole, User
from portal.core.errors import NotAllowed
from portal.core.models import OutgoingMail
from tests.factories.accounts import RoleGrantFactory, UserFactory, state_officer

pytestmark = pytest.mark.django_db

OTHERS = ["member", "lead", "superintendent", "facilitator", "csa_reviewer", "osi_coach", "data_steward", "editor"]


def fresh(person: User) -> User:
    return User.objects.get(pk=person.pk)


def test_grant_role_from_the_page_gives_it_logs_it_and_tells_whom_it_concerns(client_for, administrator, newcomer):
    colleague = state_officer("administrator", email="second@example.org")
    sent = {"role": "facilitator", "granted_by": newcomer.pk, "is_superuser": "on"}
    answer = client_for(administrator).post(f"/people/{newcomer.pk}/grant-role/", sent)
    assert answer.status_code == 302
    person = fresh(newcomer)
    assert person.state_roles == {"facilitator"}
    assert not person.is_superuser
    assert RoleGrant.objects.get(user=person).granted_by == administrator
    assert [group.name for group in person.groups.all()] == ["Facilitators"]
    entry = ModelLogEntry.objects.get(action="accounts.grant_role")
    assert (entry.user, entry.data["role"]) == (administrator, "facilitator")
    assert set(OutgoingMail.objects.values_list("to", flat=True)) == {newcomer.email, colleague.email}


@pytest.mark.parametrize("actor", OTHERS)
def test_grant_role_is_refused_to_everybody_else(request, client_for, newcomer, actor):
    person = request.getfixturevalue(actor)
    client = client_for(person)
    assert client.post(f"/people/{newcomer.pk}/grant-role/", {"role": "administrator"}).status_code == 404
    assert client.post(f"/people/{person.pk}/grant-role/", {"role": "administrator"}).status_code == 403
    assert client.get("/people/").status_code == 403
    with pytest.raises(PermissionDenied):
        services.grant_role(newcomer, role="administrator", actor=person)


def test_grant_role_to_oneself_is_refused(client_for, administrator):
    client = client_for(administrator)
    assert client.post(f"/people/{administrator.pk}/grant-role/", {"role": "csa_reviewer"}).status_code == 403
    assert client.post(f"/people/{administrator.pk}/end-role/administrator/").status_code == 403
    assert fresh(administrator).state_roles == {"administrator"}


@pytest.mark.parametrize("role", ["governor", "", "x" * 300, "facilitator "])
def test_grant_role_that_does_not_exist_gives_nothing(client_for, administrator, newcomer, role):
    assert client_for(administrator).post(f"/people/{newcomer.pk}/grant-role/", {"role": role}).status_code == 302
    assert not RoleGrant.objects.filter(user=newcomer).exists()


def test_grant_role_twice_is_refused(administrator, newcomer):
    services.grant_role(newcomer, role="editor", actor=administrator)
    with pytest.raises(NotAllowed, match="already is Editor"):
        services.grant_role(newcomer, role="editor", actor=administrator)


def test_end_role_is_felt_on_the_next_request(client_for, administrator, facilitator):
    client = client_for(facilitator)
    assert client.get("/outbox/").status_code == 200
    assert client_for(administrator).post(f"/people/{facilitator.pk}/end-role/facilitator/").status_code == 302
    assert client.get("/outbox/").status_code == 403
    assert not fresh(facilitator).groups.exists()
    assert RoleGrant.objects.get(user=facilitator).ended_at is not None
    assert client_for(administrator).post(f"/people/{facilitator.pk}/end-role/facilitator/").status_code == 409


@pytest.mark.parametrize(
    ("role", "enters"),
    [
        ("editor", True),
        ("facilitator", True),
        ("administrator", True),
        ("csa_reviewer", False),
        ("osi_coach", False),
        ("data_steward", False),
    ],
)
def test_role_opens_the_editor_only_where_it_should_and_never_by_superuser(client_for, role, enters):
    person = state_officer(role)
    assert not person.is_superuser
    assert fresh(person).has_perm("wagtailadmin.access_admin") is enters
    assert (client_for(person).get("/cms/").status_code == 200) is enters


def test_administrators_and_facilitators_may_not_change_accounts_in_the_editor(client_for, administrator, facilitator):
    for person in (administrator, facilitator):
        client = client_for(person)
        for page in ("/cms/users/", f"/cms/users/edit/{person.pk}/", "/cms/groups/", "/cms/users/new/"):
            assert client.get(page).status_code in (302, 403, 404)
        assert not person.has_perm("accounts.change_user")
        assert not person.has_perm("auth.change_group")


# The administrators' pages ------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_people_list_asks_the_same_number_of_questions(client_for, administrator, rows, django_assert_max_num_queries):
    for person in UserFactory.create_batch(rows):
        RoleGrantFactory(user=person, role="csa_reviewer")
    client = client_for(administrator)
    client.get("/people/")
    with django_assert_max_num_queries(20) as asked:
        client.get("/people/")
    assert len(asked) == QUERIES.setdefault("people", len(asked))


QUERIES: dict[str, int] = {}


def test_people_list_finds_by_name_and_role_and_bears_odd_input(client_for, administrator, facilitator, newcomer):
    client = client_for(administrator)
    assert "newcomer@example.org" in client.get("/people/?q=newcomer sample").content.decode()
    by_role = client.get("/people/?role=facilitator").content.decode()
    assert facilitator.email in by_role
    assert "newcomer@example.org" not in by_role
    for query in ("page=abc", "page=-1", f"page={10**30}", "q=" + "x" * 5000, "role=%27%22", "role=none"):
        assert client.get(f"/people/?{query}").status_code == 200
    assert client.get("/people/?q=%00").status_code in (200, 400)
    for pk in ("0", str(10**30)):
        assert client.get(f"/people/{pk}/").status_code == 404


def test_end_sessions_signs_a_person_out_everywhere(client_for, client, administrator, newcomer):
    sessions = [client_for(newcomer), client_for(newcomer)]
    for each in sessions:
        assert each.get("/account/").status_code == 200
    assert UserSession.objects.filter(user=newcomer).count() == 2
    client_for(administrator).post(f"/people/{newcomer.pk}/end-sessions/")
    for each in sessions:
        assert each.get("/account/").status_code == 302


def test_disable_closes_an_account_at_once_and_enable_opens_it(client_for, administrator, newcomer):
    client = client_for(newcomer)
    assert client.get("/account/").status_code == 200
    assert client_for(administrator).post(f"/people/{newcomer.pk}/disable/").status_code == 302
    assert client.get("/account/").status_code == 302
    assert not fresh(newcomer).is_active
    assert client_for(administrator).post(f"/people/{newcomer.pk}/enable/").status_code == 302
    assert fresh(newcomer).is_active
    assert client_for(administrator).post(f"/people/{newcomer.pk}/enable/").status_code == 409


def test_disable_of_oneself_is_refused(client_for, administrator):
    assert client_for(administrator).post(f"/people/{administrator.pk}/disable/").status_code == 403


def test_account_page_changes_ones_own_name_only(client_for, newcomer, member):
    sent = {"name": "New Name", "email": "other@example.org", "is_active": "", "pk": member.pk}
    assert client_for(newcomer).post("/account/", sent).status_code == 302
    person = fresh(newcomer)
    assert (person.name, person.email, person.is_active) == ("New Name", "newcomer@example.org", True)
    assert "Please mend" in client_for(newcomer).post("/account/", {"name": "x" * 151}).content.decode()


# The first administrator ----------------------------------------------------------


def test_make_administrator_prints_a_link_that_sets_a_password(client):
    out = io.StringIO()
    call_command("make_administrator", "First@Example.org", "--json", stdout=out)
    told = json.loads(out.getvalue())
    person = User.objects.get(email="first@example.org")
    assert person.state_roles == {StateRole.ADMINISTRATOR}
    assert not person.is_superuser
    assert OutgoingMail.objects.filter(to="first@example.org").count() == 1
    path = told["link"].split("/", 3)[3]
    page = client.get(f"/{path}", follow=True)
    assert page.status_code == 200
    client.post(
        page.redirect_chain[-1][0], {"password1": "seven green herons wading", "password2": "seven green herons wading"}
    )
    assert User.objects.get(pk=person.pk).check_password("seven green herons wading")


def test_make_administrator_refuses_what_is_no_address():
    with pytest.raises(CommandError, match="not an e-mail address"):
        call_command("make_administrator", "somebody")
