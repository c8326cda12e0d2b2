"""Forms of events: planning, answering, teams, attendance, files, opinions."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django import forms
from django.utils.html import format_html

from portal.districts.models import District
from portal.events.meeting_file import Attendee, Match, Person, propose_matches
from portal.events.models import Event
from portal.events.queries import Expected, account_of
from portal.events.services import Mark, Named, district_of
from portal.events.vocabulary import ROLES, Audience, Duty, Kind, Reply, Standing
from portal.network.models import Pathway
from portal.ui.forms import Checkboxes, MomentField, Radios

BY_KIND = "by_kind"
FACTS: tuple[str, ...] = (
    "title",
    "kind",
    "audience",
    "pathway",
    "starts_at",
    "ends_at",
    "summary",
    "description",
    "place",
    "room",
)
FACTS += ("video_link", "capacity", "required_roles", "one_may_hold_two", "duty", "hours")


class EventForm(forms.Form):
    """What an event is, when, where, for whom."""

    title = forms.CharField(label="Title", max_length=150)
    kind = forms.ChoiceField(label="Kind", choices=Kind.choices)
    audience = forms.ChoiceField(label="Who may know of it?", choices=Audience.choices, widget=Radios)
    pathway = forms.ModelChoiceField(
        label="Which PLC is it for?", queryset=Pathway.objects.none(), required=False, empty_label="No PLC"
    )
    starts_at = MomentField(label="Begins")
    ends_at = MomentField(label="Ends")
    summary = forms.CharField(label="In one sentence", max_length=300, required=False)
    description = forms.CharField(
        label="Agenda and more", widget=forms.Textarea(attrs={"rows": 6}), max_length=5000, required=False
    )
    place = forms.CharField(label="Venue and address", max_length=200, required=False)
    room = forms.CharField(label="Room", max_length=100, required=False)
    video_link = forms.URLField(
        label="Video link",
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text="Only those who have a place see it.",
    )
    capacity = forms.IntegerField(
        label="Places", min_value=1, max_value=10000, required=False, help_text="Leave it empty for no limit."
    )
    required_roles = forms.MultipleChoiceField(
        label="Teams by role",
        choices=ROLES,
        widget=Checkboxes,
        required=False,
        help_text="Choose the roles of a team, and districts register as teams. Choose none, and persons register.",
    )
    one_may_hold_two = forms.BooleanField(label="One person may hold two roles of a team", required=False)
    duty = forms.ChoiceField(
        label="It counts in the ledger for",
        choices=[
            (BY_KIND, "What its kind says: convenings as meetings, webinars and calls as webinars"),
            *((value or "none", words) for value, words in Duty.choices),
        ],
        initial=BY_KIND,
    )
    hours = forms.DecimalField(
        label="Hours on the certificate", min_value=0, max_value=99, max_digits=4, decimal_places=1, required=False
    )

    def __init__(self, *args: Any, pathways: Any, is_lead: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pathway"].queryset = pathways  # type: ignore[attr-defined]
        if is_lead:
            self.fields["pathway"].required = True

    def clean(self) -> dict[str, Any]:
        """It ends after it begins; a PLC's event names the PLC."""
        told = super().clean() or {}
        begins, ends = told.get("starts_at"), told.get("ends_at")
        if begins and ends and ends <= begins:
            self.add_error("ends_at", "Please choose an end after the beginning.")
        if told.get("audience") == Audience.PLC and not told.get("pathway") and "pathway" not in self.errors:
            self.add_error("pathway", "Please choose the PLC whose people may know of it.")
        return told

    def facts(self) -> dict[str, Any]:
        """As services take them."""
        told = {name: self.cleaned_data[name] for name in FACTS}
        told["duty"] = {BY_KIND: None, "none": ""}.get(told["duty"], told["duty"])
        return told


class NewEventForm(EventForm):
    """The same, and how many months it goes on."""

    count = forms.IntegerField(
        label="Every month: how many in all?",
        min_value=2,
        max_value=24,
        required=False,
        help_text="On the same weekday of each month, such as the second Tuesday. Leave it empty for one event.",
    )


class ReasonForm(forms.Form):
    """Why an event is cancelled."""

    reason = forms.CharField(
        label="Why?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Everybody who knows of the event reads it.",
        error_messages={"required": "Please say why, in a sentence."},
    )


