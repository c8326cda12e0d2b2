"""What is told about mentorships, one function for each fact. All of it is essential: somebody has to answer."""

from typing import Any

from django.conf import settings

from mentorship.matching.models import Contact, Match
from portal.core import mail
from portal.districts.models import LEADING_OFFICES, District, Membership
from portal.notifications.inbound import reply_address

FOLDER = "matching/mail"
MAILED = "mentor"  # what an address is for by which a contact is noted


def leads(district: District) -> list[Any]:
    """Who leads a district now."""
    return Membership.objects.filter(district=district).in_office(*LEADING_OFFICES).people()


def both_sides(match: Match) -> list[Any]:
    """Who leads one of the two districts, each once."""
    return list({person.pk: person for person in [*leads(match.mentor), *leads(match.district)]}.values())


def match_proposed(match: Match) -> None:
    """To each side: with whom, why, and by when to answer."""
    for side, district in (("mentor", match.mentor), ("district", match.district)):
        mail.post(
            f"{FOLDER}/proposed.txt",
            to=leads(district),
            key=f"match-proposed-{match.pk}-{side}",
            match=match,
            is_mentor=side == "mentor",
            other=match.district if side == "mentor" else match.mentor,
        )


def match_started(match: Match) -> None:
    """To both sides: it is under way."""
    key = f"match-started-{match.pk}"
    mail.post(f"{FOLDER}/started.txt", to=both_sides(match), key=key, match=match, **answerable(match))


def answerable(match: Match) -> dict[str, Any]:
    """What a mail needs so that a contact can be noted by answering it."""
    told: dict[str, Any] = {"may_reply": bool(settings.REPLY_DOMAIN)}
    return {**told, "reply_to": lambda reader: reply_address(MAILED, match.pk, reader)}


def contact_noted(contact: Contact) -> None:
    """To who noted it by mail: what was understood, and where to strike it out."""
    key = f"contact-noted-{contact.pk}"
    mail.post(f"{FOLDER}/noted.txt", to=[contact.noted_by], key=key, contact=contact, match=contact.match)


def match_came_to_nothing(match: Match, *, by: Any) -> None:
    """To both sides: it comes to nothing. Who declined is not told to the other, and neither is why."""
    people = [person for person in both_sides(match) if by is None or person.pk != by.pk]
    mail.post(f"{FOLDER}/came_to_nothing.txt", to=people, key=f"match-over-{match.pk}", match=match)


def match_ended(match: Match, *, by: Any) -> None:
    """To both sides: it has ended."""
    people = [person for person in both_sides(match) if person.pk != by.pk]
    mail.post(f"{FOLDER}/ended.txt", to=people, key=f"match-ended-{match.pk}", match=match)


def answer_due(match: Match) -> int:
    """To the side that has not answered: three days are left. How many mails it made."""
    waiting = [
        district
        for district, said in ((match.mentor, match.mentor_said_yes_at), (match.district, match.district_said_yes_at))
        if said is None
    ]
    people = [person for district in waiting for person in leads(district)]
    return len(mail.post(f"{FOLDER}/answer_due.txt", to=people, key=f"match-due-{match.pk}", match=match))


def silence_told(match: Match) -> int:
    """To both sides: nothing was noted for thirty days. How many mails it made."""
    last = match.contacts.filter(struck_at=None).first()
    key = f"match-silent-{match.pk}-{last.held_on if last else match.started_at:%Y-%m-%d}"
    told = mail.post(f"{FOLDER}/silent.txt", to=both_sides(match), key=key, match=match, last=last, **answerable(match))
    return len(told)
