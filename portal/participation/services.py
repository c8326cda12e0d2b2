"""Every write about ledgers: contests, answers, and the mail of each quarter. No figure is ever written."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.conflicts.services import check_free
from portal.core import audit
from portal.core.dates import school_year
from portal.core.errors import NotAllowed
from portal.core.models import OutgoingMail
from portal.core.states import advance
from portal.districts.models import LEADING_OFFICES, District, Membership
from portal.network.models import NetworkMembership
from portal.participation import notifications
from portal.participation.duties import Duty
from portal.participation.models import Contest
from portal.participation.queries import LedgerOf, last_quarter, ledgers, member_years, members_in
from portal.participation.states import ANSWER, TAKE_BACK

TWICE = "Your district has contested this already. You find it beside the figure."
GONE = "This entry is not in the ledger any more. Please look at the ledger again."


@transaction.atomic
def contest_entry(of: LedgerOf, *, duty: str, key: str, thing: str, words: str, actor: Any) -> Contest:
    """The district says that an entry is wrong (`key`), or that something (`thing`) is missing. No figure changes."""
    if not actor.has_perm("participation.contest", of):
        raise PermissionDenied
    if key:
        facts = {fact.key: fact for fact in of.counted().tally(Duty(duty)).facts}
        if key not in facts:
            raise NotAllowed(GONE)
        thing = facts[key].title
    meant = {"district": of.district, "year": of.year, "duty": Duty(duty).value, "key": key, "thing": thing[:200]}
    try:
        with transaction.atomic():
            contest = Contest.objects.create(**meant, words=words, raised_by=actor)
    except IntegrityError:
        raise NotAllowed(TWICE) from None
    audit.record(contest, "participation.contest", actor=actor, duty=duty, key=key, year=of.year)
    return contest


@transaction.atomic
def answer_contest(contest: Contest, *, answer: str, actor: Any) -> Contest:
    """A facilitator whom nothing ties to the district answers; who leads the district is told."""
    check_free(actor, contest.district_id)
    if not actor.has_perm("participation.answer", contest):
        raise PermissionDenied
    advance(contest, ANSWER, actor=actor)
    contest.answer, contest.answered_by, contest.answered_at = answer, actor, timezone.now()
    contest.save(update_fields=["answer", "answered_by", "answered_at"])
    notifications.contest_answered(contest)
    return contest


@transaction.atomic
def take_contest_back(contest: Contest, *, actor: Any) -> Contest:
    """The district takes back what it said, as long as nobody has answered."""
    if not actor.has_perm("participation.take_back", contest):
        raise PermissionDenied
    advance(contest, TAKE_BACK, actor=actor)
    return contest


def tell_ledgers() -> int:
    """Mail who leads each member district its ledger after the quarter that is over; how many districts were told.

    Each person hears of a quarter once, however often this runs; who came into office since hears of it too.
    """
    first, last = last_quarter(timezone.localdate())
    current = set(NetworkMembership.objects.current().values_list("district", flat=True))
    leaids = members_in(first, last) & current
    people = _unaware(leaids, last)
    known = District.objects.in_bulk(list(people))
    years = {place: since for place, since in member_years(leaids).items() if place[1] == school_year(last)}
    told = {place: since for place, since in years.items() if place[0] in people}
    for ledger in ledgers(told):
        notifications.quarter_ended(known[ledger.leaid], ledger, last, people=people[ledger.leaid].values())
    return len(told)


def _unaware(leaids: set[str], last: date) -> dict[str, dict[int, Any]]:
    """By district, who leads it and has not been told of the quarter, each once."""
    keys = [notifications.quarter_key(leaid, last) for leaid in leaids]
    aware = set(OutgoingMail.objects.filter(key__in=keys).values_list("key", "to"))
    found: dict[str, dict[int, Any]] = {}
    for held in Membership.objects.filter(district__in=leaids).in_office(*LEADING_OFFICES).select_related("user"):
        if (notifications.quarter_key(held.district_id, last), held.user.email) not in aware:
            found.setdefault(held.district_id, {})[held.user_id] = held.user
    return found
