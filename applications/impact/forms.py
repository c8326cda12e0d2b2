"""Forms of the matrix and of recommendations."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from applications.impact.models import LONGEST_REASONS, LONGEST_TEXT, Content, Recommendation
from applications.impact.paragraphs import CHANGE, DELETE, KEEP, Edit, Paragraph, amended, editable
from applications.impact.queries import Criteria, years
from applications.impact.states import Proposes
from portal.standards.models import Edition
from portal.ui.forms import DayField, Radios

SHOWS = [("asked", "Asked for"), ("never", "Never asked for"), ("all", "All")]
DOES = [(KEEP, "Keep"), (CHANGE, "Change to the words below"), (DELETE, "Delete")]
NOT_CHOSEN = "You wrote other words. Choose “Change to the words below”, or put the old words back."
SAME_WORDS = "These are the words that stand. Write other ones, or keep the paragraph."
TOO_LONG = "The whole text would have more than {most} signs. Please shorten what is new."
UNKNOWN = {"invalid_choice": "Choose one of the list."}
PLACEHOLDERS = {"do": KEEP, "words": "", "after": ""}


class MatrixForm(forms.Form):
    """Which standards, and which year of the docket."""

    edition = forms.ModelChoiceField(
        queryset=Edition.objects.all(),
        to_field_name="code",
        required=False,
        empty_label="All editions",
        error_messages=UNKNOWN,
    )
    shows = forms.ChoiceField(label="Standards", required=False, choices=SHOWS, error_messages=UNKNOWN)
    year = forms.TypedChoiceField(
        label="Year of the docket", required=False, coerce=int, empty_value=None, error_messages=UNKNOWN
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="filter-%s", initial={"shows": "asked"})
        year: Any = self.fields["year"]
        year.choices = [("", "All years"), *((each, str(each)) for each in years())]

    def criteria(self) -> Criteria:
        """What was chosen; a filter that is not understood is named and left out."""
        self.is_valid()
        said = self.cleaned_data
        return Criteria(said.get("edition"), said.get("shows") or "asked", said.get("year"))


class WordsField(forms.CharField):
    """Words that a draft may lack, and that nobody would call optional."""

    is_optional = False

    def __init__(self, label: str, rows: int, most: int = LONGEST_TEXT) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(label=label, max_length=most, required=False, strip=False, widget=widget)


def plain(text: str) -> str:
    """One kind of line end, nothing blank at the end: browsers send another, and that is no change."""
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip()


def values_of(paragraphs: Iterable[Paragraph], content: Content) -> dict[str, Any]:
    """What the fields of a draft hold."""
    edits = content.edits_by_number()
    found: dict[str, Any] = {"proposes": content.proposes, "reasons": content.reasons}
    for each in paragraphs:
        edit = edits.get(each.number, Edit())
        found[f"do-{each.number}"], found[f"after-{each.number}"] = edit.do, edit.after
        found[f"words-{each.number}"] = edit.words or each.text
    return found


class WriteForm(forms.Form):
    """What is recommended, why, and for each paragraph what should become of it."""

    proposes = forms.ChoiceField(label="What should become of the standard?", choices=Proposes.choices, widget=Radios)
    reasons = WordsField("Reasons", 12, LONGEST_REASONS)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Any = None, *, draft: Recommendation) -> None:
        self.text = draft.standard.text
        self.paragraphs = editable(self.text)
        super().__init__(data, initial={"version": draft.version, **values_of(self.paragraphs, draft)})
        for each in self.paragraphs:
            self._add(each.number, rows=min(12, 3 + len(each.text) // 80))

    def _add(self, number: int, rows: int) -> None:
        if not self.text:
            self.fields[f"words-{number}"] = WordsField("The whole text, if you recommend to amend", 12)
            return
        asked = f"What should become of paragraph {number}?"
        self.fields[f"do-{number}"] = forms.ChoiceField(label=asked, choices=DOES, widget=Radios)
        self.fields[f"words-{number}"] = WordsField(f"Words of paragraph {number}", rows)
        self.fields[f"after-{number}"] = WordsField(f"Insert after paragraph {number}", 2)

    @property
    def heads(self) -> list[forms.BoundField]:
        """The fields above the paragraphs."""
        return [self["proposes"], self["reasons"]]

    @property
    def parts(self) -> list[dict[str, Any]]:
        """Each paragraph with its fields; open where something is said or wrong."""
        found = []
        for each in self.paragraphs:
            names = [f"{name}-{each.number}" for name in PLACEHOLDERS if f"{name}-{each.number}" in self.fields]
            fields = [self[name] for name in names]
            is_open = not self.text or any(field.errors for field in fields) or self._edit_shown(each) != Edit()
            found.append({"paragraph": each, "fields": fields, "is_open": is_open})
        return found

    def _edit_shown(self, each: Paragraph) -> Edit:
        said = {name: str(self[f"{name}-{each.number}"].value() or "") for name in PLACEHOLDERS if self.text}
        return _edit(each, said)

    def clean(self) -> dict[str, Any]:
        """The edits by number; words and choice fit together, and the whole text is not too long."""
        said: dict[str, Any] = super().clean() or {}
        edits = {}
        for each in self.paragraphs:
            given = {name: said.get(f"{name}-{each.number}", usual) for name, usual in PLACEHOLDERS.items()}
            if not self.text:
                given["do"] = CHANGE if given["words"].strip() else KEEP
            edits[each.number] = _edit(each, given)
            if said.get("proposes") == Proposes.AMEND and self.text:
                self._check(each, given)
        if len(amended(self.text, edits)) > LONGEST_TEXT:
            self.add_error(None, TOO_LONG.format(most=LONGEST_TEXT))
        return {**said, "edits": edits}

    def _check(self, each: Paragraph, given: dict[str, str]) -> None:
        differs = plain(given["words"]).strip() not in {"", each.text.strip()}
        if given["do"] == KEEP and differs:
            self.add_error(f"do-{each.number}", NOT_CHOSEN)
        elif given["do"] == CHANGE and not differs:
            self.add_error(f"words-{each.number}", SAME_WORDS)

    def said(self) -> dict[str, Any]:
        """What the service is given."""
        found = {name: self.cleaned_data[name] for name in ("proposes", "version", "edits")}
        return {**found, "reasons": plain(self.cleaned_data["reasons"]).strip()}

    def made_anew(self, shown: Content, stands: Content) -> list[tuple[str, str, str]]:
        """Made from what stands now: what was typed stays, and what was left as it was shown follows it.

        Returns what both changed: the label, what stands, and what was typed. Sent once more, the form takes the place
        of what stands, knowingly.
        """
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["version"] = str(stands.version)
        then, now = values_of(self.paragraphs, shown), values_of(self.paragraphs, stands)
        both = []
        for name in (name for name in self.fields if name in now):
            typed = plain(str(data.get(name, "")))
            if typed == plain(then[name]):
                data[name] = now[name]
            elif plain(now[name]) not in {plain(then[name]), typed}:
                both.append((str(self.fields[name].label), str(now[name]), typed))
        self.data = data
        return both


def _edit(each: Paragraph, given: dict[str, str]) -> Edit:
    """What is said for a paragraph; words that stand already are not kept twice."""
    words, after = plain(given.get("words", "")), plain(given.get("after", ""))
    is_same = words.strip() == each.text.strip()
    return Edit(given.get("do") or KEEP, "" if is_same else words, after)


class DecideForm(forms.Form):
    """What the Commission decided."""

    adopts = forms.TypedChoiceField(
        label="What did the Commission decide?",
        choices=[("yes", "It adopted the recommendation"), ("no", "It set the recommendation aside")],
        coerce=lambda said: said == "yes",
        widget=Radios,
    )
    on = DayField(label="On which day did it meet?")
    words = forms.CharField(
        label="Its words",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Everybody reads them.",
    )


class SendForm(forms.Form):
    """When it went to the State Board."""

    on = DayField(label="On which day was it sent?")
