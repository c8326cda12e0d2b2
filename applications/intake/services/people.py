"""Who of the district works on an application: co-writers are asked and leave, offices sign off."""

from typing import Any

from django.db import transaction

from applications.intake import notifications
from applications.intake.models import Application, CoWriter, SignOff
from applications.intake.services.writing import check_complete
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.drafts import services as drafts


@transaction.atomic
def invite_co_writer(application: Application, *, person: Any, share: str, actor: Any) -> CoWriter:
    """Ask a colleague of the district to help; asked again, the colleague's share changes."""
    if not actor.has_perm("intake.share", application):
        raise NotAllowed("Only the superintendent or the innovation lead of the district can ask colleagues to help.")
    shared, is_new = drafts.invite_co_writer(application, person=person, share=share, actor=actor)
    audit.record(application, "intake.invite_co_writer", actor=actor, person=person.pk, share=share)
    if is_new:
        notifications.co_writer_invited(shared)
    return shared


@transaction.atomic
def end_co_writer(shared: CoWriter, *, actor: Any) -> None:
    """A co-writer leaves, or is no longer asked; what they wrote stays."""
    if not actor.has_perm("intake.end_co_writer", shared):
        raise NotAllowed("Only the superintendent or the innovation lead of the district can end this.")
    if drafts.end_co_writer(shared):
        audit.record(shared.application, "intake.end_co_writer", actor=actor, person=shared.person_id)


@transaction.atomic
def sign_off(application: Application, *, office: str, shown: str, actor: Any) -> SignOff:
    """An office agrees to the answers as they were shown. A change of any answer afterwards makes it void."""
    application = Application.objects.select_for_update().select_related("round").get(pk=application.pk)
    if not application.is_open_to_writers:
        raise NotAllowed(f"This application is {application.get_state_display().lower()}: nothing is left to sign off.")
    check_complete(application, besides_sign_off=True)
    signed: SignOff = drafts.sign_off(application, office=office, shown=shown, actor=actor)
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
