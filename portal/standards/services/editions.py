"""The department keeps the editions of the standards."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from portal.core import audit
from portal.core.errors import NotAllowed
from portal.standards.models import Crosswalk, Edition
from portal.standards.services.keeping import may_keep, plain

# Each is the beginning of another address under /standards/.
RESERVED = {"editions", "links"}
CODE_IS = "A code is made of letters, digits and hyphens, at most 20."
CODE_STAYS = "The code of an edition stays: addresses and requests hold it."
RESERVED_CODE = "This word is a part of other addresses. Please choose another code, such as the year."
TURNS_LINKS = "Then links of its standards would lead backward in time. Take these links away first."
ENDS_BEFORE = "An edition ends after the day it begins."


@transaction.atomic
def keep_edition(edition: Edition | None = None, *, actor: Any, **facts: Any) -> Edition:
    """Enter a new edition, or change what is said of one; its code stays. Nothing is written where nothing changed."""
    may_keep(actor)
    kept = Edition.objects.select_for_update().get(pk=edition.pk) if edition else Edition()
    changed = {name: value for name, value in plain(facts).items() if getattr(kept, name) != value}
    if edition and not changed:
        return kept
    if edition and "code" in changed:
        raise NotAllowed(CODE_STAYS)
    if edition is None:
        _is_free(facts.get("code", ""))
    before = {name: str(getattr(kept, name)) for name in changed} if edition else {}
    for name, value in changed.items():
        setattr(kept, name, value)
    if kept.effective_until and kept.effective_until <= kept.effective_from:
        raise NotAllowed(ENDS_BEFORE)
    _keeps_order(kept)
    kept.save()
    after = {name: str(value) for name, value in changed.items()}
    audit.record(kept, "standards.keep_edition", actor=actor, before=before, after=after)
    return kept


def _is_free(code: str) -> None:
    try:
        Edition._meta.get_field("code").clean(code, None)
    except ValidationError:
        raise NotAllowed(CODE_IS) from None
    if code in RESERVED:
        raise NotAllowed(RESERVED_CODE)
    if Edition.objects.filter(code=code).exists():
        raise NotAllowed(f"There is an edition {code} already.")


def _keeps_order(edition: Edition) -> None:
    begins = edition.effective_from
    later = Crosswalk.objects.filter(earlier__edition=edition.pk, later__edition__effective_from__lte=begins)
    earlier = Crosswalk.objects.filter(later__edition=edition.pk, earlier__edition__effective_from__gte=begins)
    if edition.pk and (later.exists() or earlier.exists()):
        raise NotAllowed(TURNS_LINKS)
