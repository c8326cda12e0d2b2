"""What of practices waits for a person, what the work list shows, what the site search finds, whom writing binds."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from best_practices.library.checklist import ANSWER_WITHIN
from best_practices.library.folding import asked
from best_practices.library.models import Author, Practice, Version
from best_practices.library.queries import Wish, find, pages_of
from best_practices.library.shelving import Shelved
from best_practices.library.states import OPEN_VERSIONS, VersionState
from portal.conflicts.providers import YEARS_OF_TIE, Tie
from portal.conflicts.queries import tied_districts
from portal.core.dates import school_year, school_year_bounds
from portal.pages.excerpts import excerpt, words_of
from portal.pages.providers import Hit, Hits
from portal.participation.duties import Duty, Fact
from portal.ui.providers import Waiting
from portal.worklist.providers import MDE, Work

NOTES = {
    VersionState.DRAFT: "A draft; it is not handed in yet.",
    VersionState.CHANGES_ASKED: "The moderators ask for changes.",
    VersionState.IN_REVIEW: "The moderators have it.",
}


def waiting_versions(user: Any) -> Iterator[Waiting]:
    """What the person writes: drafts and what was sent back wait for them, the rest for the moderators."""
    found = Version.objects.written_by(user).filter(state__in=OPEN_VERSIONS)
    for version in found.select_related("practice").prefetch_related("answers")[:100]:
        yield Waiting(
            words=f"Practice: {version.title}",
            url=version.get_absolute_url(),
            note=NOTES[VersionState(version.state)],
            state=version.state,
            state_words=version.get_state_display().lower(),
            on_others=version.state == VersionState.IN_REVIEW,
        )


def library_work(user: Any) -> Iterator[Work]:
    """Versions that moderators have or sent back, without those the person may not judge."""
    open_ones = (VersionState.IN_REVIEW, VersionState.CHANGES_ASKED)
    found = list(
        Version.objects.visible_to(user)
        .filter(state__in=open_ones, submitted_at__isnull=False)
        .select_related("practice")
        .prefetch_related("answers", "authors", "change_requests")
    )
    tied = tied_districts(user.pk, {leaid for version in found for leaid in version.leaids()})
    for version in found:
        if tied & version.leaids() or any(each.person_id == user.pk for each in version.authors.all()):
            continue
        yield Work(
            key=f"practice-{version.reference}",
            kind="Practice",
            title=version.title,
            url=version.get_absolute_url(),
            state=version.state,
            state_words=version.get_state_display(),
            since=version.submitted_at or version.begun_at,
            due=due_of(version),
            waits_on=MDE if version.state == VersionState.IN_REVIEW else "the authors",
            leaid=version.practice.district_id or "",
        )


def due_of(version: Version) -> datetime | None:
    """By when moderators promise an answer to what was handed in last; nothing is due while the authors have it."""
    if version.state != VersionState.IN_REVIEW or version.submitted_at is None:
        return None
    answered = (asked.closed_at for asked in version.change_requests.all() if asked.closed_at)
    return max([version.submitted_at, *answered]) + ANSWER_WITHIN


def find_practices(words: str, user: Any) -> Hits:
    """Published practices that hold all the words."""

    def to_hits(found: Iterable[Shelved]) -> list[Hit]:
        plain = words_of(words)
        return [
            Hit(page.title, page.practice.get_absolute_url(), excerpt(f"{page.summary} {page.text}", plain))
            for page in pages_of([*found])
        ]

    return Hits(find(Wish(words=tuple(asked(words)))).shelved, to_hits)


def practice_facts(leaids: Collection[str], years: Collection[int]) -> Iterator[Fact]:
    """For the ledger: practices in the school year in which readers saw them first, for each district behind them.

    These are the owner, and the districts of who was an author of that version then. What was withdrawn is left out.
    """
    if not leaids or not years:
        return
    published = Version.objects.filter(state=VersionState.PUBLISHED).prefetch_related("authors").order_by("number")
    found = Practice.objects.open_to_readers().filter(
        first_published_at__date__range=(school_year_bounds(min(years))[0], school_year_bounds(max(years))[1])
    )
    wanted, in_years = set(leaids), set(years)
    for practice in found.select_related("page").prefetch_related(Prefetch("versions", published)).order_by("pk"):
        on = timezone.localdate(practice.first_published_at)
        if school_year(on) in in_years:
            for leaid in sorted(behind_first(practice) & wanted):
                key, url = f"practice-{practice.pk}", practice.get_absolute_url()
                note = "" if leaid == practice.district_id else "Written together with others."
                yield Fact(leaid, school_year(on), Duty.PRACTICES, key, str(practice), on, url, note=note)


def behind_first(practice: Practice) -> set[str]:
    """The districts behind the version that readers saw first; who had left its authors by then is none of them."""
    first = next(iter(practice.versions.all()), None)
    then, found = practice.first_published_at or timezone.now(), {practice.district_id}
    for author in first.authors.all() if first else ():
        if author.accepted_at and (author.ended_at is None or author.ended_at >= then):
            found.add(author.district_id)
    return {leaid for leaid in found if leaid}


def co_author_ties(people: Collection[int], districts: Collection[str]) -> Iterator[Tie]:
    """Who wrote a practice does not judge the districts of those who wrote it too, for three years. One query."""
    since = timezone.now() - timedelta(days=round(365.25 * YEARS_OF_TIE))
    wrote = Author.objects.filter(accepted_at__gte=since, person__isnull=False)
    own = wrote.filter(person__in=people).values("draft__practice")
    together: dict[int, set[tuple[int, str]]] = defaultdict(set)
    found = wrote.filter(draft__practice__in=own).values_list("draft__practice", "person", "district")
    for practice, person, district in found:
        together[practice].add((person, district))
    for authors in together.values():
        for person, own_district in sorted((each for each in authors if each[0] in people), key=str):
            for other, district in sorted((each for each in authors if each[1] in districts), key=str):
                if other != person and district != own_district:
                    yield Tie(person, district, "co-author", "wrote a practice with somebody of the district")
