"""The table of table.py holds, cell by cell, and speaks of every address of ours and of no other."""

from typing import Any

import pytest
from django.urls import reverse

from tests import architecture
from tests.databases import IS_SECOND_DATABASE
from tests.permissions.asking import Answer, ask
from tests.permissions.rows import Row, answers
from tests.permissions.table import TABLE
from tests.permissions.world import ACTORS, World

OTHER_METHODS = ("PUT", "PATCH", "DELETE")
WATCHED = ("lead", "visitor", "facilitator", "administrator")


def address(world: World, row: Row) -> str:
    """The row's address; `=word` in the table stands for the word itself."""
    parts = {key: word[1:] if word.startswith("=") else world.facts[word] for key, word in row.at.items()}
    return reverse(row.name, kwargs=parts)


def ours() -> dict[str, Any]:
    """The views of all named addresses of ours."""
    found = architecture.patterns()
    return {
        name: pattern.callback for name, pattern in found if pattern.name and architecture.is_ours(pattern.callback)
    }


def test_table_speaks_of_every_address_and_of_no_other():
    in_table = {row.name for row in TABLE}
    assert in_table - set(ours()) == set(), "the table speaks of addresses that are gone"
    assert set(ours()) - in_table == set(), "nobody has said who may use these addresses: add rows to table.py"


@pytest.mark.parametrize("row", TABLE, ids=str)
def test_table_names_every_actor_and_agrees_with_the_policy_of_the_view(row):
    for clauses, method in ((row.get, "GET"), (row.post, "POST")):
        cells = answers(clauses, method)
        assert set(cells) == set(ACTORS)
        if cells["visitor"] != "405":
            is_public = ours()[row.name].policy.permission is None
            asked_first = cells["visitor"] != "login" and row.name not in {"pages:editor_door", "pages:document"}
            assert is_public or not asked_first, f"{row.name} needs a permission, and a visitor got {cells['visitor']}"


# Who of the state looks at private parts is noted in the audit log, and nothing else is written by looking.
NOTED = {"intake:application", "intake:application_file", "intake:answer_file", "intake:export"}
NOTED |= {"letters:letter", "letters:letter_pdf", "letters:scan"}
LOOKS = {"reuse:needs": {"reuse_look"}}  # that somebody of the district looked, and nobody's name
AUDIT = {"wagtailcore_modellogentry", "core_auditlink", "core_audithead"}


def written(row: Row, answer: Answer) -> set[str]:
    """The tables that an answer to a reader wrote to, besides the note that somebody looked."""
    return set(answer.writes) - (AUDIT if row.name in NOTED else LOOKS.get(row.name, set()))


def who_ask(cells: dict[str, str]) -> list[str]:
    """Everybody; on the second database the first two of those whom the table promises the same answer."""
    if not IS_SECOND_DATABASE:
        return list(ACTORS)
    alike: dict[str, list[str]] = {}
    for actor in ACTORS:
        alike.setdefault(cells[actor], []).append(actor)
    return [actor for actors in alike.values() for actor in actors[:2]]


@pytest.mark.parametrize("row", TABLE, ids=str)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_table_holds(world, row, method):
    path = address(world, row)
    form = {key: value.format_map(world.facts) for key, value in row.sends.items()}
    cells = answers(row.get if method == "GET" else row.post, method)
    sent = form if method == "POST" else None
    got = {actor: ask(world, actor, method, path, sent) for actor in who_ask(cells)}
    promised = {actor: cells[actor] for actor in got}
    assert {actor: answer.kind for actor, answer in got.items()} == promised, f"{method} {path}"
    for actor, answer in got.items():
        may_write = method == "POST" and cells[actor] in {"on", "200"}
        assert may_write or not written(row, answer), f"{actor} {method} {path} wrote to {answer.writes}"


@pytest.mark.before_database
@pytest.mark.parametrize("name", sorted(ours()))
def test_other_methods_are_refused(world, name):
    path = address(world, next(row for row in TABLE if row.name == name))
    for actor in WATCHED:
        for method in OTHER_METHODS:
            assert ask(world, actor, method, path).kind == "405", f"{actor} {method} {path}"


@pytest.mark.before_database
@pytest.mark.parametrize("row", TABLE, ids=str)
def test_head_is_answered_as_get_without_a_body(world, row):
    path = address(world, row)
    cells = answers(row.get, "GET")
    for actor in {"rival_lead", *WATCHED} - {"administrator"}:
        answer = ask(world, actor, "HEAD", path)
        assert answer.kind == cells[actor], f"{actor} HEAD {path}"
        assert not answer.body
        assert not written(row, answer)
