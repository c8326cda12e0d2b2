"""What of letters waits for a person."""

from collections.abc import Iterator
from typing import Any

from applications.letters.models import Letter
from portal.districts.models import Office
from portal.districts.policies import offices_of
from portal.ui.providers import Waiting


def waiting_letters(user: Any) -> Iterator[Waiting]:
    """Letters to sign, for a superintendent; letters that a superintendent has not signed yet, for everybody else."""
    own = {leaid for leaid, offices in offices_of(user).items() if Office.SUPERINTENDENT in offices}
    for letter in Letter.objects.visible_to(user).awaiting_signature().select_related("district"):
        mine = letter.district_id in own
        yield Waiting(
            words=f"Sign the letter of commitment of {letter.district}" if mine else str(letter),
            url=letter.get_absolute_url(),
            note="Read it, sign it or decline it." if mine else "The superintendent signs next.",
            due=letter.due_at,
            state=letter.state,
            state_words="to be signed",
            on_others=not mine,
        )
