"""Every write to applications: begin, save answers, submit, withdraw, review, accept, decline."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from applications.intake import notifications
from applications.intake.models import Answer, Application, Round
from applications.intake.questions import missing
from applications.intake.states import ACCEPT, DECLINE, REVIEW, SUBMIT, WITHDRAW, ApplicationState, RoundPhase
from applications.letters import services as letters
from applications.letters.wording import fill
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.states import advance
from portal.districts.models import WRITING_OFFICES, District, Membership
from portal.network.models import Pathway


@dataclass(frozen=True)
class Clash:
    """Two people answered one question: what stands in the portal, and what this person sent."""

    question: str
    theirs: Any
    yours: Any
    version: int


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
    application = Application.objects.select_for_update().get(pk=application.pk)
    if not actor.has_perm("intake.write", application):
        raise NotAllowed(f"This application is {application.get_state_display().lower()}: its answers are fixed.")
    current = {answer.question: answer for answer in application.answers.all()}
    clashes = []
    for question, value in values.items():
        answer = current.get(question)
        if answer is None and value in ("", [], None, False):
            continue
        if answer is not None and answer.value == value:
            continue
        if answer is not None and answer.version != versions.get(question, 0):
            clashes.append(Clash(question, answer.value, value, answer.version))
            continue
        _write_answer(application, question, value, answer, actor)
    return clashes


def _write_answer(application: Application, question: str, value: Any, answer: Answer | None, actor: Any) -> None:
    if answer is None:
        Answer.objects.create(application=application, question=question, value=value, saved_by=actor)
        return
    answer.value, answer.version = value, answer.version + 1
    answer.saved_at, answer.saved_by = timezone.now(), actor
    answer.save()


@transaction.atomic
def submit_application(application: Application, *, actor: Any) -> Application:
    """Hand the application in, before the round closes and with nothing missing. The district gets a receipt."""
    application = Application.objects.select_for_update().select_related("round").get(pk=application.pk)
    if not actor.has_perm("intake.submit", application):
        raise NotAllowed("Only the superintendent or the innovation lead of the district can submit.")
    if application.state == ApplicationState.DRAFT:
        _check_open(application.round)
        left = missing(application.round.sections, application.values())
        if left:
            raise NotAllowed(f"{len(left)} questions are still open, the first: “{left[0][1].label}”")
    advance(application, SUBMIT, actor=actor)
    application.submitted_at, application.submitted_by = timezone.now(), actor
    application.save(update_fields=["submitted_at", "submitted_by"])
    notifications.application_submitted(application)
    return application


@transaction.atomic
def withdraw_application(application: Application, *, actor: Any) -> Application:
    """The district takes its application back; it may begin another while the round is open."""
    if not actor.has_perm("intake.withdraw", application):
        raise NotAllowed("Only the superintendent or the innovation lead of the district can withdraw.")
    advance(application, WITHDRAW, actor=actor)
    notifications.application_withdrawn(application)
    return application


@transaction.atomic
def review_application(application: Application, *, actor: Any) -> Application:
    """A facilitator takes the application into review; the district sees it."""
    _check_decider(application, actor)
    return advance(application, REVIEW, actor=actor)  # type: ignore[return-value]


def _check_decider(application: Application, actor: Any) -> None:
    if not actor.has_perm("intake.decide", application):
        raise NotAllowed("This is decided by a facilitator who holds no office in the district.")


@transaction.atomic
def accept_application(application: Application, *, reasons: str, actor: Any) -> Application:
    """Accept the district while the round has room, and issue its letter of commitment from the answers."""
    call = Round.objects.select_for_update().get(pk=application.round_id)
    _check_decider(application, actor)
    taken = call.applications.filter(state=ApplicationState.ACCEPTED).count()
    if taken >= call.capacity:
        raise NotAllowed(f"All {call.capacity} places of “{call}” are taken.")
    _decide(application, ACCEPT, reasons, actor)
    notifications.application_decided(application)
    values = application.values()
    pathways = list(Pathway.objects.filter(slug__in=values.get("pathways") or []))
    letters.issue_letter(
        district=application.district,
        source=application.reference,
        text=letter_text(application, values, pathways),
        pathways=pathways,
        term=(call.starts_on, call.ends_on),
        due_at=call.letters_due_at,
        actor=actor,
    )
    return application


def letter_text(application: Application, values: dict[str, Any], pathways: list[Pathway]) -> str:
    """The letter's text from the round's template and the answers; nothing is typed a second time."""
    call = application.round
    dates = {"term_starts": date_format(call.starts_on), "term_ends": date_format(call.ends_on)}
    chosen = "\n".join(f"- {pathway.name}" for pathway in pathways)
    answers = {key: value for key, value in values.items() if isinstance(value, str)}
    return fill(call.letter_text, {**answers, **dates, "district": application.district.name, "pathways": chosen})


@transaction.atomic
def decline_application(application: Application, *, reasons: str, actor: Any) -> Application:
    """Decline with reasons that the district reads."""
    _check_decider(application, actor)
    _decide(application, DECLINE, reasons, actor)
    notifications.application_decided(application)
    return application


def _decide(application: Application, move: Any, reasons: str, actor: Any) -> None:
    advance(application, move, actor=actor, reasons=reasons)
    application.reasons, application.decided_at, application.decided_by = reasons, timezone.now(), actor
    application.save(update_fields=["reasons", "decided_at", "decided_by"])
