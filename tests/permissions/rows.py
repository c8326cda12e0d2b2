"""What a row of the table of permissions is, and how its clauses are read."""

from dataclasses import dataclass, field

from tests.permissions.world import ACTORS, STATE

GROUPS = {
    "district": ["member", "lead", "superintendent", "board_president"],
    "leaders": ["lead", "superintendent", "board_president"],
    "writers": ["lead", "superintendent"],
    "rivals": ["rival_lead", "rival_superintendent"],
    "mde": ["facilitator", "administrator"],
    "state": STATE,
    "rest": ACTORS,
}
NEVER = "rest 405"
ALL = "rest 200"
SIGNED_IN = "visitor login, rest 200"


@dataclass(frozen=True)
class Row:
    """One address, about one thing."""

    name: str
    get: str
    post: str = NEVER
    at: dict[str, str] = field(default_factory=dict)
    sends: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return " ".join([self.name, *self.at.values()])


def answers(clauses: str, method: str) -> dict[str, str]:
    """The answer for each actor, from clauses such as `visitor login, writers 200, rest 404`."""
    found: dict[str, str] = {}
    for clause in clauses.split(","):
        *names, answer = clause.split()
        for actor in [actor for name in names for actor in GROUPS.get(name, [name])]:
            if actor == "viewing" and "viewing" not in names:
                continue
            found.setdefault(actor, answer)
    found.setdefault("viewing", "403" if method == "POST" else found["lead"])
    return found
