"""Somebody who is awaited, for tests: what they were sent, a night's run, and the ways in which it ends."""

import re
from datetime import timedelta
from typing import Any

from django.utils import timezone

from plcs.workgroups import services
from plcs.workgroups.models import Awaited
from portal.core.models import OutgoingMail
from portal.districts import services as districts
from portal.districts.models import Invitation, Membership

ADDRESS = "not.in.yet@example.org"


def mails(subject: str = "What is coming") -> list[OutgoingMail]:
    """What the address was sent."""
    return list(OutgoingMail.objects.filter(to=ADDRESS, subject__startswith=subject).order_by("pk"))


def told() -> str:
    """The text of the last weekly mail."""
    return mails()[-1].text


def link_in(text: str, place: str) -> str:
    """The link of a mail that leads to a place."""
    found = re.search(rf"/{place}/[\w:.-]+/", text)
    assert found, text
    return found[0]


def run(**expected: int) -> None:
    """A night's run, which does what is expected and nothing else."""
    assert services.tell_awaited() == {"told": 0, "arrived": 0, "ended": 0, "failed": 0, **expected}


def revoke(awaited: Awaited, **people: Any) -> None:
    """The district takes the invitation back."""
    districts.revoke_invitation(Invitation.objects.get(), actor=people["lead"])


def give_up_seat(awaited: Awaited, **people: Any) -> None:
    """The district has no seat any more."""
    services.leave_seat(awaited.workgroup, awaited.district, reason="Sample", actor=people["lead"])


def close_plc(awaited: Awaited, **people: Any) -> None:
    """The PLC is closed."""
    services.close_workgroup(awaited.workgroup, reason="Sample", actor=people["facilitator"])


def take_back(awaited: Awaited, **people: Any) -> None:
    """Who asked takes it back."""
    services.take_back_awaited(awaited, actor=people["lead"])


def stop(awaited: Awaited, **people: Any) -> None:
    """The person stops the mail."""
    services.stop_mail(awaited)


def asker_leaves(awaited: Awaited, **people: Any) -> None:
    """Who asked holds no office any more."""
    Membership.objects.filter(user=people["lead"]).update(ends_on=timezone.localdate() - timedelta(days=1))


ENDS = [revoke, give_up_seat, close_plc, take_back, stop, asker_leaves]
