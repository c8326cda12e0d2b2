"""Writing practices: begin one, a new version, an adaptation; save answers; take a version back."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from best_practices.library.models import MODERATING, Author, Practice, Version
from best_practices.library.record import FILES
from best_practices.library.services import workflow
from best_practices.library.states import DROP, OPEN_VERSIONS, PracticeState, VersionState
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.states import advance
from portal.districts.models import District, Membership
from portal.drafts.providers import Material
from portal.drafts.questions import asked_in
from portal.drafts.services import Clash, write_answers

LONGEST_PROBLEM = 150  # words, as the form asks
NOT_COPIED = {*FILES, "picture", "picture_alt", "review_by"}


@transaction.atomic
def begin_practice(district: District | None, *, actor: Any, source: str = "") -> Version:
    """A new practice of a district, or of MDE where none is given; its first version is a draft."""
    _check_belongs(district, actor)
    version = _new_version(Practice.objects.create(district=district), 1, actor, district, source)
    audit.record(version, "library.begin", actor=actor, source=source)
    return version


@transaction.atomic
def begin_from(material: Material, *, actor: Any) -> Version:
    """A draft made of what a PLC learned: its title and the problem are there, and so is where it began."""
    if not actor.has_perm("library.begin"):
        raise NotAllowed("Practices are written by people of a district or of the department.")
    district = District.objects.filter(pk=material.leaid).first() if material.leaid else None
    version = begin_practice(district, actor=actor, source=f"{material.source}, {material.url}"[:300])
    problem = " ".join(material.text.split()[:LONGEST_PROBLEM])
    write_answers(version.answers, {"title": material.title, "problem": problem}, versions={}, actor=actor)
    return version


def _check_belongs(district: District | None, actor: Any) -> None:
    if district is None:
        if not actor.state_roles.intersection(MODERATING):
            raise NotAllowed("A practice of the department is begun by its own staff.")
    elif not Membership.objects.active().filter(user=actor, district=district).exists():
        raise NotAllowed(f"Only people of {district} can write its practices.")


def _new_version(practice: Practice, number: int, actor: Any, district: District | None, source: str = "") -> Version:
    version = Version.objects.create(practice=practice, number=number, begun_by=actor, source=source)
    now = timezone.now()
    Author.objects.create(draft=version, person=actor, email=actor.email, district=district, accepted_at=now)
    return version


@transaction.atomic
def begin_version(practice: Practice, *, actor: Any) -> Version:
    """The version that is being written of a published practice: the open one, or a new draft of what is published."""
    practice = Practice.objects.select_for_update().get(pk=practice.pk)
    if not actor.has_perm("library.new_version", practice):
        raise NotAllowed("A new version is written by people of the district whose practice it is.")
    current = practice.versions.filter(state__in=OPEN_VERSIONS).first()
    if current:
        return current
    if practice.state not in (PracticeState.PUBLISHED, PracticeState.DUE):
        raise NotAllowed("There is no published version to begin from.")
    last = practice.versions.order_by("-number").first()
    version = _new_version(practice, last.number + 1 if last else 1, actor, practice.district)
    _copy(practice.page.record, version, actor, besides=set())
    audit.record(version, "library.begin_version", actor=actor, number=version.number)
    return version


@transaction.atomic
def adapt_practice(origin: Practice, district: District, *, actor: Any) -> Version:
    """A district's own practice made from a published one; the lineage stays, whatever becomes of the first."""
    _check_belongs(district, actor)
    if origin.state not in (PracticeState.PUBLISHED, PracticeState.DUE):
        raise NotAllowed("Only a published practice can be adapted.")
    practice = Practice.objects.create(district=district, adapted_from=origin)
    version = _new_version(practice, 1, actor, district)
    _copy(origin.page.record, version, actor, besides=NOT_COPIED | {"outcomes", "failed", "users", "contact_email"})
    audit.record(version, "library.adapt", actor=actor, origin=origin.slug)
    return version


def _copy(record: Mapping[str, Any], version: Version, actor: Any, *, besides: set[str]) -> None:
    asked = {question.key for question in asked_in(version.sections)} - besides
    values = {key: value for key, value in record.items() if key in asked}
    write_answers(version.answers, values, versions={}, actor=actor)


@transaction.atomic
def save_answers(version: Version, values: dict[str, Any], *, versions: dict[str, int], actor: Any) -> list[Clash]:
    """Save the answers that changed; those that another author changed meanwhile come back."""
    version = Version.objects.select_for_update().get(pk=version.pk)
    if not actor.has_perm("library.write_version", version):
        raise NotAllowed(f"This version is {version.get_state_display().lower()}: it cannot be changed now.")
    unknown = set(values) - {question.key for question in asked_in(version.sections)}
    if unknown:
        raise NotAllowed("This is not a question of the form.")
    return write_answers(version.answers, values, versions=versions, actor=actor)


@transaction.atomic
def drop_version(version: Version, *, actor: Any) -> Version:
    """The authors take a version back. What readers see stays as it is."""
    if not actor.has_perm("library.drop_version", version):
        raise NotAllowed("Only its authors and the leads of their district can take a version back.")
    was_with_moderators = version.state != VersionState.DRAFT
    advance(version, DROP, actor=actor)
    if was_with_moderators:
        workflow.cancel(version, actor)
    version.change_requests.filter(closed_at=None).update(closed_at=timezone.now())
    return version
