"""What is told about proposals to vary standards, one function for each fact."""

from typing import Any

from applications.waivers.models import Waiver
from portal.accounts.models import StateRole, User
from portal.core import mail
from portal.districts.models import LEADING_OFFICES, Membership

FOLDER = "waivers/mail"


def readers_of(waiver: Waiver) -> list[Any]:
    """The district's people whom a proposal concerns."""
    return Membership.objects.in_office(*LEADING_OFFICES).filter(district=waiver.district_id).people()


def _key(waiver: Waiver, fact: str) -> str:
    """Each time that it was handed in is told anew."""
    return f"waiver-{fact}-{waiver.pk}-{waiver.submitted_at:%Y%m%d%H%M%S%f}"


def waiver_submitted(waiver: Waiver) -> None:
    """To the district a receipt; to the facilitators that it waits for their check."""
    told: dict[str, Any] = {"about": waiver, "waiver": waiver}
    to = readers_of(waiver)
    mail.post(f"{FOLDER}/submitted.txt", to=to, key=_key(waiver, "receipt"), **told)
    facilitators = User.objects.holding(StateRole.FACILITATOR)
    told["permission"] = "waivers.check"
    mail.post(f"{FOLDER}/to_check.txt", to=facilitators, key=_key(waiver, "check"), **told)


def waiver_sent_back(waiver: Waiver) -> None:
    """To the district: what is lacking."""
    mail.post(f"{FOLDER}/sent_back.txt", to=readers_of(waiver), key=_key(waiver, "back"), about=waiver, waiver=waiver)


def waiver_docketed(waiver: Waiver) -> None:
    """To the district: it is complete and public, under which number."""
    mail.post(f"{FOLDER}/docketed.txt", to=readers_of(waiver), key=_key(waiver, "docket"), about=waiver, waiver=waiver)
