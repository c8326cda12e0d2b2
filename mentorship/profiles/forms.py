"""Forms in which districts say what they offer, what they need, and with whom they are not to be paired."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.html import format_html

from mentorship.profiles.models import Offer, Request
from mentorship.profiles.queries import Proposal
from mentorship.profiles.services.offering import Shown
from mentorship.profiles.vocabulary import MOST_CAPACITY, MOST_NEEDS, MOST_WISHES, Band, Format, Topic, Urgency
from portal.districts.models import District
from portal.network.models import Pathway
from portal.ui.forms import Checkboxes

ORDER = ("What is needed most?", "What comes second?", "What comes third?")
PLACES = ("First wish", "Second wish", "Third wish", "Fourth wish", "Fifth wish")


def several(label: str, choices: Any, **options: Any) -> forms.MultipleChoiceField:
    """Some of a list, at least one."""
    wrong = {"required": "Please choose at least one."}
    return forms.MultipleChoiceField(
        label=label, choices=choices.choices, widget=Checkboxes, error_messages=wrong, **options
    )


def text(label: str, **options: Any) -> forms.CharField:
    """Some lines of text."""
    return forms.CharField(label=label, max_length=1000, widget=forms.Textarea(attrs={"rows": 4}), **options)


def version_field(thing: Any) -> forms.IntegerField:
    """The version that was shown: nobody writes over what another has written meanwhile."""
    initial = thing.version if thing else 0
    return forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=initial)


class OfferForm(forms.Form):
    """What a district can do for others. Each strength needs something that shows it."""

    bands = several("For which grades?", Band)
    formats = several("How do you meet?", Format)
    hours = forms.IntegerField(label="Hours a month for each district", min_value=1, max_value=40, initial=2)
    capacity = forms.IntegerField(
        label="How many districts at once?",
        min_value=1,
        max_value=MOST_CAPACITY,
        initial=1,
        help_text="No matching ever gives you more. Begin with one or two.",
    )
    miles = forms.IntegerField(
        label="How many miles would you travel to a visit?",
        min_value=1,
        max_value=500,
        required=False,
        help_text="Leave it empty for anywhere in the state.",
    )
    takes_groups = forms.BooleanField(label="Several districts may meet with us together", required=False)
    pathways = forms.ModelMultipleChoiceField(
        label="PLCs in which you could mentor", queryset=Pathway.objects.none(), required=False, widget=Checkboxes
    )
    limits = forms.CharField(
        label="What can you not do?",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Testing weeks, distances, subjects. Only your matches and MDE read it.",
    )

    def __init__(
        self,
        *args: Any,
        offer: Offer | None,
        proposals: Iterable[Proposal] = (),
        pathways: Iterable[Pathway] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.proposals = {each.topic: each for each in proposals}
        known = {each.topic: each.evidence for each in offer.strengths.all()} if offer else {}
        for topic, label in Topic.choices:
            proposed = self.proposals[topic].evidence if topic in self.proposals else ""
            has = topic in known or (offer is None and bool(proposed))
            self.fields[f"has_{topic}"] = forms.BooleanField(label=label, required=False, initial=has)
            self.fields[f"shows_{topic}"] = forms.CharField(
                label=format_html('What shows it?<span class="sr"> {}</span>', label),
                max_length=300,
                required=False,
                initial=known.get(topic, proposed),
            )
            self.fields[f"shows_{topic}"].is_optional = False  # type: ignore[attr-defined]
        field: Any = self.fields["pathways"]
        field.queryset = Pathway.objects.filter(is_open=True)
        self.fields["version"] = version_field(offer)
        if offer:
            names = ("bands", "formats", "hours", "capacity", "miles", "takes_groups", "limits")
            self.initial.update({name: getattr(offer, name) for name in names})
        self.initial["pathways"] = list(offer.pathways.all() if offer else pathways)

    def topics(self) -> list[tuple[Any, Any]]:
        """Each topic with its two fields."""
        return [(self[f"has_{topic}"], self[f"shows_{topic}"]) for topic in Topic.values]

    def others(self) -> list[Any]:
        """The fields that are no topics."""
        return [field for field in self.visible_fields() if not field.name.startswith(("has_", "shows_"))]

    def clean(self) -> dict[str, Any]:
        """At least one strength, each with its evidence."""
        said: dict[str, Any] = super().clean() or {}
        chosen = [topic for topic in Topic.values if said.get(f"has_{topic}")]
        for topic in chosen:
            if not said.get(f"shows_{topic}"):
                self.add_error(f"shows_{topic}", "Please say what shows it: a figure, a practice, a program.")
        if not chosen:
            self.add_error(None, "Please choose at least one thing that you are strong in.")
        return said

    def strengths(self) -> list[Shown]:
        """What was chosen; words that are the portal's own keep their address."""
        found = []
        for topic in Topic.values:
            if self.cleaned_data[f"has_{topic}"]:
                words, proposed = self.cleaned_data[f"shows_{topic}"], self.proposals.get(topic)
                found.append(Shown(topic, words, proposed.url if proposed and proposed.evidence == words else ""))
        return found

    def facts(self) -> dict[str, Any]:
        """The rest, as the service takes it."""
        left = {name for name in self.cleaned_data if name.startswith(("has_", "shows_"))}
        return {name: value for name, value in self.cleaned_data.items() if name not in left}


