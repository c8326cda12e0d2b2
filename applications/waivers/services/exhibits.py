"""Documents of a draft: added with what they support, taken out."""

from typing import Any

from django.db import transaction

from applications.waivers.models import Exhibit, Provision, Waiver
from applications.waivers.services.writing import locked
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.files import store_upload
from portal.drafts.services import ANSWER_FILES

MOST = 20


@transaction.atomic
def add_exhibit(
    waiver: Waiver, *, file: Any, title: str, supports: str, provision: Provision | None = None, actor: Any
) -> Exhibit:
    """A document, checked by its content and kept under its hash; NotAllowed where it is not what it says."""
    fresh = locked(waiver, "write", actor)
    if fresh.exhibits.count() >= MOST:
        raise NotAllowed(f"A proposal has at most {MOST} documents.")
    if provision is not None and provision.waiver_id != fresh.pk:
        raise NotAllowed("This standard is not one of the proposal.")
    stored = store_upload(file, kinds=ANSWER_FILES, actor=actor)
    facts = {"title": title, "supports": supports, "provision": provision}
    made = Exhibit.objects.create(waiver=fresh, file=stored, added_by=actor, **facts)
    audit.record(fresh, "waivers.add_exhibit", actor=actor, title=title, sha256=stored.sha256)
    return made


@transaction.atomic
def remove_exhibit(exhibit: Exhibit, *, actor: Any) -> None:
    """Take it out of the draft."""
    fresh = locked(exhibit.waiver, "write", actor)
    if fresh.exhibits.filter(pk=exhibit.pk).delete()[0]:
        audit.record(fresh, "waivers.remove_exhibit", actor=actor, title=exhibit.title)
