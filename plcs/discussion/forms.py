"""Forms of discussions: a thread, an answer, other words, a report, a reason, the rule for first posts, the monthly
question.
"""

from typing import Any

from django import forms

from plcs.discussion.models import LONGEST_POST, LONGEST_QUESTION, MONTHLY
from portal.ui.forms import ManyFilesField

NAMES = "Name somebody as @[Their name], and they are told."


def words(label: str, rows: int, **more: Any) -> forms.CharField:
    """A field of words that others read."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=LONGEST_POST, widget=area, **more)


class ReplyForm(forms.Form):
    """An answer, with files and the post that it answers."""

    text = words("Your answer", 5, help_text=NAMES, error_messages={"required": "Please write something first."})
    attached = ManyFilesField(label="Files, if you like", required=False)
    quoted = forms.IntegerField(required=False, widget=forms.HiddenInput)


class ThreadForm(forms.Form):
    """A thread and its first post."""

    title = forms.CharField(label="Title", max_length=150, help_text="So that one finds the answer next year.")
    text = words("Your question, or what you want to tell", 8, help_text=NAMES)
    attached = ManyFilesField(label="Files, if you like", required=False)


class EditForm(forms.Form):
    """Other words for a post."""

    text = words("Your words", 8)
    is_minor = forms.BooleanField(label="A small correction: whom I name is not told", required=False, initial=True)
    shown = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)


class TitleForm(forms.Form):
    """Another title."""

    title = forms.CharField(label="Title", max_length=150)


class WhyForm(forms.Form):
    """Why: the leads or the author read it."""

    reason = forms.CharField(label="Why?", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class RuleForm(forms.Form):
    """How many first posts are looked at."""

    held_first = forms.IntegerField(
        label="How many first posts of each person do you look at before all read them?",
        min_value=0,
        max_value=20,
        help_text="0: none. Leads are never held.",
    )


class MonthlyForm(forms.Form):
    """What the PLC is asked each month, and when."""

    question = forms.CharField(
        label="What do you ask?",
        max_length=LONGEST_QUESTION,
        initial=MONTHLY,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="In one sentence. It is the title of each month’s thread, with the month behind it.",
    )
    day = forms.IntegerField(
        label="On which day of the month?",
        min_value=1,
        max_value=28,
        initial=1,
        help_text="From 1 to 28, so that every month has it.",
    )

    def clean_question(self) -> str:
        """A title is one line."""
        return " ".join(self.cleaned_data["question"].split())
