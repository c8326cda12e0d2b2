"""What is told about proposals to vary standards, one function for each fact."""

from typing import Any

from applications.waivers.models import Provision, Waiver
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


def _provisions(waiver: Waiver) -> list[Provision]:
    return list(waiver.provisions.select_related("standard__standard"))


def waiver_recommended(waiver: Waiver) -> None:
    """To the district: what the Commission recommends for each provision, or that it deferred."""
    told: dict[str, Any] = {"about": waiver, "waiver": waiver, "provisions": _provisions(waiver)}
    key = f"waiver-recommended-{waiver.pk}-{waiver.recommended_on}"
    mail.post(f"{FOLDER}/recommended.txt", to=readers_of(waiver), key=key, **told)


def waiver_decided(waiver: Waiver) -> None:
    """To the district: what the State Board decided."""
    told: dict[str, Any] = {"about": waiver, "waiver": waiver, "provisions": _provisions(waiver)}
    mail.post(f"{FOLDER}/decided.txt", to=readers_of(waiver), key=f"waiver-decided-{waiver.pk}", **told)


def waiver_ended(waiver: Waiver) -> None:
    """To the district: it holds no longer, because its term is over or it was rescinded."""
    key = f"waiver-ended-{waiver.pk}"
    mail.post(f"{FOLDER}/ended.txt", to=readers_of(waiver), key=key, about=waiver, waiver=waiver)
