"""People who are invited and have not come in: awaited, told each week, let in when they come, ended."""

import logging
from collections import Counter
from typing import Any

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from plcs.workgroups import notifications
from plcs.workgroups.models import Awaited, Workgroup, is_staff
from plcs.workgroups.policies import leads_for
from plcs.workgroups.providers import tidings_of
from plcs.workgroups.services.places import invite_person
from plcs.workgroups.states import ARRIVE, LAPSE, STOP_MAIL, TAKE_BACK, AwaitedState
from portal.core import audit
from portal.core.dates import week_began
from portal.core.errors import NotAllowed
from portal.core.states import Move, advance
from portal.districts.models import LEADING_OFFICES, District, Invitation, Membership
from portal.districts.policies import holds_office
from portal.districts.services import renew_invitation

log = logging.getLogger("portal.plcs")


@transaction.atomic
def await_person(workgroup: Workgroup, invitation: Invitation, *, actor: Any) -> Awaited:
    """Tell an invited address each week what is coming, and keep a place for who accepts the invitation.

    The addresses are a district's own: its leads may do it, a lead of the PLC who is of the district, and MDE.
    NotAllowed where the PLC, the seat or the invitation does not stand.
    """
    district, email = invitation.district, invitation.email
    if not may_await(workgroup, district, actor):
        raise PermissionDenied
    if not workgroup.is_open:
        raise NotAllowed("This PLC is closed: nobody comes in any more.")
    if not workgroup.seated().filter(pk=district.pk).exists():
        raise NotAllowed(f"{district} has no seat in this PLC.")
    if not Invitation.objects.standing().filter(pk=invitation.pk).exists():
        raise NotAllowed("This invitation was used or taken back, or is too old. The district can send a new one.")
    if person_of(district, email) is not None:
        raise NotAllowed(f"{email} has come in. Give them a place instead.")
    if workgroup.awaited.filter(email=email).exclude(stopped_at=None).exists():
        raise NotAllowed(f"{email} has stopped the weekly mail of this PLC. The invitation itself stays good.")
    facts = {"workgroup": workgroup, "district": district, "email": email}
    try:
        with transaction.atomic():
            awaited = Awaited.objects.create(**facts, asked_by=actor)
    except IntegrityError:
        raise NotAllowed(f"{email} is awaited in this PLC already.") from None
    audit.record(awaited, "workgroups.await", actor=actor, district=district.pk, email=email)
    return awaited


def may_await(workgroup: Workgroup, district: District, actor: Any) -> bool:
    """Whether the person may have somebody awaited for this district."""
    own = holds_office(actor, district, *LEADING_OFFICES) and workgroup.is_open
    return own or is_staff(actor) or leads_for(actor, workgroup, district.pk)


def person_of(district: District, email: str) -> Any:
    """Who came in: the person whose verified address it is, and who holds an office in the district now."""
    inside = Membership.objects.active().filter(district=district).values("user")
    found = EmailAddress.objects.filter(email__iexact=email, verified=True, user__in=inside)
    owned = found.select_related("user").first()
    return owned.user if owned else None


@transaction.atomic
def take_back_awaited(awaited: Awaited, *, actor: Any) -> Awaited:
    """Await the person no longer: no mail, and no place when they come. The district's invitation stays."""
    if not actor.has_perm("workgroups.take_back", awaited):
        raise PermissionDenied
    return _end(awaited, TAKE_BACK, actor=actor)


@transaction.atomic
def stop_mail(awaited: Awaited) -> Awaited:
    """The person wants no weekly mail; a second time it is stopped already. The place stays kept for them."""
    fresh = Awaited.objects.select_for_update().get(pk=awaited.pk)
    if fresh.state == AwaitedState.AWAITED:
        advance(fresh, STOP_MAIL, actor=None)
        fresh.stopped_at = timezone.now()
        fresh.save(update_fields=["stopped_at"])
    return fresh