class AnswerForm(forms.Form):
    """Yes, maybe, or no with a reason."""

    reply = forms.ChoiceField(
        label="Do you come?",
        choices=Reply.choices,
        widget=Radios,
        error_messages={"required": "Please choose yes, maybe or no."},
    )
    reason = forms.CharField(
        label="Reason, if you do not come or do not know yet",
        max_length=300,
        required=False,
        help_text="Those who run the event read it.",
    )

    def clean(self) -> dict[str, Any]:
        """A no has a reason: it is an apology, and may excuse."""
        told = super().clean() or {}
        if told.get("reply") == Reply.NO and not told.get("reason", "").strip():
            self.add_error("reason", "Please say in a few words why you cannot come.")
        return told


class TeamForm(forms.Form):
    """A name and an address for each role; a team may be kept while some are missing."""

    def __init__(self, *args: Any, event: Event, seats: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.roles = event.roles
        for role, words in self.roles:
            seat = seats.get(role)
            self.fields[f"name_{role}"] = forms.CharField(
                label=f"{words}: name", max_length=150, required=False, initial=seat.name if seat else ""
            )
            self.fields[f"email_{role}"] = forms.EmailField(
                label=f"{words}: e-mail", max_length=254, required=False, initial=seat.email if seat else ""
            )

    def clean(self) -> dict[str, Any]:
        """Who is named has an address, and the other way round."""
        told = super().clean() or {}
        for role, words in self.roles:
            name, email = told.get(f"name_{role}"), told.get(f"email_{role}")
            if name and not email and f"email_{role}" not in self.errors:
                self.add_error(f"email_{role}", f"Please give the e-mail address of the {words.lower()}.")
            if email and not name:
                self.add_error(f"name_{role}", f"Please give the name of the {words.lower()}.")
        return told

    def people(self) -> list[Named]:
        """Those who are named."""
        told = self.cleaned_data
        return [
            Named(role, told[f"name_{role}"], told[f"email_{role}"]) for role, _ in self.roles if told[f"name_{role}"]
        ]


class GiveUpForm(forms.Form):
    """Why a team does not come."""

    reason = forms.CharField(label="Reason", max_length=300, required=False)


STANDINGS = [("", "Not noted"), *Standing.choices]


class AttendanceForm(forms.Form):
    """The list at the door, or the printed sheet entered: a standing and a reason for each person.

    Its fields are named by the person, not by the place in the list, and carry what was shown: who was noted
    meanwhile, by a check-in say, is left as they are and named.
    """

    from_sheet = forms.BooleanField(label="I enter the printed sheet", required=False)

    def __init__(self, *args: Any, expected: Iterable[Expected], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected, self.overtaken = list(expected), list[str]()
        for each in self.expected:
            noted, key = each.attendance, key_of(each)
            excused = Standing.EXCUSED if each.said == "said no" and each.reason else ""
            self.fields[f"standing_{key}"] = forms.ChoiceField(
                label=format_html('Attendance<span class="sr"> of {}</span>', each.name),
                choices=STANDINGS,
                required=False,
                initial=noted.standing if noted else excused,
            )
            self.fields[f"reason_{key}"] = forms.CharField(
                label=format_html('Why excused<span class="sr">: {}</span>', each.name),
                max_length=300,
                required=False,
                initial=noted.reason if noted else each.reason,
            )
            self.fields[f"shown_{key}"] = forms.CharField(
                widget=forms.HiddenInput, required=False, initial=noted.standing if noted else ""
            )

    def lines(self) -> list[tuple[Expected, Any, Any, Any]]:
        """Each person with the fields."""
        return [
            (each, self[f"standing_{key}"], self[f"reason_{key}"], self[f"shown_{key}"])
            for each in self.expected
            if (key := key_of(each))
        ]

    def marks(self) -> list[Mark]:
        """What is noted: of those who were sent, and whom nobody noted meanwhile."""
        found = []
        for each in self.expected:
            key, told = key_of(each), self.cleaned_data
            if f"standing_{key}" not in self.data:
                continue
            if told[f"shown_{key}"] != (each.attendance.standing if each.attendance else ""):
                self.overtaken.append(each.name)
                continue
            standing = told[f"standing_{key}"]
            reason = told[f"reason_{key}"] if standing == Standing.EXCUSED else ""
            found.append(Mark(each.email, each.name, standing, reason, each.user_id, each.district_id))
        return found


def key_of(each: Expected) -> str:
    """A short name of a person in a form."""
    return sha256(each.email.lower().encode()).hexdigest()[:16]


class WalkInForm(forms.Form):
    """Somebody who was there and not on the list."""

    name = forms.CharField(label="Name", max_length=150)
    email = forms.EmailField(label="E-mail", max_length=254)
    district = forms.ModelChoiceField(label="District", queryset=District.objects.none(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["district"].queryset = District.objects.order_by("name")  # type: ignore[attr-defined]


class MeetingFileForm(forms.Form):
    """The report of a video service, or a roster."""

    upload = forms.FileField(label="The report or the roster", help_text="A CSV file, up to 2 MB.")


class MatchForm(forms.Form):
    """Whom of the list each person of a file is taken for; who is chosen is noted as present.

    Who is sure, and stayed for half of the event or attended by the roster, is chosen at first. Those who it may be
    stand first in the list.
    """

    def __init__(
        self, *args: Any, seen: Iterable[Attendee], expected: Iterable[Expected], event: Event, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.seen, self.people = list(seen), {each.email: each for each in expected}
        half = (event.ends_at - event.starts_at).total_seconds() / 120
        known = [Person(each.name, each.email, each.district, each.email) for each in self.people.values()]
        for number, found in enumerate(propose_matches(self.seen, known)):
            is_sure = found.person is not None and found.attendee.was_there(half)
            self.fields[f"who_{number}"] = forms.ChoiceField(
                label=format_html('Who is it?<span class="sr"> {}</span>', found.attendee.name or found.attendee.email),
                choices=self._choices(found),
                required=False,
                initial=found.person.id if found.person and is_sure else "",
            )

    def _choices(self, found: Match) -> list[Any]:
        listed = [(each.email, f"{each.name}, {each.district}".strip(", ")) for each in self.people.values()]
        like = {candidate.person.id for candidate in found.candidates}
        perhaps = [pair for pair in listed if pair[0] in like]
        email = found.attendee.email
        guest = [(email, "Somebody else: add as present")] if email and email not in self.people else []
        rest = [pair for pair in listed if pair[0] not in like]
        return [("", "Leave out"), *guest, *([("Perhaps", perhaps)] if perhaps else []), ("All", rest)]

    def lines(self) -> list[tuple[Attendee, Any]]:
        """Each person with the choice."""
        return [(each, self[f"who_{at}"]) for at, each in enumerate(self.seen)]

    def marks(self) -> list[Mark]:
        """Those who are chosen, each once."""
        found: dict[str, Mark] = {}
        for at, each in enumerate(self.seen):
            email = self.cleaned_data[f"who_{at}"]
            if email in self.people:
                known = self.people[email]
                found[email] = Mark(email, known.name, Standing.PRESENT, "", known.user_id, known.district_id)
            elif email:
                account = account_of(email)
                told = (account.name, account.pk, district_of(account)) if account else (each.name, None, None)
                found[email] = Mark(email, told[0], Standing.PRESENT, "", *told[1:])
        return list(found.values())


class MaterialForm(forms.Form):
    """A recording by its link, or a file."""

    title = forms.CharField(label="What is it?", max_length=150, help_text="For instance: Recording; Slides.")
    link = forms.URLField(label="Link", max_length=500, required=False, assume_scheme="https")
    upload = forms.FileField(
        label="Or a file", required=False, help_text="PDF, Word, Excel, CSV or a picture, up to 20 MB."
    )

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        told = super().clean() or {}
        if not self.errors and bool(told.get("link")) == bool(told.get("upload")):
            raise forms.ValidationError("Please give a link or choose a file, one of the two.")
        return told


class OpinionForm(forms.Form):
    """How it was."""

    score = forms.TypedChoiceField(
        label="Was it worth your time?",
        coerce=int,
        choices=[(5, "5, very much"), (4, "4"), (3, "3"), (2, "2"), (1, "1, not at all")],
        widget=Radios,
    )
    words = forms.CharField(
        label="What should be kept, what changed?",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=1000,
        required=False,
        help_text="Those who run the event read it without your name.",
    )
