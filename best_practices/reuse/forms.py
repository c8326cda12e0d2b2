"""Forms of reuse: taking up a practice, check-ins, the end, words about a practice, weights."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils import timezone

from best_practices.library.privacy import noticed
from best_practices.reuse.models import Adoption, Dose, Verdict
from portal.districts.models import District, School
from portal.ui.forms import Checkboxes, Radios

MOST_STEPS, LONGEST_STEP = 12, 300
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class WordsForm(forms.Form):
    """A form with words that others read: what looks like personal data of students is looked at first."""

    words_in: tuple[str, ...] = ("reason",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = "\n".join(self.data.get(self.add_prefix(name), "") for name in self.words_in) if self.is_bound else ""
        found = noticed(said)
        if found:
            self.fields["privacy_seen"] = forms.BooleanField(
                label="I looked at each of them: no student can be recognised",
                help_text=" ".join(f"“{words}”: {rule}" for words, rule in found[:5]),
                error_messages={"required": "Some words look like personal data of students. Please look at them."},
            )


class AdoptForm(WordsForm):
    """Which school, what should move, from when, how much, in which steps."""

    words_in = ("dose", "steps")

    school = forms.ModelChoiceField(label="School", queryset=School.objects.none(), empty_label=None)
    target = forms.ChoiceField(label="What should it move?", widget=Radios)
    planned_for = forms.DateField(
        label="From when?", widget=DAY, help_text="A day that has come already means that you have begun."
    )
    dose = forms.CharField(
        label="For whom, how often, how long?",
        max_length=200,
        help_text="For instance: grade 4, three times a week, 40 minutes each.",
    )
    steps = forms.CharField(
        label="Your steps",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=MOST_STEPS * LONGEST_STEP,
        help_text="One on each line, at most 12. They begin as the practice has them: make them yours.",
    )

    def __init__(self, *args: Any, schools: Any, targets: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = schools  # type: ignore[attr-defined]
        self.fields["target"].choices = [*targets.items()]  # type: ignore[attr-defined]
        self.fields["planned_for"].initial = timezone.localdate

    def clean_steps(self) -> list[str]:
        """The lines that hold something, each once."""
        steps = list(dict.fromkeys(line.strip() for line in self.cleaned_data["steps"].splitlines() if line.strip()))
        if len(steps) > MOST_STEPS:
            raise forms.ValidationError(f"Please write at most {MOST_STEPS} steps; these are {len(steps)}.")
        if any(len(step) > LONGEST_STEP for step in steps):
            raise forms.ValidationError(f"Please keep each step within {LONGEST_STEP} signs.")
        return steps


class DayForm(forms.Form):
    """The day on which something happened."""

    on = forms.DateField(label="On which day?", widget=DAY)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate


class EndForm(DayForm, WordsForm):
    """The end, with the reason that others read."""

    reason = forms.CharField(
        label="Why? What would you tell the next school?",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=500,
        help_text="Everybody reads these words on the page of the practice. What failed helps others too.",
        error_messages={"required": "Please say why, in a sentence."},
    )


class CheckInForm(DayForm, WordsForm):
    """What was done since the last time."""

    words_in = ("words",)

    dose = forms.ChoiceField(label="How much was done?", choices=Dose.choices, widget=Radios)
    done = forms.MultipleChoiceField(label="Steps that are done", widget=Checkboxes, required=False)
    words = forms.CharField(
        label="What did you see?",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        required=False,
        help_text="People of your district and of the department read it.",
    )

    def __init__(self, *args: Any, adoption: Adoption, done: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["done"].choices = [(step, step) for step in adoption.steps]  # type: ignore[attr-defined]
        self.fields["done"].initial = list(done)
        self.fields["dose"].initial = Dose.AS_PLANNED


class FeedbackForm(WordsForm):
    """What came of it, with the reason."""

    district = forms.ModelChoiceField(label="You speak for", queryset=District.objects.none(), empty_label=None)
    verdict = forms.ChoiceField(label="Did you use it?", choices=Verdict.choices, widget=Radios)
    reason = forms.CharField(
        label="Why?",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=1000,
        help_text="With whom, and what made the difference. Readers see these words with your office and district.",
        error_messages={"required": "Please give the reason in a few words: a mark alone helps nobody."},
    )

    def __init__(self, *args: Any, districts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["district"].queryset = districts  # type: ignore[attr-defined]


class HideForm(forms.Form):
    """Why words are not shown."""

    reason = forms.CharField(
        label="Reason, if it is not shown",
        max_length=500,
        error_messages={"required": "Please give the reason: its author reads it."},
    )


PARTS = {
    "aim": "Works on the very measure",
    "context": "Likeness of the places",
    "evidence": "Evidence tier",
    "results": "Results of schools that use it",
    "contact": "Somebody to call",
    "need_state": "Distance to the state",
    "need_like": "Distance to schools like it",
    "need_trend": "Fall since the year before",
    "need_grade": "Distance to the next grade",
}


class WeightsForm(forms.Form):
    """All weights, in hundredths. Only their proportions matter."""

    def __init__(self, *args: Any, values: Mapping[str, float], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in PARTS.items():
            self.fields[name] = forms.IntegerField(
                label=label, min_value=0, max_value=100, initial=round(values.get(name, 0.0) * 100)
            )

    def clean(self) -> dict[str, Any]:
        """At least one of each kind counts."""
        known = super().clean() or {}
        for names in ([n for n in PARTS if n.startswith("need_")], [n for n in PARTS if not n.startswith("need_")]):
            if all(name in known for name in names) and not any(known[name] for name in names):
                raise forms.ValidationError("At least one weight of the score and one of the need is above zero.")
        return known

    def values(self) -> dict[str, float]:
        """The weights as shares."""
        return {name: self.cleaned_data[name] / 100 for name in PARTS}


class SetWeightsForm(WeightsForm):
    """The same as they were tried, with the reason for which they are set."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="set_%s", **kwargs)
        for name in PARTS:
            self.fields[name].widget = forms.HiddenInput()

    reason = forms.CharField(
        label="Why these weights?", max_length=500, error_messages={"required": "Please say why; it stays on record."}
    )
