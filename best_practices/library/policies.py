"""Who may write, submit, read and moderate practices."""

from typing import Any

import rules

from best_practices.library.models import MODERATING, Author, Practice, Version
from best_practices.library.states import OPEN_VERSIONS, VersionState
from portal.accounts.policies import is_facilitator, is_mde_staff, is_signed_in
from portal.districts.models import LEADING_OFFICES
from portal.districts.policies import holds_office, is_member, offices_of


@rules.predicate
def may_begin(user: Any) -> bool:
    """Anybody who holds an office in a district, and MDE's staff."""
    return bool(user.is_authenticated and (offices_of(user) or user.state_roles.intersection(MODERATING)))


@rules.predicate
def is_author(user: Any, version: Version) -> bool:
    """Writes it, and still holds an office in the district for which; MDE's own by who still works there."""
    return any(_still(user, author) for author in _authors_of(version) if author.person_id == user.pk)


def _authors_of(version: Version) -> list[Author]:
    if not hasattr(version, "_authors"):
        version._authors = list(version.authors.filter(ended_at=None))  # type: ignore[attr-defined]
    return version._authors  # type: ignore[attr-defined, no-any-return]


def _still(user: Any, author: Author) -> bool:
    if author.district_id is None:
        return bool(user.state_roles.intersection(MODERATING))
    return is_member(user, author.district_id)


@rules.predicate
def leads_its_district(user: Any, version: Version) -> bool:
    """Superintendent, board president or innovation lead of the district whose practice it is."""
    leaid = version.practice.district_id
    return leaid is not None and holds_office(user, leaid, *LEADING_OFFICES)


@rules.predicate
def is_writable(user: Any, version: Version) -> bool:
    """A draft, or sent back for changes."""
    return version.is_open_to_writers


@rules.predicate
def is_open(user: Any, version: Version) -> bool:
    """Neither published nor ended."""
    return version.state in OPEN_VERSIONS


@rules.predicate
def was_declined(user: Any, version: Version) -> bool:
    """A moderator said no."""
    return version.state == VersionState.DECLINED


@rules.predicate
def is_submitted(user: Any, version: Version) -> bool:
    """Handed in at least once."""
    return version.submitted_at is not None


@rules.predicate
def is_own_authorship(user: Any, author: Author) -> bool:
    """The author is the person."""
    return author.person_id == user.pk


@rules.predicate
def was_asked(user: Any, author: Author) -> bool:
    """The person was asked by this address and has not answered yet."""
    return author.accepted_at is None and author.ended_at is None and author.email.lower() == user.email.lower()


@rules.predicate
def writes_with(user: Any, author: Author) -> bool:
    """Another author of the same version, or a lead of its district."""
    return bool((is_author | leads_its_district).test(user, author.draft))


@rules.predicate
def belongs_to(user: Any, practice: Practice) -> bool:
    """Holds a leading office in the district whose practice it is, or is MDE's staff."""
    if not user.is_authenticated:
        return False
    if user.state_roles.intersection(MODERATING):
        return True
    return practice.district_id is not None and holds_office(user, practice.district_id, *LEADING_OFFICES)


@rules.predicate
def writes_it(user: Any, practice: Practice) -> bool:
    """An author of what readers see."""
    return bool(user.is_authenticated and is_author.test(user, practice.page.version))


@rules.predicate
def is_in_its_district(user: Any, practice: Practice) -> bool:
    """Holds an office in the district whose practice it is, or is MDE's staff for one of MDE's own."""
    if practice.district_id is None:
        return user.is_authenticated and bool(user.state_roles.intersection(MODERATING))
    return is_member(user, practice.district_id)


rules.add_perm("library.begin", may_begin)
rules.add_perm("library.list_own", is_signed_in)
rules.add_perm("library.read_version", is_author | leads_its_district | (is_mde_staff & is_submitted))
rules.add_perm("library.write_version", is_author & is_writable)
rules.add_perm("library.submit_version", is_author)
rules.add_perm("library.drop_version", (is_author | leads_its_district) & is_open)
rules.add_perm("library.ask_author", is_author & is_writable)
rules.add_perm("library.accept_authorship", was_asked)
rules.add_perm("library.end_author", is_own_authorship | was_asked | writes_with)
rules.add_perm("library.appeal", is_author & was_declined)
rules.add_perm("library.remark", is_author | leads_its_district | (is_facilitator & is_submitted))
rules.add_perm("library.moderate", is_facilitator & is_submitted & ~is_author)
rules.add_perm("library.new_version", is_in_its_district)
rules.add_perm("library.withdraw_practice", belongs_to)
rules.add_perm("library.confirm_practice", belongs_to)
rules.add_perm("library.see_broken_links", belongs_to | writes_it)
rules.add_perm("library.list_moderation", is_mde_staff)
