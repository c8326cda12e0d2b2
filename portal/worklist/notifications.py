"""What is told about claims."""

from typing import Any

from portal.core import mail
from portal.worklist.models import Claim


def work_taken_over(before: Claim, by: Any) -> None:
    """To who had it: a colleague does it now."""
    key = f"work-taken-over-{before.pk}"
    told: dict[str, Any] = {"key": key, "topic": "work", "permission": "worklist.read"}
    mail.post("worklist/mail/taken_over.txt", to=[before.claimed_by], claim=before, by=by, **told)
