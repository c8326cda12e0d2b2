"""Offers of districts that mentor, requests of districts that want a mentor, and pairs that are not to be."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone

from mentorship.profiles.states import OfferState, RequestState
from mentorship.profiles.vocabulary import MOST_CAPACITY, MOST_WISHES, Band, Format, Topic, Urgency
from portal.accounts.models import StateRole
from portal.districts.models import District, Membership
from portal.network.models import Pathway

STAFF = {StateRole.FACILITATOR, StateRole.ADMINISTRATOR}


def is_staff(user: Any) -> bool:
    """Whether the person works for MDE on the network."""
    return bool(user.is_authenticated and user.state_roles.intersection(STAFF))


def own_districts(user: Any) -> models.QuerySet[Membership, Any]:
    """The LEAIDs of the districts in which a person holds an office now."""
    return Membership.objects.active().filter(user=user).values("district")


def labels(choices: Any, chosen: list[str]) -> list[str]:
    """What was chosen of a list, in words and in the list's order."""
    return [str(label) for value, label in choices.choices if value in chosen]


class OfferQuerySet(models.QuerySet["Offer"]):
    """Offers by where they stand and who may read them."""

    def open(self) -> "OfferQuerySet":
        """Those that take part in a matching."""
        return self.filter(state=OfferState.OPEN)

    def visible_to(self, user: Any) -> "OfferQuerySet":
        """Open ones for everybody in a district; paused ones for the district itself; all for MDE."""
        if is_staff(user):
            return self.all()
        if not user.is_authenticated:
            return self.none()
        own = own_districts(user)
        return self.filter(models.Q(state=OfferState.OPEN) | models.Q(district__in=own), models.Exists(own))


class Offer(models.Model):
    """What a district can do for others, and for how many at once. One for each district, changed in place."""

    district = models.OneToOneField(District, on_delete=models.PROTECT, related_name="mentor_offer")
    state = models.CharField(max_length=10, choices=OfferState.choices, default=OfferState.OPEN)
    bands = models.JSONField(default=list, help_text="Grade bands.")
    formats = models.JSONField(default=list)
    hours = models.PositiveSmallIntegerField(
        default=2, validators=[MinValueValidator(1), MaxValueValidator(40)], help_text="A month, for each district."
    )
    miles = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The farthest it will travel to a visit; empty for anywhere in the state."
    )
    capacity = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_CAPACITY)], help_text="Districts at once."
    )
    takes_groups = models.BooleanField(default=False, help_text="Several districts may meet with it together.")
    limits = models.CharField(max_length=500, blank=True, help_text="What it cannot do; its matches read it.")
    pathways = models.ManyToManyField(Pathway, blank=True, related_name="+")
    is_sample = models.BooleanField(default=False, help_text="Its words were invented for show.")
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["district__name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(capacity__gte=1, capacity__lte=MOST_CAPACITY), name="offer_capacity_in_bounds"
            )
        ]

    def __str__(self) -> str:
        return f"Offer of {self.district}"

    def get_absolute_url(self) -> str:
        """Where districts read it."""
        return reverse("mentoring:offer", args=[self.district_id])

    @property
    def is_open(self) -> bool:
        """It takes part in a matching."""
        return self.state == OfferState.OPEN

    @property
    def band_words(self) -> list[str]:
        """Its grade bands."""
        return labels(Band, self.bands)

    @property
    def format_words(self) -> list[str]:
        """How it meets."""
        return labels(Format, self.formats)


