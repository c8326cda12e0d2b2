"""Standards are written: a new one, or a new version of one. What stood stays."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from portal.core import audit
from portal.core.errors import NotAllowed
from portal.standards.models import Edition, Standard, StandardVersion, faults_of
from portal.standards.numbering import HOW, is_number
from portal.standards.queries import WORDS
from portal.standards.services.keeping import may_keep, plain

SAY_WHY = "Please say why it is changed: everybody reads it beside the new version."


@dataclass(frozen=True)
class Clash:
    """Somebody else revised the standard after the page was opened: what the page showed, and what stands now."""

    shown: StandardVersion
    stands: StandardVersion


@transaction.atomic
def add_standard(edition: Edition, *, number: str, actor: Any, **words: Any) -> Standard:
    """Enter a standard with its first version."""
    may_keep(actor)
    if not is_number(number):
        raise NotAllowed(HOW)
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    if Standard.objects.filter(edition=edition, number=number).exists():
        raise NotAllowed(f"The edition {edition.code} has a standard {number} already.")
    words = plain(words)
    _well_said(words)
    standard = Standard.objects.create(edition=edition, number=number)
    version = StandardVersion.objects.create(standard=standard, ordinal=1, by=actor, **words)
    audit.record(standard, "standards.add", actor=actor, edition=edition.code, number=number, topic=version.topic)
    return standard


@transaction.atomic
def revise_standard(
    standard: Standard, *, ordinal: int, note: str, actor: Any, **words: Any
) -> StandardVersion | Clash:
    """Add a version; `ordinal` is the version that the words were made from.

    Where nothing is said otherwise, nothing is written and the version that stands comes back. Where somebody else
    revised it meanwhile, nothing is written and the clash comes back.
    """
    may_keep(actor)
    standard = Standard.objects.select_for_update(of=("self",)).select_related("edition").get(pk=standard.pk)
    stands = standard.versions.select_related("by").latest("ordinal")
    words = plain(words)
    changed = [name for name in WORDS if name in words and getattr(stands, name) != words[name]]
    if not changed:
        return stands
    if stands.ordinal != ordinal:
        shown = standard.versions.select_related("by").filter(ordinal=ordinal).first()
        return Clash(shown or stands, stands)
    if not note.strip():
        raise NotAllowed(SAY_WHY)
    whole = {name: words.get(name, getattr(stands, name)) for name in WORDS}
    _well_said(whole)
    facts = {"ordinal": stands.ordinal + 1, "note": note.strip(), "by": actor}
    version = StandardVersion.objects.create(standard=standard, **facts, **whole)
    audit.record(standard, "standards.revise", actor=actor, version=version.ordinal, changed=changed, note=version.note)
    return version


def _well_said(words: dict[str, Any]) -> None:
    for sentence in faults_of(words).values():
        raise NotAllowed(sentence)
