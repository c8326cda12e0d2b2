"""Standards are linked over editions: what became of each."""

from typing import Any

from django.db import transaction

from portal.core import audit
from portal.core.errors import NotAllowed
from portal.standards.models import Crosswalk, Relation, Standard
from portal.standards.services.keeping import may_keep

OTHER_EDITION = "A link leads from a standard of one edition to a standard of an edition that came into force later."
DROPPED_HAS_NONE = (
    "A standard that is dropped has no later one. Leave the other standard empty, or say what became of it."
)
NAME_THE_LATER = "Please choose the standard of the other edition. Leave it empty only where this one is dropped."
LINKED_ALREADY = "These two are linked already. Take that link away first."
SAID_OTHERWISE = "It is said to be dropped, or to have a later standard, already. Take that link away first."


@transaction.atomic
def link_standards(
    earlier: Standard, later: Standard | None, *, relation: str, actor: Any, note: str = ""
) -> Crosswalk:
    """Say what became of a standard in a later edition; without a later one, that it was dropped."""
    may_keep(actor)
    earlier = Standard.objects.select_for_update(of=("self",)).select_related("edition").get(pk=earlier.pk)
    _fits(earlier, later, relation)
    _is_new(earlier, later)
    link = Crosswalk.objects.create(earlier=earlier, later=later, relation=relation, note=note.strip())
    audit.record(earlier, "standards.link", actor=actor, **_told(link))
    return link


@transaction.atomic
def unlink_standards(link: Crosswalk, *, actor: Any) -> None:
    """Take a link away; the audit log keeps what it said."""
    may_keep(actor)
    told, earlier = _told(link), link.earlier
    link.delete()
    audit.record(earlier, "standards.unlink", actor=actor, **told)


def _told(link: Crosswalk) -> dict[str, Any]:
    return {"later": str(link.later or ""), "relation": link.relation, "note": link.note}


def _fits(earlier: Standard, later: Standard | None, relation: str) -> None:
    if later is None:
        if relation != Relation.DROPPED:
            raise NotAllowed(NAME_THE_LATER)
        return
    if relation == Relation.DROPPED:
        raise NotAllowed(DROPPED_HAS_NONE)
    if later.edition.effective_from <= earlier.edition.effective_from:
        raise NotAllowed(OTHER_EDITION)


def _is_new(earlier: Standard, later: Standard | None) -> None:
    links = list(earlier.links_later.all())
    if any(link.later_id == (later.pk if later else None) for link in links):
        raise NotAllowed(LINKED_ALREADY)
    if any((link.later_id is None) != (later is None) for link in links):
        raise NotAllowed(SAID_OTHERWISE)
