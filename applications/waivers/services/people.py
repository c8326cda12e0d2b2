"""Who works on a proposal: co-writers are asked and leave, the offices that have to agree to it do."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from applications.waivers import notifications
from applications.waivers.models import CoWriter, SignOff, Waiver
from applications.waivers.queries import unwritten
from applications.waivers.services.writing import INCOMPLETE, locked
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.drafts import services as drafts


@transaction.atomic
def invite_co_writer(waiver: Waiver, *, person: Any, share: str, actor: Any) -> CoWriter:
    """Ask a colleague of the district to help; asked again, the colleague's share changes."""
    fresh = locked(waiver, "share", actor)
    shared, is_new = drafts.invite_co_writer(fresh, person=person, share=share, actor=actor)
    audit.record(fresh, "waivers.invite_co_writer", actor=actor, person=person.pk, share=share)
    if is_new:
        notifications.co_writer_invited(shared)
    return shared


@transaction.atomic
def end_co_writer(shared: CoWriter, *, actor: Any) -> None:
    """A co-writer leaves, or is no longer asked; what they wrote stays."""
    if not actor.has_perm("waivers.end_co_writer", shared):
        raise PermissionDenied
    if drafts.end_co_writer(shared):
        audit.record(shared.waiver, "waivers.end_co_writer", actor=actor, person=shared.person_id)


@transaction.atomic
def sign_off(waiver: Waiver, *, office: str, shown: str, actor: Any, district: str = "") -> SignOff:
    """An office, of the proposing district if no other is named, agrees to the proposal as it was shown."""
    fresh = locked(waiver, "sign_off", actor)
    found = unwritten(fresh)
    if found:
        raise NotAllowed(INCOMPLETE.format(first=found[0].words))
    whose = district or fresh.district_id
    signed: SignOff = drafts.sign_off(fresh, office=office, shown=shown, actor=actor, district=whose)
    audit.record(fresh, "waivers.sign_off", actor=actor, office=office, district=whose, answers_hash=shown)
    notifications.waiver_signed_off(signed)
    return signed


@transaction.atomic
def ask_for_sign_off(waiver: Waiver, *, actor: Any) -> list[tuple[str, str]]:
    """Mail the holders of the offices that have not agreed to it as it stands; the offices that were asked."""
    fresh = locked(waiver, "submit", actor)
    left = fresh.offices_left()
    notifications.sign_off_asked(fresh, left)
    audit.record(fresh, "waivers.ask_for_sign_off", actor=actor, offices=left)
    return left
