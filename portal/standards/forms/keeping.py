"""What the department writes of editions, standards and their links."""

from typing import Any

from django import forms
from django.http import QueryDict

from portal.standards.models import Crosswalk, Edition, Relation, Standard, StandardVersion, faults_of
from portal.standards.numbering import HOW, is_number
from portal.standards.queries import LABELS, WORDS
from portal.standards.services.editions import ENDS_BEFORE, RESERVED, RESERVED_CODE
from portal.standards.services.keeping import plain
from portal.ui.forms import DayField, Radios

HINTS = {
    "topic": "In a few plain words: Graduation requirements.",
    "text": "The words of the Code, as they are. Leave it empty while you do not have them; the page says so.",
    "mandate": "Policy 2.2: only standards that no state or federal law mandates may be suspended.",
    "mandate_citation": "Where a law demands it: which, and where. Write it as Miss. Code 37-17-3.",
    "reason": "The legal reason. It is shown to whoever asks for a waiver of a standard that cannot be waived.",
    "seen_in": "Where you read this: the publication, its date or its address.",
}


class EditionForm(forms.ModelForm):
    """What is said of an edition; its code stays as it is."""

    effective_from = DayField(label="In force from", help_text="The first day.")
    effective_until = DayField(
        label="In force until", required=False, help_text="The last day. Leave it empty while it is in force."
    )

    class Meta:
        model = Edition
        fields = ["name", "effective_from", "effective_until", "source", "source_url"]
        labels = {"name": "Name", "source": "Source", "source_url": "Address of the source"}
        help_texts = {
            "source": "Where it was read, and what is not known of it yet. Readers see it.",
            "source_url": "A public page, if there is one.",
        }
        widgets = {"source": forms.Textarea(attrs={"rows": 4})}

    def clean(self) -> dict[str, Any]:
        """It ends after it begins."""
        said = super().clean() or {}
        begins, ends = said.get("effective_from"), said.get("effective_until")
        if begins and ends and ends <= begins:
            self.add_error("effective_until", ENDS_BEFORE)
        return said


class NewEditionForm(EditionForm):
    """A new edition, with the code that addresses hold."""

    class Meta(EditionForm.Meta):
        fields = ["code", *EditionForm.Meta.fields]
        labels = {**EditionForm.Meta.labels, "code": "Code"}
        help_texts = {
            **EditionForm.Meta.help_texts,
            "code": "Short and lasting: a year, such as 2026. It never changes.",
        }

    def clean_code(self) -> str:
        """Not a word that other addresses begin with."""
        code: str = self.cleaned_data["code"].lower()
        if code in RESERVED:
            raise forms.ValidationError(RESERVED_CODE)
        if Edition.objects.filter(code=code).exists():
            raise forms.ValidationError(f"There is an edition {code} already.")
        return code


class WordsForm(forms.ModelForm):
    """What a version of a standard says."""

    class Meta:
        model = StandardVersion
        fields = list(WORDS)
        labels = LABELS
        help_texts = HINTS
        error_messages = {
            "topic": {"required": "Please give it a topic."},
            "seen_in": {"required": "Please say where you read this."},
        }
        widgets = {
            "heading": Radios,
            "mandate": Radios,
            "waivable": Radios,
            "text": forms.Textarea(attrs={"rows": 12}),
            "reason": forms.Textarea(attrs={"rows": 3}),
        }

    def clean(self) -> dict[str, Any]:
        """Law is cited, and what a law demands is not marked as waivable."""
        said = super().clean() or {}
        for name, sentence in faults_of(said).items():
            if name not in self.errors:
                self.add_error(name, sentence)
        return said


class AddForm(WordsForm):
    """A new standard of an edition."""

    number = forms.CharField(max_length=11, help_text=HOW)

    field_order = ["number"]

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition

    def clean_number(self) -> str:
        """Written as a number, and not there yet."""
        number: str = self.cleaned_data["number"]
        if not is_number(number):
            raise forms.ValidationError(HOW)
        if Standard.objects.filter(edition=self.edition, number=number).exists():
            raise forms.ValidationError(f"The edition {self.edition.code} has a standard {number} already.")
        return number


class ReviseForm(WordsForm):
    """A new version, with why; it carries the version that it was made from."""

    note = forms.CharField(
        label="Why do you change it?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Everybody reads it beside the new version.",
        error_messages={"required": "Please say why, in a sentence."},
    )
    ordinal = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Any = None, *, stands: StandardVersion) -> None:
        first = {name: getattr(stands, name) for name in WORDS} | {"ordinal": stands.ordinal}
        super().__init__(data, initial=first)

    def made_anew(self, shown: StandardVersion, stands: StandardVersion) -> None:
        """Made from the version that stands now: what was typed stays, and what was left as it was shown follows it.

        Sent once more, it takes the place of that version knowingly.
        """
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["ordinal"] = str(stands.ordinal)
        said = plain(self.cleaned_data)
        for name in WORDS:
            if said[name] == getattr(shown, name):
                data[name] = getattr(stands, name)
        self.data = data


class OtherField(forms.ModelChoiceField):
    """A standard of another edition, told with its topic."""

    def label_from_instance(self, obj: Any) -> str:
        """Edition, number and topic."""
        return f"{obj.edition.code}: {obj.number} {obj.topic}"


class LinkForm(forms.ModelForm):
    """Another edition's standard, and what became of the earlier of the two."""

    other = OtherField(
        queryset=Standard.objects.none(),
        required=False,
        label="The standard of the other edition",
        empty_label="None: this standard is dropped",
        help_text="Of an earlier edition or of a later one: which came first follows from the editions.",
    )

    class Meta:
        model = Crosswalk
        fields = ["relation", "note"]
        labels = {"relation": "What became of the earlier one?", "note": "Note"}
        help_texts = {"note": "How you know, or what readers should mind."}
        error_messages = {"relation": {"required": "Please choose what became of it."}}
        widgets = {"relation": Radios}

    field_order = ["other", "relation", "note"]

    def __init__(self, data: Any = None, *, standard: Standard) -> None:
        super().__init__(data)
        others = Standard.objects.exclude(edition=standard.edition_id).select_related("edition").with_topic()
        other: Any = self.fields["other"]
        other.queryset = others.order_by("-edition__effective_from", "position")
        relation: Any = self.fields["relation"]
        relation.choices = Relation.choices
        self.standard = standard

    def pair(self) -> tuple[Standard, Standard | None]:
        """The earlier and the later of the two."""
        other = self.cleaned_data["other"]
        if other and other.edition.effective_from < self.standard.edition.effective_from:
            return other, self.standard
        return self.standard, other
