"""Signed words in addresses: the link of an invitation by mail, and the code of a venue. They name, and give no access.

The link of an invitation names an event and a person. It is good for one answer, while there is none (see `replying`).
The code of a venue names an event. Whoever shows it was where the code hangs; who they are, the portal asks.
"""

from django.core import signing

REPLY, VENUE = "events.reply", "events.venue"


def reply_code(event: int, person: int) -> str:
    """What stands in the mail to a person."""
    return signing.dumps([event, person], salt=REPLY)


def reply_of(code: str) -> tuple[int, int] | None:
    """The event and the person of a mail's link; None where we did not write it."""
    try:
        event, person = signing.loads(code, salt=REPLY)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return event, person


def venue_code(event: int) -> str:
    """What the code at the venue says."""
    return signing.dumps(event, salt=VENUE)


def is_venue_code(code: str, event: int) -> bool:
    """Whether it is the code of this event."""
    try:
        return bool(signing.loads(code, salt=VENUE) == event)
    except signing.BadSignature:
        return False
