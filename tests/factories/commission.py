"""Meetings of the Commission with proposals on their agendas, for tests; made by services, as people would."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from applications.commission import services
from applications.commission.models import Item, Motion, Sitting
from applications.waivers.models import Provision, Waiver
from portal.accounts.models import StateRole
from tests.factories.accounts import state_officer


def commissioners(number: int) -> list[Any]:
    """Members of the Commission."""
    return [
        state_officer(StateRole.CSA_REVIEWER, email=f"member{each}@example.org", name=f"Member {each}")
        for each in range(1, number + 1)
    ]


def planned(*waivers: Waiver, actor: Any) -> Sitting:
    """A meeting after the comments on them have closed, with these proposals on its agenda."""
    sitting = services.plan_sitting(starts_at=timezone.now() + timedelta(days=40), place="Sample room", actor=actor)
    for waiver in waivers:
        services.add_item(sitting, waiver, actor=actor)
    return sitting


def in_session(*waivers: Waiver, actor: Any) -> Sitting:
    """A meeting that is open."""
    return services.open_sitting(planned(*waivers, actor=actor), actor=actor)


def moved(
    item: Item, provision: Provision, *, by: Any, seconded_by: Any = None, disposition: str = "grant", **facts: Any
) -> Motion:
    """A motion, seconded where somebody does."""
    motion = services.make_motion(item, provision, disposition=disposition, **facts, actor=by)
    return services.second_motion(motion, actor=seconded_by) if seconded_by else motion


def voted(motion: Motion, choices: dict[Any, str]) -> None:
    """Votes by member."""
    for member, choice in choices.items():
        services.cast_vote(motion, choice=choice, actor=member)
