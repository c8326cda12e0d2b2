"""What matching adds to the page of mentoring, to start pages, the work list, the ledger and conflicts of interest."""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, timedelta
from typing import Any, Protocol

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from mentorship.matching import queries
from mentorship.matching.models import Contact, Match, Side
from mentorship.matching.showing import missed_words, unserved_of
from mentorship.matching.states import TAKING_ROOM, MatchState
from mentorship.profiles.models import Request
from mentorship.profiles.providers import Part
from portal.conflicts.providers import YEARS_OF_TIE, Bond
from portal.core.dates import last_moment, school_year, school_year_bounds
from portal.districts.models import LEADING_OFFICES
from portal.districts.policies import holds_office, offices_of
from portal.participation.duties import Duty, Fact
from portal.ui.providers import Waiting
from portal.worklist.providers import Work

SHOWN = 50
SURVEY_WITHIN = timedelta(days=30)


class Travel(Protocol):
    """A practice that came from the mentor to the mentored district: where it is used, and what the results say."""

    @property
    def practice(self) -> str:
        """Its title."""

    @property
    def url(self) -> str:
        """Its page."""

    @property
    def school(self) -> str:
        """Where it is used."""

    @property
    def state_words(self) -> str:
        """Whether it is going on."""

    @property
    def since(self) -> date:
        """When it began there."""

    @property
    def results(self) -> str:
        """What the results say; empty as long as there are none."""


Travels = Callable[[str, str, date], Iterable[Travel]]
_travels: list[Travels] = []


def add_travels(source: Travels) -> None:
    """Called once in `ready()`: from mentor, mentored district and the day it began to the practices that came over."""
    _travels.append(source)


def travelled(match: Match) -> list[Travel]:
    """The practices that came over since it began."""
    if match.started_at is None:
        return []
    since = timezone.localtime(match.started_at).date()
    return [each for source in _travels for each in source(match.mentor_id, match.district_id, since)]


def mentorships(user: Any) -> dict[str, Any] | None:
    """The mentorships of one's districts; for MDE those that stand, and the way to the runs."""
    is_mde = user.has_perm("matching.see_runs")
    if not is_mde and not offices_of(user):
        return None
    found = queries.matches_for(user)
    if is_mde:
        found = found.filter(state__in=TAKING_ROOM)
    matches = list(found[: SHOWN + 1])
    return {"matches": matches[:SHOWN], "is_mde": is_mde, "has_more": len(matches) > SHOWN}


MENTORSHIPS = Part("matching/mentorships.html", mentorships)


def line(user: Any) -> dict[str, Any] | None:
    """For districts that still wait: their place in line after the newest run, why, and what would change it."""
    waiting = list(Request.objects.open().filter(district__in=list(offices_of(user))).select_related("district"))
    newest = queries.newest_run() if waiting else None
    if newest is None:
        return None
    told = {each["request"]: each for each in newest.result["unserved"]}
    mine = [each.district_id for each in waiting if each.district_id in told]
    wished = {one["mentor"] for leaid in mine for one in newest.result["missed"].get(leaid, [])}
    changes = {told[leaid]["change"]["mentor"] for leaid in mine if told[leaid]["change"]}
    known = queries.names({*mine, *wished, *changes})
    missed = {leaid: [missed_words(one, known) for one in newest.result["missed"].get(leaid, [])] for leaid in mine}
    found = [unserved_of(told[leaid], known, missed) for leaid in mine]
    return {"run": newest, "unserved": found} if found else None


LINE = Part("matching/line.html", line)


