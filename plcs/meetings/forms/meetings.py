"""Forms of meetings: planning, changing, topics, who was there."""

from typing import Any

from django import forms

from plcs.meetings.models import Coming, Meeting, Presence, Rhythm
from plcs.meetings.series import MOST
from portal.ui.forms import MomentField, Radios


def moment_field(label: str) -> MomentField:
    """A day and an hour in US Central."""
    return MomentField(label=label)


def unmarked(field: Any) -> Any:
    """A field that can be left empty, where saying so would mislead."""
    field.is_optional = False
    return field


class ChangeForm(forms.Form):
    """When, where and under which name a meeting is held."""

    title = forms.CharField(label="What is the meeting called?", max_length=150)
    starts_at = moment_field("It begins")
    ends_at = moment_field("It ends")
    place = unmarked(
        forms.CharField(
            label="Place", max_length=200, required=False, help_text="A place or a video link, or both of them."
        )
    )
    video_link = unmarked(forms.URLField(label="Video link", max_length=300, required=False, assume_scheme="https"))

    @classmethod
    def of(cls, meeting: Meeting, data: Any = None) -> "ChangeForm":
        """With what is there now."""
        return cls(data, initial={name: getattr(meeting, name) for name in cls.base_fields})

    def clean(self) -> dict[str, Any]:
        """It ends after it begins, and people know where."""
        data: dict[str, Any] = super().clean() or {}
        begin, end = data.get("starts_at"), data.get("ends_at")
        if begin and end and end <= begin:
            self.add_error("ends_at", "It ends before it begins. Please check the two times.")
        elif begin and end and (end - begin).total_seconds() > 24 * 3600:
            self.add_error("ends_at", "It is longer than a day. Please check the two times.")
        if not data.get("place") and not data.get("video_link") and "video_link" not in self.errors:
            self.add_error("place", "Please give a place or a video link.")
        return data


class PlanForm(ChangeForm):
    """A meeting, or a series of them."""

    rhythm = unmarked(
        forms.ChoiceField(
            label="Does it come again?", choices=[("", "No, once"), *Rhythm.choices], widget=Radios, required=False
        )
    )
    count = forms.IntegerField(
        label="How many meetings in all?", min_value=1, max_value=MOST, initial=1, help_text="With the first one."
    )

    def clean(self) -> dict[str, Any]:
        """A series has at least two."""
        data = super().clean()
        if data.get("rhythm") and data.get("count") == 1:
            self.add_error("count", "A series has at least two meetings.")
        return data


class ReasonForm(forms.Form):
    """Why: the people of the PLC read it."""

    reason = forms.CharField(
        label="The reason",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The people of the PLC read it.",
        error_messages={"required": "Please say why: the people of the PLC read it."},
    )


class TopicForm(forms.Form):
    """A topic for the agenda."""

    title = forms.CharField(label="Topic", max_length=150)
    why = forms.CharField(
        label="What should come of it?", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    minutes = forms.IntegerField(label="Minutes it takes", min_value=1, max_value=480, initial=10)


class RsvpForm(forms.Form):
    """Whether one comes."""

    coming = forms.ChoiceField(label="Do you come?", choices=Coming.choices, widget=Radios)
    reason = unmarked(
        forms.CharField(label="A word to the others", max_length=300, required=False, help_text="If no: why.")
    )

    def clean(self) -> dict[str, Any]:
        """Who cannot come says why: so they are excused, not absent."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("coming") == Coming.NO and not data.get("reason"):
            self.add_error("reason", "Please say why in a word: then you are noted as excused.")
        return data


class AttendanceForm(forms.Form):
    """Whether each person of the PLC was there; who said that they cannot come stands as excused at first."""

    def __init__(self, *args: Any, people: list[Any], noted: list[Any], excused: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = dict.fromkeys(excused, Presence.EXCUSED.value) | {row.user_id: row.presence for row in noted}
        for person, district in people:
            self.fields[f"person-{person.pk}"] = unmarked(
                forms.ChoiceField(
                    label=f"{person.name}, {district}",
                    choices=Presence.choices,
                    widget=Radios,
                    required=False,
                    initial=known.get(person.pk, ""),
                )
            )

    def presence(self) -> dict[int, str]:
        """What was said, by the key of the person."""
        return {int(name.removeprefix("person-")): said for name, said in self.cleaned_data.items() if said}
