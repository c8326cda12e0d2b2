"""Co-authors, also of other districts: asked by address, authors once they accept."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from best_practices.library import notifications
from best_practices.library.models import Author, Version
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.districts.models import District, Membership

MOST_AUTHORS = 20


@transaction.atomic
def ask_author(version: Version, *, email: str, actor: Any) -> Author:
    """Ask somebody, of any district, to write too. Whether the address is known to the portal is not told."""
    version = Version.objects.select_for_update().get(pk=version.pk)
    if not actor.has_perm("library.ask_author", version):
        raise NotAllowed("Only its authors can ask others to write, as long as it can be changed.")
    known = version.authors.filter(email__iexact=email, ended_at=None).first()
    if known:
        return known
    if version.authors.filter(ended_at=None).count() >= MOST_AUTHORS:
        raise NotAllowed(f"There are {MOST_AUTHORS} authors already.")
    asked = Author.objects.create(draft=version, email=email, asked_by=actor)
    audit.record(version, "library.ask_author", actor=actor)
    notifications.author_asked(asked)
    return asked


@transaction.atomic
def accept_authorship(author: Author, *, district: District, actor: Any) -> Author:
    """The person who was asked writes from now on, for one of their districts."""
    author = Author.objects.select_for_update().select_related("draft").get(pk=author.pk)
    if not actor.has_perm("library.accept_authorship", author):
        raise NotAllowed("You were not asked by this address, or the invitation was taken back.")
    if not Membership.objects.active().filter(user=actor, district=district).exists():
        raise NotAllowed(f"You hold no office in {district}.")
    author.person, author.district, author.accepted_at = actor, district, timezone.now()
    author.save(update_fields=["person", "district", "accepted_at"])
    audit.record(author.draft, "library.accept_authorship", actor=actor, district=district.pk)
    return author


@transaction.atomic
def end_author(author: Author, *, actor: Any) -> None:
    """An author leaves, or is asked no longer; what they wrote stays. The last one cannot leave a draft alone."""
    if not actor.has_perm("library.end_author", author):
        raise NotAllowed("Only authors of this practice can end this.")
    version = Version.objects.select_for_update().get(pk=author.draft_id)
    others = version.authors.filter(ended_at=None, accepted_at__isnull=False).exclude(pk=author.pk)
    if author.accepted_at and not others.exists():
        raise NotAllowed("You are the only author. Take the version back instead.")
    if Author.objects.filter(pk=author.pk, ended_at=None).update(ended_at=timezone.now()):
        audit.record(version, "library.end_author", actor=actor, person=author.person_id)
