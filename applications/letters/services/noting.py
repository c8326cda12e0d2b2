"""Noting who of the state looked at a letter, its PDF or the scan of its signatures."""

from typing import Any

from applications.letters.models import Letter
from portal.core import audit
from portal.districts.policies import is_member


def note_view(letter: Letter, *, what: str, actor: Any) -> None:
    """One audit row a day for each person of the state and each part; none for the letter's own district."""
    if actor.state_roles and not is_member(actor, letter.district_id):
        audit.note_view(letter, "letters.view", actor=actor, what=what)
