"""Finding what an address is about, as far as the reader may know of it."""

from django.http import Http404, HttpRequest

from best_practices.library.models import Author, Practice, PracticePage, Version
from best_practices.library.states import PracticeState, VersionState
from portal.conflicts.queries import tied_districts
from portal.districts.models import District
from portal.districts.policies import offices_of

OPEN_TO_READERS = (PracticeState.PUBLISHED, PracticeState.DUE)


def version_for(request: HttpRequest, reference: str) -> Version:
    """The version of this reference, if the reader may know it; 404 for who may not judge its districts."""
    found = Version.objects.visible_to(request.user).filter(reference=reference)
    version = found.select_related("practice__district", "begun_by", "decided_by").first()
    if version is None:
        raise Http404
    authors = list(version.authors.filter(ended_at=None).select_related("person", "district"))
    version._authors = authors  # type: ignore[attr-defined]
    is_own = Version.objects.written_by(request.user).filter(pk=version.pk).exists()
    version.is_readers_own = is_own  # type: ignore[attr-defined]
    if (
        not is_own
        and version.state != VersionState.PUBLISHED
        and tied_districts(request.user.pk or 0, version.leaids())
    ):
        raise Http404
    return version


def page_for(slug: str) -> PracticePage:
    """The page of a practice that readers may read."""
    found = PracticePage.objects.select_related("practice__district", "practice__adapted_from", "version", "picture")
    page = found.filter(practice__slug=slug, practice__state__in=OPEN_TO_READERS).first()
    if page is None:
        raise Http404
    return page


def practice_for(request: HttpRequest, slug: str) -> Practice:
    """The practice at this address, if it can be read."""
    return page_for(slug).practice


def author_for(request: HttpRequest, number: int) -> Author:
    """An author, or somebody who was asked: known to the person and to the other authors."""
    author = Author.objects.select_related("draft__practice", "person").filter(pk=number, ended_at=None).first()
    if author is None or not request.user.is_authenticated:
        raise Http404
    is_asked = author.person_id is None and author.email.lower() == request.user.email.lower()
    if not is_asked and not Version.objects.written_by(request.user).filter(pk=author.draft_id).exists():
        raise Http404
    return author


def districts_of_person(request: HttpRequest) -> list[District]:
    """The districts in which the reader holds an office now."""
    return list(District.objects.filter(pk__in=offices_of(request.user)))
