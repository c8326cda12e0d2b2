"""What goes back and forth: more information asked and given, and the thread that stays with an application."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from applications.intake import notifications
from applications.intake.models import Application, Decision, InformationRequest, Message
from applications.intake.policies import audiences_for
from applications.intake.services.deciders import check_decider
from applications.intake.services.writing import check_complete, hand_in
from applications.intake.states import ANSWER, ASK, GO_ON
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.states import advance


@transaction.atomic
def ask_information(
    application: Application, *, questions: list[str], words: str, due_on: date, actor: Any
) -> InformationRequest:
    """Open the named questions again, and no others, until a day. A decision that was pending is taken back."""
    check_decider(application, actor)
    if not questions:
        raise NotAllowed("Please name at least one question to open again.")
    if due_on < timezone.localdate():
        raise NotAllowed("That day is past. Please choose a day that leaves the district time to answer.")
    advance(application, ASK, actor=actor, questions=questions)
    Decision.objects.pending().filter(application=application).delete()
    asked = InformationRequest.objects.create(
        application=application, questions=questions, words=words, due_on=due_on, asked_by=actor
    )
    notifications.information_asked(asked)
    return asked


@transaction.atomic
def answer_information(application: Application, *, actor: Any) -> Application:
    """Hand the application in again after more was asked; only what was asked can have changed."""
    application = Application.objects.select_for_update().get(pk=application.pk)
    if not actor.has_perm("intake.submit", application):
        raise NotAllowed("Only the superintendent or the innovation lead of the district can send the answers.")
    check_complete(application)
    advance(application, ANSWER, actor=actor)
    _close_request(application)
    hand_in(application, actor)
    notifications.information_given(application)
    return application


@transaction.atomic
def go_on_without(application: Application, *, actor: Any) -> Application:
    """MDE goes on without the answer; the questions are closed again."""
    check_decider(application, actor)
    advance(application, GO_ON, actor=actor)
    _close_request(application)
    return application


def _close_request(application: Application) -> None:
    application.information_requests.filter(closed_at=None).update(closed_at=timezone.now())


@transaction.atomic
def post_message(application: Application, *, text: str, audience: str, actor: Any) -> Message:
    """Write into the application's thread. The others who read it get one mail."""
    application = Application.objects.select_related("district", "round").get(pk=application.pk)
    if not actor.has_perm("intake.post", application):
        raise NotAllowed("You may read this application, but not write messages on it.")
    if audience not in audiences_for(actor, application):
        raise NotAllowed("You cannot write to these readers: a draft stays in the district, and so does its talk.")
    message = Message.objects.create(application=application, text=text, audience=audience, author=actor)
    audit.record(application, "intake.post", actor=actor, audience=audience)
    notifications.message_posted(message)
    return message