class Strength(models.Model):
    """What a district is strong in, with what shows it."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="strengths")
    topic = models.CharField(max_length=12, choices=Topic.choices)
    evidence = models.CharField(max_length=300, blank=True, help_text="What shows it: a figure, a practice, a program.")
    url = models.CharField(max_length=300, blank=True, help_text="Where the evidence is, within the portal.")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["offer", "topic"], name="one_strength_per_topic")]

    def __str__(self) -> str:
        return self.get_topic_display()


class RequestQuerySet(models.QuerySet["Request"]):
    """Requests by where they stand and who may read them."""

    def open(self) -> "RequestQuerySet":
        """Those that wait for a mentor."""
        return self.filter(state=RequestState.OPEN)

    def visible_to(self, user: Any) -> "RequestQuerySet":
        """Those of one's own districts; all for MDE. What a district needs is nobody else's business."""
        if is_staff(user):
            return self.all()
        if not user.is_authenticated:
            return self.none()
        return self.filter(district__in=own_districts(user))


class Request(models.Model):
    """What a district needs a mentor for. One for each district; once it was met, it may be opened again."""

    district = models.OneToOneField(District, on_delete=models.PROTECT, related_name="mentor_request")
    state = models.CharField(max_length=10, choices=RequestState.choices, default=RequestState.OPEN)
    needs = models.JSONField(default=list, help_text="Up to three topics, the most pressing first.")
    bands = models.JSONField(default=list, help_text="Grade bands.")
    now = models.TextField(max_length=1000, help_text="How it is now.")
    tried = models.TextField(max_length=1000, blank=True, help_text="What was tried.")
    hoped = models.TextField(max_length=1000, help_text="What should be different in a year.")
    pathway = models.ForeignKey(Pathway, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    formats = models.JSONField(default=list)
    urgency = models.CharField(max_length=10, choices=Urgency.choices, default=Urgency.YEAR)
    takes_any = models.BooleanField(default=True, help_text="Another mentor than those wished for will do too.")
    why_withdrawn = models.CharField(max_length=300, blank=True)
    is_sample = models.BooleanField(default=False, help_text="Its words were invented for show.")
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    opened_at = models.DateTimeField(default=timezone.now)

    objects = RequestQuerySet.as_manager()

    class Meta:
        ordering = ["district__name"]

    def __str__(self) -> str:
        return f"Request of {self.district}"

    def get_absolute_url(self) -> str:
        """Where the district and MDE read it."""
        return reverse("mentoring:request", args=[self.district_id])

    @property
    def is_open(self) -> bool:
        """It waits for a mentor."""
        return self.state == RequestState.OPEN

    @property
    def need_words(self) -> list[str]:
        """What is needed, the most pressing first."""
        names = dict(Topic.choices)
        return [str(names[need]) for need in self.needs if need in names]

    @property
    def band_words(self) -> list[str]:
        """Its grade bands."""
        return labels(Band, self.bands)

    @property
    def format_words(self) -> list[str]:
        """How it would meet."""
        return labels(Format, self.formats)


class Wish(models.Model):
    """A mentor that a district would like, the first choice at position 1."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="wishes")
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["request", "position"], name="one_wish_per_position"),
            models.UniqueConstraint(fields=["request", "offer"], name="each_mentor_wished_once"),
            models.CheckConstraint(
                condition=models.Q(position__gte=1, position__lte=MOST_WISHES), name="wish_position_in_bounds"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.offer.district}"


class BlockQuerySet(models.QuerySet["Block"]):
    """Blocks by who may read them."""

    def standing(self) -> "BlockQuerySet":
        """Those that hold."""
        return self.filter(ended_at=None)

    def visible_to(self, user: Any) -> "BlockQuerySet":
        """Those that one's own districts declared; all for MDE. The other district never learns of it."""
        if is_staff(user):
            return self.all()
        if not user.is_authenticated:
            return self.none()
        return self.filter(district__in=own_districts(user))


class Block(models.Model):
    """A district says that it is not to be paired with another. Rows are ended, never removed."""

    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="mentor_blocks")
    other = models.ForeignKey(District, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, help_text="Read by the district and by MDE’s staff only.")
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = BlockQuerySet.as_manager()

    class Meta:
        ordering = ["-declared_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "other"], condition=models.Q(ended_at=None), name="one_standing_block_per_pair"
            ),
            models.CheckConstraint(condition=~models.Q(district=models.F("other")), name="nobody_blocks_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.district}, not with {self.other}"
