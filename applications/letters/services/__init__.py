"""Every write to letters."""

from applications.letters.services.issuing import (
    amend_letter,
    answer_change,
    ask_for_change,
    check_manager,
    extend_letter,
    issue_letter,
    void_letter,
)
from applications.letters.services.noting import note_view
from applications.letters.services.reminding import remind_due, remind_signers, switch_reminders
from applications.letters.services.signing import (
    PaperSignature,
    countersign_letter,
    decline_letter,
    missing_offices,
    record_paper,
    sign_letter,
    withdraw_letter,
)

__all__ = [
    "PaperSignature",
    "amend_letter",
    "answer_change",
    "ask_for_change",
    "check_manager",
    "countersign_letter",
    "decline_letter",
    "extend_letter",
    "issue_letter",
    "missing_offices",
    "note_view",
    "record_paper",
    "remind_due",
    "remind_signers",
    "sign_letter",
    "switch_reminders",
    "void_letter",
    "withdraw_letter",
]
