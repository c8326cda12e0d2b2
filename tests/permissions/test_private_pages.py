"""Private pages and documents: a visitor may sign in; who is signed in and may not have them finds nothing."""

import pytest

from tests.permissions.asking import ask
from tests.permissions.world import ACTORS, World

INSIDERS = [actor for actor in ACTORS if actor != "visitor"]


def document(world: World) -> str:
    """Where the private document would be."""
    return f"/documents/{world.facts['locked']}/{world.facts['locked_name']}"


@pytest.mark.parametrize("path", ["/sample-private/", "/sample-private/below-private/", "document"])
def test_private_is_not_there_for_who_is_signed_in_and_kept_out(world, path):
    path = document(world) if path == "document" else path
    assert ask(world, "visitor", "GET", path).kind == "login"
    for actor in INSIDERS:
        answer = ask(world, actor, "GET", path)
        assert answer.status == 404, actor
        assert not [word for word in world.canaries if word in answer.body]


@pytest.mark.parametrize("headers", [{"Range": "bytes=0-3"}, {"If-None-Match": "*"}, {"If-None-Match": '"x"'}])
def test_private_document_answers_no_question_about_its_bytes(world, headers):
    known = ask(world, "rival_lead", "GET", document(world), **headers)
    assert known.status == 404
    assert "canary" not in known.body
    assert ask(world, "visitor", "GET", document(world), **headers).kind == "login"


def test_drafts_are_not_there_for_anybody(world):
    for actor in ACTORS:
        assert ask(world, actor, "GET", "/sample-draft/").status == 404
