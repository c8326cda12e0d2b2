"""Forms of comments: writing one, not showing one, grouping, answering."""

from typing import Any

from django import forms

from applications.comments.models import LONGEST, Comment, CommentGroup
from applications.comments.states import Reason, Voice
from applications.waivers.models import Waiver
from portal.ui.forms import Radios


class WriteForm(forms.Form):
    """A comment by anybody."""

    words = forms.CharField(
        label="Your comment",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=f"At most {LONGEST:,} signs. Please name no student. MDE reads it before it is shown.",
    )
    voice = forms.ChoiceField(label="On whose behalf do you write?", choices=Voice.choices, widget=Radios)
    name = forms.CharField(
        label="Your name",
        max_length=100,
        required=False,
        help_text="Shown as you write it, for instance “Parent (Sample County)”. Without it we write “A member of the "
        "public”.",
    )
    email = forms.EmailField(
        label="Your e-mail address",
        required=False,
        help_text="Never shown. We write when your comment is answered, or when the proposal changes.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class DeclineForm(forms.Form):
    """Why a comment is not shown."""

    reason = forms.ChoiceField(
        label="Why is it not shown?",
        choices=Reason.choices,
        widget=Radios,
        help_text="Everybody reads the reason, and that a comment is not shown. Nobody else reads the comment.",
    )


class GroupForm(forms.Form):
    """Which comments go into which group."""

    comments = forms.ModelMultipleChoiceField(
        queryset=Comment.objects.none(), error_messages={"required": "Please tick at least one."}
    )
    group = forms.ModelChoiceField(
        label="Put them into", queryset=CommentGroup.objects.none(), required=False, empty_label="A new group"
    )
    title = forms.CharField(
        label="Name of the new group", max_length=120, required=False, help_text="What they say, in a few words."
    )

    def __init__(self, *args: Any, waiver: Waiver, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        comments: Any = self.fields["comments"]
        comments.queryset = waiver.comments.published()
        group: Any = self.fields["group"]
        group.queryset = waiver.comment_groups.all()
        for name in ("group", "title"):
            self.fields[name].is_optional = False  # type: ignore[attr-defined]

    @property
    def ticked(self) -> set[str]:
        """What was ticked, to be shown again."""
        data: Any = self.data
        return set(data.getlist("comments")) if self.is_bound else set()

    def clean(self) -> dict[str, Any]:
        """One group: a known one, or a new one with a name."""
        said: dict[str, Any] = super().clean() or {}
        if not said.get("group") and not said.get("title"):
            self.add_error("title", "Choose a group, or name a new one.")
        if said.get("group") and said.get("title"):
            self.add_error("title", "Either a group that is there or a new one. Please clear one of them.")
        return said


class RenameForm(forms.Form):
    """Another title of a group."""

    title = forms.CharField(label="Name of the group", max_length=120, help_text="What they say, in a few words.")


class AnswerForm(forms.Form):
    """What the district answers."""

    answer = forms.CharField(
        label="Your answer",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Everybody reads it, without your name. Say what you change, or why you do not. Name no student.",
    )
