"""Every write to initiatives, their driver diagrams and their cycles."""

from plcs.initiatives.services.cycles import (
    Clash,
    conclude_cycle,
    drop_cycle,
    plan_cycle,
    promote_cycle,
    run_cycle,
    write_cycle,
)
from plcs.initiatives.services.drawing import (
    add_driver,
    add_idea,
    change_driver,
    change_idea,
    remove_driver,
    remove_idea,
)
from plcs.initiatives.services.keeping import begin_initiative, change_initiative, move_initiative

__all__ = [
    "Clash",
    "add_driver",
    "add_idea",
    "begin_initiative",
    "change_driver",
    "change_idea",
    "change_initiative",
    "conclude_cycle",
    "drop_cycle",
    "move_initiative",
    "plan_cycle",
    "promote_cycle",
    "remove_driver",
    "remove_idea",
    "run_cycle",
    "write_cycle",
]
