"""Co-writers are asked and leave, offices agree: what is the same in each area.

`draft` is an area's `SharedDraft`. The area asks who may and locks it before; it logs and tells after.
"""

from typing import Any

from django.utils import timezone

from portal.core.errors import NotAllowed
from portal.districts.models import Membership

NOT_OF_DISTRICT = "This person holds no office in the district. Please invite them to the district first."
NOT_IN_OFFICE = "You do not hold an office that agrees to this before it is handed in."
CHANGED = "Something was changed since you opened this page. Please read it once more."


def invite_co_writer(draft: Any, *, person: Any, share: str, actor: Any) -> tuple[Any, bool]:
    """Ask a colleague of the district to help, and whether they are new; asked again, the colleague's share changes."""
    if not Membership.objects.active().filter(user=person, district=draft.district_id).exists():
        raise NotAllowed(NOT_OF_DISTRICT)
    given = {"share": share, "invited_by": actor}
    return draft.co_writers.update_or_create(person=person, ended_at=None, defaults=given)


def end_co_writer(shared: Any) -> bool:
    """A co-writer leaves, or is no longer asked; what they wrote stays. Whether they still helped."""
    return bool(type(shared).objects.current().filter(pk=shared.pk).update(ended_at=timezone.now()))


def sign_off(draft: Any, *, office: str, shown: str, actor: Any, district: str = "") -> Any:
    """An office agrees to the draft as it was shown: `shown` is its hash. A change of it afterwards makes this void.

    `district` is named where offices of more than one agree; the sign-off then keeps it.
    """
    whose = district or draft.district_id
    held = Membership.objects.in_office(office).filter(user=actor, district=whose)
    if (whose, office) not in draft.offices_to_agree() or not held.exists():
        raise NotAllowed(NOT_IN_OFFICE)
    if shown != draft.answers_hash():
        raise NotAllowed(CHANGED)
    kept = {"district_id": district} if district else {}
    return draft.sign_offs.create(office=office, person=actor, answers_hash=shown, **kept)
