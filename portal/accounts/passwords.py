"""Password rules after NIST SP 800-63B-4: length, no common ones, no words of this portal; nothing else."""

import itertools
from typing import Any

from django.core.exceptions import ValidationError

CONTEXT_WORDS = ("mississippi", "innovation", "district", "password")


class ContextWordValidator:
    """Refuses passwords that are little more than a word everybody would guess here."""

    def validate(self, password: str, user: Any = None) -> None:
        """Refuse where fewer than eight signs are left without the words of this portal."""
        rest = password.lower()
        for word in CONTEXT_WORDS:
            rest = rest.replace(word, "")
        if len(rest) < 8 < len(password) and rest != password.lower():
            raise ValidationError(
                "Please choose a password that does not rest on a word like “Mississippi”.", "context"
            )

    def get_help_text(self) -> str:
        """Shown below the field."""
        return "A few words that only you would put together are best."


class EasyPatternValidator:
    """Refuses runs such as 12345... or aaaa..., and one short piece said again and again: length alone is no secret."""

    def validate(self, password: str, user: Any = None) -> None:
        """Refuse where nearly every sign follows from the one before, or the whole repeats a third of itself."""
        steps = [abs(ord(later) - ord(before)) for before, later in itertools.pairwise(password)]
        is_run = bool(steps) and sum(step <= 1 for step in steps) > 0.7 * len(steps)
        period = (password + password).find(password, 1) if password else 0
        if is_run or 0 < period <= len(password) / 3:
            raise ValidationError("Please choose a password that is not a run or a repetition of signs.", "pattern")

    def get_help_text(self) -> str:
        """Shown below the field."""
        return "No easy pattern, such as 1234 or aaaa."
