"""A contact noted by an answer to a mail of the portal."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils import timezone

from mentorship.matching import notifications
from mentorship.matching.mailed import Unclear, read_contact
from mentorship.matching.models import Contact, Match
from mentorship.matching.services.keeping import note_contact
from portal.core.errors import NotAllowed
from portal.notifications.inbound import Outcome, Reply, ReplyAddress

HOW = "Answer once more, and begin like this: “Video, 45 minutes, 11/20”. What it was about goes on the next line."
NOT_YOURS = "This mentorship is not under way any more, or you have no part in it now."


def take_contact(reply: Reply, found: ReplyAddress, person: Any, name: str) -> Outcome:
    """Note the contact that a mail tells; the same mail once. The person reads what was noted, and can strike it."""
    if Contact.objects.filter(message_id=name).exists():
        return Outcome.KNOWN
    match = Match.objects.visible_to(person).active().filter(pk=found.number).first()
    if match is None:
        raise PermissionDenied(NOT_YOURS)
    try:
        told = read_contact(reply.text, timezone.localdate())
    except Unclear as unclear:
        raise NotAllowed(f"{unclear} {HOW}") from None
    try:
        contact = note_contact(match, **vars(told), message_id=name, actor=person)
    except IntegrityError:
        return Outcome.KNOWN  # the same mail was delivered twice at once
    notifications.contact_noted(contact)
    return Outcome.TAKEN
