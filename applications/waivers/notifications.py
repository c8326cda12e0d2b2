"""What is told about proposals to vary standards, one function for each fact."""

from typing import Any

from applications.waivers.models import CoWriter, Inquiry, Notice, Partner, Pause, Provision, SignOff, Waiver
from portal.accounts.models import StateRole, User
from portal.core import mail
from portal.districts.models import LEADING_OFFICES, WRITING_OFFICES, Membership
from portal.drafts.queries import holders_of

FOLDER = "waivers/mail"


def readers_of(waiver: Waiver) -> list[Any]:
    """The people of the proposing districts whom it concerns."""
    return Membership.objects.in_office(*LEADING_OFFICES).filter(district__in=waiver.leaids()).people()


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


def waiver_published(waiver: Waiver, notice: Notice) -> None:
    """To the district: it is complete and public, under which number, and until when everybody may comment."""
    told: dict[str, Any] = {"about": waiver, "waiver": waiver, "notice": notice}
    key = f"waiver-published-{waiver.pk}-{notice.number}"
    mail.post(f"{FOLDER}/docketed.txt", to=readers_of(waiver), key=key, **told)


def question_asked(inquiry: Inquiry) -> None:
    """To the district: a question is asked, and the clock stands still until it is answered."""
    told: dict[str, Any] = {"about": inquiry.waiver, "waiver": inquiry.waiver, "inquiry": inquiry}
    mail.post(f"{FOLDER}/asked.txt", to=readers_of(inquiry.waiver), key=f"waiver-asked-{inquiry.pk}", **told)


def question_answered(inquiry: Inquiry) -> None:
    """To who asked: the answer is there."""
    told: dict[str, Any] = {"about": inquiry.waiver, "waiver": inquiry.waiver, "inquiry": inquiry}
    told["permission"] = "waivers.hear"
    mail.post(f"{FOLDER}/answered.txt", to=[inquiry.asked_by], key=f"waiver-answered-{inquiry.pk}", **told)


def clock_paused(waiver: Waiver, pause: Pause) -> None:
    """To the district: days do not count from now on, and why."""
    told: dict[str, Any] = {"about": waiver, "waiver": waiver, "pause": pause}
    mail.post(f"{FOLDER}/paused.txt", to=readers_of(waiver), key=f"waiver-paused-{pause.pk}", **told)


def partner_added(partner: Partner) -> None:
    """To the leaders of a district that is to propose it too: they can read the draft."""
    told: dict[str, Any] = {"about": partner.waiver, "waiver": partner.waiver}
    people = Membership.objects.in_office(*LEADING_OFFICES).filter(district=partner.district_id).people()
    mail.post(f"{FOLDER}/partner.txt", to=people, key=f"waiver-partner-{partner.pk}", **told)


def co_writer_invited(shared: CoWriter) -> None:
    """To the colleague: who asked, and where to begin."""
    told: dict[str, Any] = {"about": shared.waiver, "permission": "waivers.help", "shared": shared}
    mail.post(f"{FOLDER}/co_writer.txt", to=[shared.person], key=f"waiver-co-writer-{shared.pk}", **told)


def sign_off_asked(waiver: Waiver, offices: list[tuple[str, str]]) -> None:
    """To the holders of these offices: please read and agree; once for the proposal as it stands."""
    told: dict[str, Any] = {"about": waiver, "permission": "waivers.sign_off", "waiver": waiver}
    key = f"waiver-sign-off-{waiver.pk}-{waiver.answers_hash()[:16]}"
    mail.post(f"{FOLDER}/sign_off.txt", to=holders_of(offices), key=key, **told)


def waiver_signed_off(signed: SignOff) -> None:
    """To those who write it: an office has agreed."""
    waiver = signed.waiver
    writers = Membership.objects.in_office(*WRITING_OFFICES).filter(district=waiver.district_id).people()
    to = [person for person in writers if person.pk != signed.person_id]
    told: dict[str, Any] = {"about": waiver, "waiver": waiver, "signed": signed}
    mail.post(f"{FOLDER}/signed_off.txt", to=to, key=f"waiver-signed-off-{signed.pk}", **told)


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