def _end(awaited: Awaited, move: Move, *, actor: Any) -> Awaited:
    advance(awaited, move, actor=actor)
    awaited.ended_at = timezone.now()
    awaited.save(update_fields=["ended_at"])
    return awaited


def welcome_awaited(person: Any, district: District, email: str) -> None:
    """Give a person who came in the places that were kept for them."""
    for awaited in _locked(district, email):
        _let_in(awaited, person)


def _locked(district: District | str, email: str) -> list[Awaited]:
    rows = Awaited.objects.open().filter(district=district, email=email).order_by("pk")
    return list(rows.select_for_update(of=("self",)).select_related("workgroup__pathway", "district", "asked_by"))


def _let_in(awaited: Awaited, person: Any) -> None:
    """In the name of who asked, if that person may still give places; who is in already stays in."""
    try:
        with transaction.atomic():
            if awaited.workgroup.is_open:
                invite_person(awaited.workgroup, person, awaited.district, actor=awaited.asked_by)
    except (NotAllowed, PermissionDenied):
        log.info("no new place in workgroup %s for a person who came in", awaited.workgroup_id)
    is_in = awaited.workgroup.places.in_force().filter(user=person).exists()
    _end(awaited, ARRIVE if is_in else LAPSE, actor=person if is_in else None)


def tell_awaited() -> Counter[str]:
    """Look at everybody who is awaited: a mail a week where there is news, an end where one has come. Run daily.

    Each address is a transaction of its own: one that fails stops no other, and is looked at the next time.
    """
    done = Counter(told=0, arrived=0, ended=0, failed=0)
    for leaid, email in list(Awaited.objects.open().order_by().values_list("district", "email").distinct()):
        try:
            done.update(_look(leaid, email))
        except Exception:
            log.exception("an awaited person of district %s could not be looked at", leaid)
            done["failed"] += 1
    return done


@transaction.atomic
def _look(leaid: str, email: str) -> Counter[str]:
    """One address. The invitation is locked before what rests on it, as when it is accepted."""
    standing = Invitation.objects.standing().filter(district=leaid, email=email).order_by("-created_at", "-pk")
    invitation = standing.select_for_update().first()
    rows = _locked(leaid, email)
    person = person_of(rows[0].district, email) if rows else None
    if person is not None:
        for awaited in rows:
            _let_in(awaited, person)
        return Counter(arrived=len(rows))
    in_force = set(Awaited.objects.in_force().filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    for awaited in rows:
        if awaited.pk not in in_force:
            _end(awaited, LAPSE, actor=None)
    kept = [awaited for awaited in rows if awaited.pk in in_force]
    done = Counter(ended=len(rows) - len(kept))
    return done + _tell(kept, invitation) if invitation else done


def _tell(rows: list[Awaited], invitation: Invitation) -> Counter[str]:
    """A mail for each PLC that has news, all with the same new link. Where the link cannot be made, all ends."""
    now = timezone.now()
    due = [row for row in rows if row.state == AwaitedState.AWAITED and _is_due(row, now)]
    told = [(row, tidings_of(row.workgroup, row.looked_at)) for row in due]
    news = [(row, parts) for row, parts in told if any(part.is_new for part in parts)]
    for row in due:
        row.looked_at = now
        row.save(update_fields=["looked_at"])
    if not news:
        return Counter()
    try:
        renewed, token = renew_invitation(invitation)
    except NotAllowed:
        for row in rows:
            _end(row, LAPSE, actor=None)
        return Counter(ended=len(rows))
    for row, parts in news:
        notifications.tidings_told(row, parts, invitation=renewed, token=token, week=week_began(now).date())
    return Counter(told=len(news))


def _is_due(awaited: Awaited, now: Any) -> bool:
    """Once in each week, on Monday or the next day that this runs; the first time as soon as it runs."""
    return awaited.looked_at is None or awaited.looked_at < week_began(now)
