"""What is told about applications, one function for each fact."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from applications.intake.letter import mail_words
from applications.intake.models import (
    Application,
    Audience,
    CoWriter,
    Decision,
    InformationRequest,
    Message,
    SignOff,
    StageEntry,
)
from applications.intake.states import Outcome
from portal.accounts.models import StateRole, User
from portal.core import mail
from portal.districts.models import LEADING_OFFICES, WRITING_OFFICES, Membership
from portal.drafts.queries import holders_of
from portal.drafts.questions import asked_in

DECIDED = "intake/mail/decided.txt"
NEWS = "applications"


def readers_of(application: Application) -> list[Any]:
    """The district's people whom an application concerns."""
    return Membership.objects.in_office(*LEADING_OFFICES).filter(district=application.district_id).people()


def readers_by_district(applications: Iterable[Application]) -> dict[str, list[Any]]:
    """The same for many applications at once, by LEAID of the district; one query."""
    found: dict[str, list[Any]] = {}
    offices = Membership.objects.in_office(*LEADING_OFFICES).filter(
        district__in={application.district_id for application in applications}
    )
    for office in offices.select_related("user"):
        people = found.setdefault(office.district_id, [])
        if office.user not in people:
            people.append(office.user)
    return found


def _read(application: Application, permission: str = "intake.read") -> dict[str, Any]:
    """Told to those who may still read the application by then."""
    return {"about": application, "permission": permission}


def _of(application: Application, topic: str = "", permission: str = "intake.read") -> dict[str, Any]:
    """The same, with the application for the words; essential unless `topic` says otherwise."""
    return {"application": application, "topic": topic, **_read(application, permission)}


def application_begun(application: Application) -> None:
    """To those who write for the district: the link to the draft, and until when it can be submitted."""
    writers = Membership.objects.in_office(*WRITING_OFFICES).filter(district=application.district_id).people()
    key = f"application-begun-{application.reference}"
    mail.post("intake/mail/begun.txt", to=writers, key=key, **_of(application))


def stage_entered(application: Application, entry: StageEntry, text: str) -> None:
    """To the district, in the words that staff wrote for the stage: where its application is now."""
    mail.post(
        "intake/mail/stage.txt",
        to=readers_of(application),
        key=f"stage-entered-{entry.pk}",
        stage=entry.name,
        words=mail_words(text, application, stage=entry.name),
        **_of(application, NEWS),
    )


def application_submitted(application: Application) -> None:
    """To the district: a receipt with the next date. To the facilitators: there is something to read."""
    key = f"application-submitted-{application.reference}"
    words = mail_words(application.round.receipt_text, application)
    mail.post("intake/mail/receipt.txt", to=readers_of(application), key=key, **_of(application), words=words)
    mail.post("intake/mail/arrived.txt", to=_facilitators(), key=f"{key}-staff", **_of(application, NEWS))


def application_withdrawn(application: Application) -> None:
    """To the district; to the facilitators too where they had it."""
    told, key = "intake/mail/withdrawn.txt", f"application-withdrawn-{application.reference}"
    mail.post(told, to=readers_of(application), key=key, **_of(application))
    if application.submitted_at:
        mail.post(told, to=_facilitators(), key=key, **_of(application, NEWS))


def application_decided(decision: Decision) -> None:
    """To the district: the decision, its reasons, and what happens next."""
    application = decision.application
    key = f"application-decided-{application.reference}"
    mail.post(DECIDED, to=readers_of(application), key=key, **_told(decision), **_read(application))


def decided_mail(decision: Decision) -> tuple[str, str]:
    """The subject and the text of the mail that a release sends; for those who look at it beforehand."""
    words = render_to_string(DECIDED, {**_told(decision), "site_url": settings.SITE_URL})
    subject, _, text = words.strip().partition("\n")
    return subject, text.strip()


def _told(decision: Decision) -> dict[str, Any]:
    call = decision.application.round
    texts = {Outcome.ACCEPT: call.accept_text, Outcome.WAITLIST: call.waitlist_text, Outcome.DECLINE: call.decline_text}
    return {
        "words": mail_words(texts[Outcome(decision.outcome)], decision.application, place=decision.place),
        "application": decision.application,
        "decision": decision,
        "due_at": decision.application.round.letters_due_at,
    }


def application_drawn_up(application: Application) -> None:
    """To the district: a place became free, it is accepted. To the facilitators: the waiting list moved."""
    key = f"application-drawn-up-{application.reference}"
    mail.post("intake/mail/drawn_up.txt", to=readers_of(application), key=key, **_of(application))
    mail.post("intake/mail/list_moved.txt", to=_facilitators(), key=f"{key}-staff", **_of(application, NEWS))


def waiting_list_closed(application: Application) -> None:
    """To the district: all places are settled, none became free."""
    key = f"waiting-list-closed-{application.reference}"
    mail.post("intake/mail/list_closed.txt", to=readers_of(application), key=key, **_of(application))


def information_asked(asked: InformationRequest) -> None:
    """To the district: what the department would like to know, which questions are open, until when."""
    labels = {question.key: question.label for question in asked_in(asked.application.sections)}
    mail.post(
        "intake/mail/information_asked.txt",
        to=readers_of(asked.application),
        key=f"information-asked-{asked.pk}",
        asked=asked,
        **_of(asked.application),
        labels=[labels.get(key, key) for key in asked.questions],
    )


def information_given(application: Application) -> None:
    """To the facilitators: the district has answered."""
    key = f"information-given-{application.reference}-{application.submissions.count()}"
    mail.post("intake/mail/information_given.txt", to=_facilitators(), key=key, **_of(application, NEWS))


def message_posted(message: Message) -> None:
    """To the others who read the thread; never to its author."""
    people = {person.pk: person for person in readers_of(message.application)}
    is_for_all = message.audience == Audience.ALL
    if is_for_all and message.application.submitted_at:
        people |= {person.pk: person for person in _facilitators()}
    people.pop(message.author_id, None)
    mail.post(
        "intake/mail/message.txt",
        to=people.values(),
        key=f"message-posted-{message.pk}",
        message=message,
        **_of(message.application, "messages", "intake.read" if is_for_all else "intake.post_inside"),
    )


def co_writer_invited(shared: CoWriter) -> None:
    """To the colleague: who asked, and where to begin."""
    told = _of(shared.application)
    mail.post("intake/mail/co_writer.txt", to=[shared.person], key=f"co-writer-{shared.pk}", shared=shared, **told)


def sign_off_asked(application: Application, offices: list[str]) -> None:
    """To the holders of these offices: please read and agree; once for the answers as they stand."""
    holders = holders_of((application.district_id, office) for office in offices)
    key = f"sign-off-{application.reference}-{application.answers_hash()[:16]}"
    mail.post("intake/mail/sign_off.txt", to=holders, key=key, **_of(application))


def application_signed_off(signed: SignOff) -> None:
    """To those who write the application: an office has agreed."""
    writers = Membership.objects.in_office(*WRITING_OFFICES).filter(district=signed.application.district_id).people()
    to = [person for person in writers if person.pk != signed.person_id]
    told = _of(signed.application, NEWS)
    mail.post("intake/mail/signed_off.txt", to=to, key=f"signed-off-{signed.pk}", signed=signed, **told)


def _facilitators() -> Any:
    return User.objects.holding(StateRole.FACILITATOR)
