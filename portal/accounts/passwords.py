"""Password rules after NIST SP 800-63B-4: length, no common ones, no words of this portal; nothing else."""

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
            raise ValidationError("Please choose a password that does not rest on a word like “Mississippi”.", "context")

    def get_help_text(self) -> str:
        """Shown below the field."""
        return "A few words that only you would put together are best."
