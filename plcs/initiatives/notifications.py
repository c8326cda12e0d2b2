"""What is told about initiatives, one function for each fact. All of it is private to the PLC."""

from typing import Any

from plcs.initiatives.models import Cycle, Initiative
from plcs.workgroups.notifications import people_of
from portal.core import mail

FOLDER = "initiatives/mail"
NEWS = "initiatives"


def tell(name: str, to: Any, about: Any, key: str, **context: Any) -> None:
    """Tell it to those who may still read it when the mail leaves."""
    mail.post(f"{FOLDER}/{name}.txt", to=to, key=key, about=about, permission="initiatives.read", **context)


def others(initiative: Initiative, person: Any) -> list[Any]:
    """The people of the PLC but for one."""
    return [each for each in people_of(initiative.workgroup) if each.pk != person.pk]


def initiative_begun(initiative: Initiative) -> None:
    """To the people of the PLC: another district tries something."""
    people = others(initiative, initiative.begun_by)
    tell("begun", people, initiative, f"initiative-begun-{initiative.pk}", topic=NEWS, initiative=initiative)


def initiative_finished(initiative: Initiative) -> None:
    """To the people of the PLC: what came of it."""
    people = people_of(initiative.workgroup)
    tell("finished", people, initiative, f"initiative-finished-{initiative.pk}", topic=NEWS, initiative=initiative)


def cycle_given(cycle: Cycle, *, by: Any) -> None:
    """To whom a cycle falls."""
    key = f"cycle-given-{cycle.pk}-{cycle.owner_id}"
    tell("cycle_given", [cycle.owner], cycle, key, cycle=cycle, by=by)


def cycle_concluded(cycle: Cycle, *, act: str) -> None:
    """To the people of the PLC: what was learned."""
    people = people_of(cycle.workgroup)
    tell("concluded", people, cycle, f"cycle-concluded-{cycle.pk}", topic=NEWS, cycle=cycle, act=act)