def waiting(user: Any) -> Iterator[Waiting]:
    """Proposals to answer, for who leads a district; first meetings and silences of those under way."""
    led = [leaid for leaid in offices_of(user) if holds_office(user, leaid, *LEADING_OFFICES)]
    if not led:
        return
    found = Match.objects.taking_room().filter(Q(mentor__in=led) | Q(district__in=led))
    for match in found.select_related("mentor", "district")[:SHOWN]:
        is_answered = all(
            said is not None
            for leaid, said in (
                (match.mentor_id, match.mentor_said_yes_at),
                (match.district_id, match.district_said_yes_at),
            )
            if leaid in led
        )
        if match.is_active and match.goals:
            continue
        yield Waiting(
            words=f"{match}: say yes or no" if match.is_proposed else f"{match}: meet, and write down your goals",
            url=match.get_absolute_url(),
            note="Proposed by the matching." if match.is_proposed else "Both said yes.",
            due=match.answer_by if match.is_proposed else last_moment(match.first_meeting_by or timezone.localdate()),
            state=match.state,
            state_words=match.get_state_display().lower(),
            on_others=match.is_proposed and is_answered,
        )


def waiting_surveys(user: Any) -> Iterator[Waiting]:
    """For who leads a district: mentorships that ended within thirty days, of which their side has said nothing yet."""
    led = [leaid for leaid in offices_of(user) if holds_office(user, leaid, *LEADING_OFFICES)]
    if not led:
        return
    ended = Match.objects.filter(state=MatchState.ENDED, ended_at__gte=timezone.now() - SURVEY_WITHIN)
    found = ended.filter(Q(mentor__in=led) | Q(district__in=led)).prefetch_related("surveys")
    for match in found.select_related("mentor", "district")[:SHOWN]:
        side = Side.MENTOR if match.mentor_id in led else Side.DISTRICT
        if any(each.side == side for each in match.surveys.all()):
            continue
        yield Waiting(
            words=f"{match}: how was it?",
            url=reverse("matching:survey", args=[match.reference]),
            note="It has ended. Three questions; MDE reads the answers.",
            due=(match.ended_at or timezone.now()) + SURVEY_WITHIN,
            state=match.state,
            state_words=match.get_state_display().lower(),
        )


def mentoring_work(user: Any) -> Iterator[Work]:
    """For MDE: mentorships that have been silent for thirty days."""
    if not user.has_perm("matching.see_runs"):
        return
    for match in queries.silent(timezone.now())[:200]:
        yield Work(
            key=f"silent-{match.reference}",
            kind="Mentorship",
            title=f"{match}: no contact for 30 days",
            url=match.get_absolute_url(),
            state=match.state,
            state_words=match.get_state_display(),
            since=match.started_at or match.proposed_at,
            leaid=match.district_id,
        )


def mentoring_facts(leaids: Collection[str], years: Collection[int]) -> Iterator[Fact]:
    """For the ledger: a mentorship counts for the mentor in each school year with a contact noted. One query."""
    if not leaids or not years:
        return
    span = (school_year_bounds(min(years))[0], school_year_bounds(max(years))[1])
    found = Contact.objects.filter(match__mentor__in=leaids, held_on__range=span, struck_at=None)
    told: set[tuple[int, int]] = set()
    for contact in found.select_related("match__mentor", "match__district").order_by("held_on", "pk"):
        match, year = contact.match, school_year(contact.held_on)
        if year in years and (match.pk, year) not in told:
            told.add((match.pk, year))
            url = match.get_absolute_url()
            title = f"Mentoring of {match.district}"
            yield Fact(match.mentor_id, year, Duty.MENTORING, f"mentorship-{match.pk}", title, contact.held_on, url)


def mentor_bonds(own: Collection[str], districts: Collection[str]) -> Iterator[Bond]:
    """Two districts of a mentorship do not judge each other, nor for three years after its end. One query."""
    since = timezone.now() - timedelta(days=round(365.25 * YEARS_OF_TIE))
    held = Match.objects.filter(Q(state__in=TAKING_ROOM) | Q(state=MatchState.ENDED, ended_at__gte=since))
    either = Q(mentor__in=own, district__in=districts) | Q(district__in=own, mentor__in=districts)
    for mentor, district in held.filter(either).order_by("pk").values_list("mentor", "district"):
        for one, other in ((mentor, district), (district, mentor)):
            if one in own and other in districts:
                yield Bond(one, other, "mentorship", "their districts are or were mentor and mentored")
