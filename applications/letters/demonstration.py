"""Sample letters of the demonstration: their text says what they are. None is countersigned.

The department's signature makes a district a member, and the demonstration's districts are real: it shows nobody as a
member whom no published source names.
"""

from typing import Any

from applications.letters.models import Letter
from applications.letters.services import sign_letter
from applications.letters.wording import DEFAULT_TEXT

SAMPLE_TEXT = DEFAULT_TEXT.replace(
    "# Letter of commitment\n",
    "# Letter of commitment (sample)\n"
    "This letter is a sample of the demonstration. "
    "The district named in it has not applied and has signed nothing.\n\n",
    1,
)


def sign(letter: Letter, *, superintendent: Any) -> Letter:
    """A sample superintendent signs, so that the letter waits for the department."""
    return sign_letter(
        letter,
        typed_name=superintendent.name,
        shown_hash=letter.text_hash,
        actor=superintendent,
        address=None,
        method="sample of the demonstration",
    )
