"""What another site can make a signed-in browser do: nothing. What a stranger learns from time: nothing."""

from statistics import median
from time import perf_counter
from typing import Any

import pytest

from tests.permissions.asking import ask
from tests.permissions.rows import Row, answers
from tests.permissions.table import TABLE
from tests.permissions.test_table import address
from tests.permissions.world import ACTORS, World

FORMS = [row for row in TABLE if set(answers(row.post, "POST").values()) & {"on", "200"}]
ROUNDS = 15
ORIGINS = ["https://elsewhere.example", "", "null"]


def able(row: Row) -> str:
    """The first of the actors whom the form obeys."""
    cells = answers(row.post, "POST")
    return next(actor for actor in ACTORS if cells[actor] in {"on", "200"})


@pytest.mark.before_database
@pytest.mark.parametrize("row", FORMS, ids=str)
@pytest.mark.parametrize("origin", ORIGINS)
def test_form_of_another_site_has_no_effect(world: World, row: Row, origin: str, monkeypatch: Any) -> None:
    actor, path = able(row), address(world, row)
    form = {key: value.format_map(world.facts) for key, value in row.sends.items()}
    monkeypatch.setattr(world.browsers[actor].handler, "enforce_csrf_checks", True)
    headers = {"Origin": origin} if origin else {}
    answer = ask(world, actor, "POST", path, form, **headers)
    assert answer.status == 403, f"{actor} {path}"
    assert not answer.writes


@pytest.mark.parametrize("path", ["/applications/{}/", "/letters/{}/", "/applications/{}/write/why/"])
def test_foreign_and_unknown_take_the_same_time(world: World, path: str) -> None:
    kind = "submitted" if "applications" in path else "issued_letter"
    addresses = {"foreign": path.format(world.facts[kind]), "unknown": path.format("ABCDEFGH2345")}
    times: dict[str, list[float]] = {name: [] for name in addresses}
    for _ in range(ROUNDS):
        for name, asked in addresses.items():
            start = perf_counter()
            assert ask(world, "rival_lead", "GET", asked).status == 404
            times[name].append(1000 * (perf_counter() - start))
    difference = abs(median(times["foreign"]) - median(times["unknown"]))
    assert difference <= 20, {name: median(taken) for name, taken in times.items()}
