"""Writing an application: begin, save answers, submit, withdraw."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from applications.intake import notifications
from applications.intake.models import Application, Decision, Round, Submission
from applications.intake.services.reviewing import hand_to_panel, take_from_panel
from applications.intake.services.rounds import keep_form
from applications.intake.states import SUBMIT, WITHDRAW, ApplicationState, RoundPhase
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.states import advance
from portal.districts.models import WRITING_OFFICES, District, Membership, Office
from portal.drafts.questions import missing
from portal.drafts.services import Clash, write_answers


@transaction.atomic
def begin_application(call: Round, district: District, *, actor: Any) -> Application:
    """The district's application to this round: the one it has, or a new draft.

    Raises NotAllowed where the round is not open or the actor holds no writing office in the district.
    """
    Round.objects.select_for_update().get(pk=call.pk)
    if not Membership.objects.in_office(*WRITING_OFFICES).filter(user=actor, district=district).exists():
        raise NotAllowed(f"Only the superintendent or the innovation lead of {district} can apply for it.")
    current = (
        Application.objects.filter(round=call, district=district).exclude(state=ApplicationState.WITHDRAWN).first()
    )
    if current:
        return current
    _check_open(call)
    application = Application.objects.create(round=call, district=district, begun_by=actor)
    audit.record(application, "intake.begin", actor=actor)
    notifications.application_begun(application)
    return application


def _check_open(call: Round) -> None:
    if call.phase == RoundPhase.ANNOUNCED:
        raise NotAllowed(f"“{call}” is not open yet. It opens on {_moment(call.opens_at)}.")
    if call.phase != RoundPhase.OPEN:
        raise NotAllowed(f"“{call}” closed on {_moment(call.closes_at)}. Your text is kept but cannot be submitted.")


def _moment(at: Any) -> str:
    return f"{date_format(timezone.localtime(at), 'DATETIME_FORMAT')} Central"


@transaction.atomic
def save_answers(
    application: Application, values: dict[str, Any], *, versions: dict[str, int], actor: Any
) -> list[Clash]:
    """Save the answers that changed, each with its version; those that somebody else changed meanwhile come back.

    `versions` holds, for each question, the version that was shown; a question without an answer yet has 0.
    """
    application = Application.objects.select_for_update().select_related("round").get(pk=application.pk)
    if not actor.has_perm("intake.write", application):
        raise NotAllowed(f"This application is {application.get_state_display().lower()}: its answers are fixed.")
    closed = set(values) - application.open_questions()
    if closed:
        raise NotAllowed("Only the questions that the department asked about can be changed now.")
    return write_answers(application.answers, values, versions=versions, actor=actor)


@transaction.atomic
def submit_application(application: Application, *, actor: Any) -> Application:
    """Hand the application in, before the round closes and with nothing missing. The district gets a receipt."""
    application = Application.objects.select_for_update().select_related("round").get(pk=application.pk)
    if not actor.has_perm("intake.submit", application):
        raise NotAllowed("Only the superintendent or the innovation lead of the district can submit.")
    if application.state == ApplicationState.DRAFT:
        _check_open(application.round)
        check_complete(application)
    advance(application, SUBMIT, actor=actor)
    hand_in(application, actor)
    notifications.application_submitted(application)
    return application


def check_complete(application: Application, *, besides_sign_off: bool = False) -> None:
    """NotAllowed, with the first thing that is missing, where a question or a sign-off is open."""
    left = missing(application.sections, application.values())
    if left:
        raise NotAllowed(f"{len(left)} questions are still open, the first: “{left[0][1].label}”")
    offices = [] if besides_sign_off else application.offices_to_sign_off()
    if offices:
        names = " and the ".join(Office(office).label.lower() for office in offices)
        raise NotAllowed(f"The {names} of the district must first agree to the answers as they stand now.")


def hand_in(application: Application, actor: Any) -> None:
    """Keep the answers exactly as they are handed in, with their form; the first time is the day of submission."""
    if application.form_version is None:
        application.form_version = keep_form(application.round)
        application.save(update_fields=["form_version"])
    Submission.objects.create(
        application=application,
        answers=application.values(),
        submitted_by=actor,
        form_version=application.form_version,
    )
    if application.submitted_at is None:
        application.submitted_at, application.submitted_by = timezone.now(), actor
        application.save(update_fields=["submitted_at", "submitted_by"])
    hand_to_panel(application, actor=actor)


@transaction.atomic
def withdraw_application(application: Application, *, actor: Any) -> Application:
    """The district takes its application back; it may begin another while the round is open."""
    if not actor.has_perm("intake.withdraw", application):
        raise NotAllowed("Only the superintendent or the innovation lead of the district can withdraw.")
    advance(application, WITHDRAW, actor=actor)
    Decision.objects.pending().filter(application=application).delete()
    application.information_requests.filter(closed_at=None).update(closed_at=timezone.now())
    take_from_panel(application, actor=actor)
    notifications.application_withdrawn(application)
    return application


@transaction.atomic
def reuse_answers(application: Application, earlier: Application, *, actor: Any) -> int:
    """Take over the answers of an earlier application of the district to questions that are still empty here."""
    application = Application.objects.select_for_update().select_related("round").get(pk=application.pk)
    if not actor.has_perm("intake.write", application) or application.state != ApplicationState.DRAFT:
        raise NotAllowed("Answers can be taken over into a draft only.")
    if earlier.district_id != application.district_id or earlier.pk == application.pk:
        raise NotAllowed("Answers can be taken over from an earlier application of the same district.")
    given, asked = application.values(), application.open_questions()
    taken = {key: value for key, value in earlier.values().items() if key in asked and not given.get(key)}
    versions = dict(application.answers.values_list("question", "version"))
    save_answers(application, taken, versions=versions, actor=actor)
    application.reused_from = earlier
    application.save(update_fields=["reused_from"])
    audit.record(application, "intake.reuse", actor=actor, earlier=earlier.reference, answers=len(taken))
    return len(taken)
