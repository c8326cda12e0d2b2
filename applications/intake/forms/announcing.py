"""Forms of those who announce rounds: the round in the editor, and its copy for the next year."""

from collections.abc import Iterable
from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm

from applications.intake.blocks import MAIL_FIELDS
from applications.intake.letter import LETTER_FIELDS
from applications.letters.wording import FIELDS
from portal.districts.models import LEADING_OFFICES
from portal.drafts.questions import asked_in

LEAST, MOST = 10, 15
MAILS = ("receipt_text", "accept_text", "waitlist_text", "decline_text")


class RoundForm(WagtailAdminModelForm):
    """A round in the editor: what could not work is said before it is saved."""

    capacity = forms.IntegerField(
        min_value=LEAST,
        max_value=MOST,
        initial=MOST,
        help_text=f"The network takes {LEAST} to {MOST} districts in a round.",
    )
    sign_off_offices = forms.MultipleChoiceField(
        label="Who agrees before the application is submitted?",
        help_text="They agree to the answers exactly as they stand. A change of any answer makes that void.",
        choices=[(office.value, office.label) for office in LEADING_OFFICES],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("form", "rubric"):
            # Django repeats fields that have a callable default as hidden ones; blocks cannot be repeated like that.
            self.fields[name].show_hidden_initial = False
            self.fields[name].initial = getattr(self.instance, name)

    def clean(self) -> dict[str, Any]:
        """The fields in braces are known, and the dates follow each other."""
        cleaned: dict[str, Any] = super().clean() or {}
        self._check_dates(cleaned)
        if "form" in cleaned:
            keys = {question.key for question in asked_in(self.instance.sections_in(cleaned["form"]))}
            self._check_fields("letter_text", cleaned, {*LETTER_FIELDS, *keys})
        for mail in MAILS:
            self._check_fields(mail, cleaned, MAIL_FIELDS)
        return cleaned

    def _check_fields(self, name: str, cleaned: dict[str, Any], known: Iterable[str]) -> None:
        unknown = sorted(set(FIELDS.findall(cleaned.get(name) or "")) - set(known))
        if unknown:
            listed = ", ".join(f"{{{field}}}" for field in unknown)
            possible = ", ".join(f"{{{field}}}" for field in sorted(known))
            self.add_error(name, f"These fields are not known: {listed}. Possible are: {possible}.")

    def _check_dates(self, cleaned: dict[str, Any]) -> None:
        closes, hear, due = (cleaned.get(name) for name in ("closes_at", "decisions_on", "letters_due_at"))
        if closes and hear and hear < closes.date():
            self.add_error("decisions_on", "Districts would hear before the round closes.")
        if hear and due and due.date() < hear:
            self.add_error("letters_due_at", "Letters would be due before districts hear.")


class CopyForm(forms.Form):
    """The name and the address of the copy."""

    title = forms.CharField(max_length=120)
    slug = forms.SlugField(label="Address", help_text="The last part of its address, as in /apply/2028/.")
