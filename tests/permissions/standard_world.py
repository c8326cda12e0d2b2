"""What the world of permissions holds of the process standards: everything in it is public."""

from datetime import date
from typing import Any

from portal.standards import services
from tests.factories.standards import added, kept_edition, revised


def make_standards(world: Any) -> None:
    """Two editions; a standard with two versions, one that is linked, and one that a link can be made to."""
    keeper = world.people["facilitator"]
    edition = kept_edition(actor=keeper)
    older = kept_edition("2009", effective_from=date(2009, 7, 1), actor=keeper)
    empty = kept_edition("2000", effective_from=date(2000, 7, 1), actor=keeper)
    standard = added(edition, "14", actor=keeper)
    revised(standard, text="Sample text of the Code.", actor=keeper)
    linked = added(older, "20", actor=keeper)
    link = services.link_standards(linked, standard, relation="renumbered", actor=keeper)
    free = added(older, "20.1", actor=keeper)
    world.facts |= {"edition": edition.code, "older_edition": empty.code, "standard": standard.number}
    world.facts |= {"older_standard": free.pk, "standard_link": link.pk}
