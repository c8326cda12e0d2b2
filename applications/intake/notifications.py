"""What is told about applications, one function for each fact."""

from typing import Any

from applications.intake.models import Application
from portal.accounts.models import StateRole, User
from portal.core import mail
from portal.districts.models import LEADING_OFFICES, Membership


def readers_of(application: Application) -> list[Any]:
    """The district's people whom an application concerns."""
    return Membership.objects.in_office(*LEADING_OFFICES).filter(district=application.district_id).people()


def application_submitted(application: Application) -> None:
    """To the district: a receipt with the next date. To the facilitators: there is something to read."""
    key = f"application-submitted-{application.reference}"
    mail.post("intake/mail/receipt.txt", to=readers_of(application), key=key, application=application)
    staff = User.objects.holding(StateRole.FACILITATOR)
    mail.post("intake/mail/arrived.txt", to=staff, key=f"{key}-staff", application=application)


def application_withdrawn(application: Application) -> None:
    """To the district; to the facilitators too where they had it."""
    people = readers_of(application)
    if application.submitted_at:
        people += list(User.objects.holding(StateRole.FACILITATOR))
    mail.post(
        "intake/mail/withdrawn.txt",
        to=people,
        key=f"application-withdrawn-{application.reference}",
        application=application,
    )


def application_decided(application: Application) -> None:
    """To the district: the decision, its reasons, and what happens next."""
    mail.post(
        "intake/mail/decided.txt",
        to=readers_of(application),
        key=f"application-decided-{application.reference}",
        application=application,
    )
