"""What is told about meetings of the Commission."""

from applications.commission.models import Sitting, members
from portal.core import mail

FOLDER = "commission/mail"


def sitting_opened(sitting: Sitting) -> None:
    """To the members: it is in session, and where they vote."""
    mail.post(f"{FOLDER}/opened.txt", to=members(), key=f"sitting-opened-{sitting.pk}", sitting=sitting)