class RequestForm(forms.Form):
    """What a district needs: five questions, then how and with whom it would like to work."""

    need_1 = forms.ChoiceField(label=ORDER[0], choices=[("", "Please choose"), *Topic.choices])
    need_2 = forms.ChoiceField(label=ORDER[1], choices=[("", "Nothing more"), *Topic.choices], required=False)
    need_3 = forms.ChoiceField(label=ORDER[2], choices=[("", "Nothing more"), *Topic.choices], required=False)
    bands = several("For which grades?", Band)
    now = text("How is it now?", help_text="A figure if you have one. A mentor reads it once you are matched.")
    tried = text("What have you tried?", required=False)
    hoped = text("What should be different in a year?")
    pathway = forms.ModelChoiceField(
        label="Which PLC is it about?",
        queryset=Pathway.objects.none(),
        required=False,
        empty_label="None in particular",
    )
    formats = several("How would you like to meet?", Format)
    urgency = forms.ChoiceField(
        label="How soon do you need it?",
        choices=Urgency.choices,
        help_text="MDE reads it. Nobody is served before another because of it.",
    )
    takes_any = forms.BooleanField(
        label="Any other mentor that fits will do too",
        required=False,
        initial=True,
        help_text="Leave it on: without it you may get no mentor, although one is free.",
    )

    def __init__(
        self,
        *args: Any,
        request: Request | None,
        offers: Sequence[Offer],
        proposals: Sequence[Proposal] = (),
        pathways: Sequence[Pathway] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offers = {str(offer.pk): offer for offer in offers}
        field: Any = self.fields["pathway"]
        field.queryset = Pathway.objects.filter(is_open=True)
        listed = [("", "No wish"), *((number, str(offer.district)) for number, offer in self.offers.items())]
        for at in range(1, MOST_WISHES + 1):
            wish = forms.ChoiceField(label=PLACES[at - 1], choices=listed, required=False)
            wish.is_optional = False  # type: ignore[attr-defined]
            self.fields[f"wish_{at}"] = wish
        self.fields["version"] = version_field(request)
        self.order_fields([*(name for name in self.fields if name != "takes_any"), "takes_any"])
        self.initial.update(self._kept(request) if request else self._proposed(proposals, pathways))

    def _kept(self, request: Request) -> dict[str, Any]:
        names = ("bands", "now", "tried", "hoped", "pathway", "formats", "urgency", "takes_any")
        wishes = {f"wish_{wish.position}": str(wish.offer_id) for wish in request.wishes.all()}
        needs = {f"need_{at}": need for at, need in enumerate(request.needs, 1)}
        return {name: getattr(request, name) for name in names} | wishes | needs

    def _proposed(self, proposals: Sequence[Proposal], pathways: Sequence[Pathway]) -> dict[str, Any]:
        needs = {f"need_{at}": each.topic for at, each in enumerate(proposals[:MOST_NEEDS], 1)}
        words = ". ".join(each.evidence for each in proposals)
        return needs | {"now": f"{words}." if words else "", "pathway": pathways[0] if len(pathways) == 1 else None}

    def clean(self) -> dict[str, Any]:
        """Each need and each wish once; a wish, or any mentor."""
        said: dict[str, Any] = super().clean() or {}
        self._once(said, "need_", MOST_NEEDS, "This is chosen already.")
        wishes = self._once(said, "wish_", MOST_WISHES, "This district is wished for already.")
        if not wishes and not said.get("takes_any"):
            self.add_error("takes_any", "Please name a wish, or let any mentor do.")
        return said

    def _once(self, said: dict[str, Any], prefix: str, most: int, wrong: str) -> list[str]:
        found: list[str] = []
        for at in range(1, most + 1):
            if value := said.get(f"{prefix}{at}"):
                if value in found:
                    self.add_error(f"{prefix}{at}", wrong)
                found.append(value)
        return found

    def facts(self) -> dict[str, Any]:
        """As the service takes it; needs and wishes without gaps, in their order."""
        said = self.cleaned_data
        needs = [said[f"need_{at}"] for at in range(1, MOST_NEEDS + 1) if said[f"need_{at}"]]
        wishes = [self.offers[said[f"wish_{at}"]] for at in range(1, MOST_WISHES + 1) if said[f"wish_{at}"]]
        rest = {name: value for name, value in said.items() if not name.startswith(("need_", "wish_"))}
        return {**rest, "needs": needs, "wishes": wishes}


class WithdrawForm(forms.Form):
    """Why a request is taken back."""

    reason = forms.CharField(
        label="Why?", max_length=300, help_text="A few words. MDE reads it, so that it can offer something better."
    )


class BlockForm(forms.Form):
    """A district with which one is not to be paired."""

    other = forms.ModelChoiceField(label="Not with", queryset=District.objects.none(), empty_label="Please choose")
    reason = forms.CharField(
        label="Why?", max_length=300, help_text="Your district and MDE read it. The other district is never told."
    )

    def __init__(self, *args: Any, district: District, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["other"]
        field.queryset = District.objects.exclude(pk=district.pk)


class OfferFilter(forms.Form):
    """Which offers are shown."""

    topic = forms.ChoiceField(label="Strong in", choices=[("", "Anything"), *Topic.choices], required=False)
    band = forms.ChoiceField(label="Grades", choices=[("", "All grades"), *Band.choices], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.is_optional = False  # type: ignore[attr-defined]
