"""The style guide: every component once, for staff."""

import re
from typing import Any

import pytest

from tests.architecture import ROOT

pytestmark = pytest.mark.django_db
STAFF = ["facilitator", "csa_reviewer", "osi_coach", "data_steward", "editor", "administrator"]


@pytest.mark.parametrize("who", STAFF)
def test_styleguide_shows_each_component_to_staff(client_for: Any, request: pytest.FixtureRequest, who: str) -> None:
    answer = client_for(request.getfixturevalue(who)).get("/styleguide/")
    assert answer.status_code == 200
    page = answer.content.decode()
    assert page.count("<h1") == 1
    for part in ("button", "card", "note", "tag", "steps", "pager", "facts", "<table", "<details", "<progress"):
        assert part in page, part
    assert re.search(r'id="[^"]*error', page)  # a field with its error


@pytest.mark.parametrize("who", ["member", "lead", "superintendent", "newcomer", "former_member"])
def test_styleguide_is_closed_to_others(client_for: Any, request: pytest.FixtureRequest, who: str) -> None:
    assert client_for(request.getfixturevalue(who)).get("/styleguide/").status_code == 403


def test_styleguide_sends_visitors_to_sign_in(client: Any) -> None:
    assert client.get("/styleguide/").url == "/accounts/login/?next=/styleguide/"


def test_styleguide_uses_each_component_template(client_for: Any, administrator: Any) -> None:
    answer = client_for(administrator).get("/styleguide/")
    used = {template.name for template in answer.templates}
    sources = "".join(path.read_text() for path in (ROOT / "portal/ui/templatetags").glob("*.py"))
    parts = re.findall(r'(?:inclusion_tag|render_to_string)\(\s*"(ui/\w+\.html)"', sources)
    assert len(parts) > 15
    assert set(parts) - used == set()
