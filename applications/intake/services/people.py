"""Who of the district works on an application: co-writers are asked and leave, offices sign off."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from applications.intake import notifications
from applications.intake.models import Application, CoWriter, SignOff
from applications.intake.services.writing import check_complete
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.districts.models import Membership


@transaction.atomic
def invite_co_writer(application: Application, *, person: Any, share: str, actor: Any) -> CoWriter:
    """Ask a colleague of the district to help; asked again, the colleague's share changes."""
    if not actor.has_perm("intake.share", application):
        raise NotAllowed("Only the superintendent or the innovation lead of the district can ask colleagues to help.")
    if not Membership.objects.active().filter(user=person, district=application.district_id).exists():
        raise NotAllowed("This person holds no office in the district. Please invite them to the district first.")
    shared, created = CoWriter.objects.update_or_create(
        application=application, person=person, ended_at=None, defaults={"share": share, "invited_by": actor}
    )
    audit.record(application, "intake.invite_co_writer", actor=actor, person=person.pk, share=share)
    if created:
        notifications.co_writer_invited(shared)
    return shared


@transaction.atomic
def end_co_writer(shared: CoWriter, *, actor: Any) -> None:
    """A co-writer leaves, or is no longer asked; what they wrote stays."""
    if not actor.has_perm("intake.end_co_writer", shared):
        raise NotAllowed("Only the superintendent or the innovation lead of the district can end this.")
    if CoWriter.objects.filter(pk=shared.pk, ended_at=None).update(ended_at=timezone.now()):
        audit.record(shared.application, "intake.end_co_writer", actor=actor, person=shared.person_id)


@transaction.atomic
def sign_off(application: Application, *, office: str, shown: str, actor: Any) -> SignOff:
    """An office agrees to the answers as they were shown. A change of any answer afterwards makes it void."""
    application = Application.objects.select_for_update().select_related("round").get(pk=application.pk)
    held = Membership.objects.in_office(office).filter(user=actor, district=application.district_id)
    if office not in application.round.sign_off_offices or not held.exists():
        raise NotAllowed("You do not hold an office that signs this application off.")
    if not application.is_open_to_writers:
        raise NotAllowed(f"This application is {application.get_state_display().lower()}: nothing is left to sign off.")
    if shown != application.answers_hash():
        raise NotAllowed("An answer changed since you opened this page. Please read the application once more.")
    check_complete(application, besides_sign_off=True)
    signed = SignOff.objects.create(application=application, office=office, person=actor, answers_hash=shown)
    audit.record(application, "intake.sign_off", actor=actor, office=office, answers_hash=shown)
    notifications.application_signed_off(signed)
    return signed


@transaction.atomic
def ask_for_sign_off(application: Application, *, actor: Any) -> list[str]:
    """Mail the holders of the offices whose sign-off is missing; the offices that were asked."""
    if not actor.has_perm("intake.submit", application):
        raise NotAllowed("Only the superintendent or the innovation lead of the district can ask for this.")
    offices = application.offices_to_sign_off()
    notifications.sign_off_asked(application, offices)
    audit.record(application, "intake.ask_for_sign_off", actor=actor, offices=offices)
    return offices
