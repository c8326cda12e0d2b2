"""The choice of a standard that somebody asks to vary: what cannot be waived is refused, with its reason."""

from typing import Any

from django import forms

from portal.core.errors import NotAllowed
from portal.standards.models import Edition, StandardVersion, Waivable
from portal.standards.queries import choices_by_heading, citation

REMARKS = {Waivable.NO: " (cannot be waived)", Waivable.NOT_EXAMINED: " (not examined yet)"}


def standard_choices() -> list[Any]:
    """The standards of the edition in force, under their headings; each is named by its edition and number."""
    grouped = choices_by_heading(Edition.objects.current())
    listed = [(heading, [(_key(each), _words(each)) for each in versions]) for heading, versions in grouped]
    return [("", "Please choose"), *listed]


def _key(version: StandardVersion) -> str:
    return f"{version.standard.edition.code} {version.standard.number}"


def _words(version: StandardVersion) -> str:
    return f"{version.standard.number} {version.topic}{REMARKS.get(Waivable(version.waivable), '')}"


class StandardField(forms.ChoiceField):
    """One of the standards of the edition in force; its value is the version that stands, or None where none is asked.

    The same gate as everywhere (`queries.citation`) refuses what cannot be waived, with the legal reason as the error.
    What nobody has examined is taken; the version's `is_unexamined` says so.
    """

    default_error_messages = {
        "required": "Please choose a standard.",
        "invalid_choice": "Please choose one of the standards in force now.",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"choices": standard_choices, "label": "Standard", **kwargs})

    def prepare_value(self, value: Any) -> Any:
        """A version, given as what is chosen at first, is shown by its edition and number."""
        return _key(value) if isinstance(value, StandardVersion) else value

    def clean(self, value: Any) -> Any:
        """The version that the request rests on."""
        key = super().clean(value)
        if not key:
            return None
        try:
            return citation(*key.split(" ", 1))
        except NotAllowed as refused:
            raise forms.ValidationError(str(refused), code="cannot_be_waived") from refused
