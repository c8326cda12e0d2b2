"""What the blocks of a round share: short names, texts of several lines, and how a fault is told."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

KEY = r"^[a-z][a-z0-9_]{0,58}$"
KEY_HELP = "For letters and mails, as in {short_name}. Left empty it is made from the words. Do not change it later."


def lines_of(text: Any) -> tuple[str, ...]:
    """The lines of a text that say something."""
    return tuple(line.strip() for line in str(text or "").splitlines() if line.strip())


def key_of(value: Any, words: str) -> str:
    """The short name that was given, or one made from the words."""
    made = slugify(words).replace("-", "_").strip("_0123456789")[:50]
    return str(value or "") or made or "question"


class LinesBlock(blocks.TextBlock):
    """Several short texts, one on each line."""

    def __init__(self, *, least: int = 1, **kwargs: Any) -> None:
        self.least = least
        super().__init__(rows=4, **kwargs)

    def clean(self, value: Any) -> Any:
        """As many lines as are needed."""
        cleaned = super().clean(value)
        if len(lines_of(cleaned)) < self.least:
            raise ValidationError(f"Please write at least {self.least} lines.")
        return cleaned


def wrong_field(field: str, words: str) -> StructBlockValidationError:
    """What is wrong with one field of a block, in words for who writes it."""
    return StructBlockValidationError(block_errors={field: ValidationError(words)})
