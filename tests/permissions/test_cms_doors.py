"""The doors of the editor: only those with an editor's role come in, and no further than their role reaches."""

import re

import pytest
from bs4 import BeautifulSoup

from tests.databases import few
from tests.permissions.asking import Answer, ask
from tests.permissions.doors import editors_addresses
from tests.permissions.world import World

NO_EDITORS = ("visitor", "lead", "newcomer", "csa_reviewer", "data_steward")
# Nobody's, not even an administrator's: people and groups follow from state roles, the site is one.
NOBODYS = ("wagtailusers_users", "wagtailusers_groups", "wagtailsites")
# Administrators' alone.
ADMINISTRATORS = ("wagtailredirects", "wagtailadmin_collections")
WORKFLOWS = re.compile(r"wagtailadmin_workflows:(index|add|edit|enable|disable|task_index|edit_task|disable_task)")
# What an editor may not do to a page, and a facilitator may.
PUBLISHING = ["unpublish", "delete", "move", "set_privacy", "lock", "unlock", "set_page_position"]
FOR_ALL = {"wagtailadmin_sprite", "wagtailadmin_javascript_catalog", "wagtailadmin_login"}
# Kinds of planted words that editors work with: pages, documents, the topics and rounds they may link.
EDITORS_WORDS = re.compile(r"canary\d+(draft|page|lead|below|collection|pdf|round)\b")
FAILS_BY_DESIGN = {"wagtailadmin_error_test"}


@pytest.fixture(scope="package")
def doors(world: World) -> dict[str, str]:
    """All addresses of the editor."""
    return editors_addresses(world)


def is_refused(answer: Answer) -> bool:
    """Back to the editor's front page with a word, or not there, or not by this method; and nothing written."""
    return (answer.location == "/cms/" or answer.status in {403, 404, 405}) and not answer.writes


def test_doors_are_all_known(doors):
    assert len(doors) > 200
    assert {name.partition(":")[0] for name in doors} > {*NOBODYS, *ADMINISTRATORS, "wagtailadmin_pages"}


@pytest.mark.parametrize("actor", few(NO_EDITORS, 2))
def test_nobody_without_an_editors_role_comes_in(world, doors, actor):
    for name, path in doors.items():
        for method in ("GET", "POST") if name not in FOR_ALL else ():
            answer = ask(world, actor, method, path, {} if method == "POST" else None)
            inner = answer.location.startswith(("/cms/login/", "/accounts/", "/account/"))
            assert inner or answer.status in {403, 404, 405}, f"{actor} {method} {path}: {answer.status}"
            assert not answer.writes
            assert "canary" not in answer.body


def test_door_shows_who_is_signed_in_without_the_role_out_with_403(world):
    assert ask(world, "lead", "GET", "/cms/login/?next=/cms/").status == 403
    assert ask(world, "visitor", "GET", "/cms/login/").kind == "login"


def test_viewing_as_somebody_opens_no_door(world, doors):
    for path in [*doors.values(), "/accounts/password/change/", "/accounts/2fa/", "/account/", "/accounts/sessions/"]:
        assert ask(world, "viewing", "GET", path).status == 403, path
        assert ask(world, "viewing", "POST", path, {}).status == 403, path


@pytest.mark.parametrize("actor", few(["editor", "facilitator", "administrator"], 1))
def test_people_groups_and_sites_are_out_of_every_reach(world, doors, actor):
    spaces = NOBODYS if actor == "administrator" else (*NOBODYS, *ADMINISTRATORS)
    for name, path in doors.items():
        if name.partition(":")[0] in spaces or (actor != "administrator" and WORKFLOWS.match(name)):
            for method in ("GET", "POST"):
                answer = ask(world, actor, method, path, {} if method == "POST" else None)
                assert is_refused(answer), f"{actor} {method} {path}: {answer.status} {answer.location}"


@pytest.mark.parametrize("verb", PUBLISHING)
def test_editor_may_not_publish_move_or_hide(world, doors, verb):
    path = doors[f"wagtailadmin_pages:{verb}"]
    for method in ("GET", "POST"):
        assert is_refused(ask(world, "editor", method, path, {} if method == "POST" else None)), f"{method} {path}"


@pytest.mark.parametrize("actor", few(["editor", "facilitator", "administrator"], 1))
def test_editor_shows_nothing_of_applications_letters_and_people(world, doors, actor):
    for name, path in doors.items():
        if name not in FAILS_BY_DESIGN:
            body = ask(world, actor, "GET", path).body
            told = {word for word in world.canaries if word in body and not EDITORS_WORDS.match(word)}
            assert not told, f"{actor} {path}: {told}"


@pytest.mark.parametrize("actor", ["editor", "facilitator"])
def test_audit_report_of_an_editor_tells_of_pages_only(world, actor):
    report = BeautifulSoup(ask(world, actor, "GET", "/cms/reports/site-history/").body, "html.parser").find("main")
    text = report.get_text(" ", strip=True)
    assert "Standard page" in text
    for word in ("Application", "Letter of commitment", "Sample District", "lead a", "superintendent a"):
        assert word not in text


@pytest.mark.parametrize("path", ["/cms/api/main/pages/", "/cms/api/main/documents/", "/cms/api/main/images/"])
def test_api_of_the_editor_answers_nobody_else(world, path):
    for actor in NO_EDITORS:
        answer = ask(world, actor, "GET", path)
        assert answer.status == 302
        assert answer.body == ""
    for public in ("/api/v2/pages/", "/api/v3/pages/", "/api/main/pages/"):
        assert ask(world, "visitor", "GET", public).status == 404


def test_nobody_is_a_superuser(world):
    assert not [person for person in world.people.values() if person.is_superuser or person.is_staff]
