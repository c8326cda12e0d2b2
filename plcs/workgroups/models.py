"""Workgroups, the seats that districts ask for, and the places of people.

A district has a seat where its current membership of the network names the workgroup's pathway, and nowhere else: by
its signed letter, or by a request that was granted. So who leaves the network is out of every PLC at once.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from plcs.workgroups.states import (
    OPEN_PLACES,
    STILL_AWAITED,
    AwaitedState,
    PlaceState,
    SeatRequestState,
    WorkgroupState,
)
from portal.accounts.models import StateRole, User
from portal.districts.models import LEADING_OFFICES, District, Invitation, Membership
from portal.network.models import NetworkMembership, Pathway

STAFF = {StateRole.FACILITATOR, StateRole.ADMINISTRATOR}


class Access(models.TextChoices):
    """How people of a seated district come in."""

    OPEN = "open", "Open: they join by themselves"
    CLOSED = "closed", "On request: a lead of the PLC lets them in"
    SECRET = "secret", "By invitation: the PLC stands in no list"


def is_staff(user: Any) -> bool:
    """Whether the person works for MDE on the network."""
    return bool(user.is_authenticated and user.state_roles.intersection(STAFF))


class WorkgroupQuerySet(models.QuerySet["Workgroup"]):
    """Workgroups by who may know of them."""

    def visible_to(self, user: Any) -> "WorkgroupQuerySet":
        """All but those by invitation; these for their people, the leads of their districts and MDE."""
        if is_staff(user):
            return self.all()
        if not user.is_authenticated:
            return self.exclude(access=Access.SECRET)
        places = Place.objects.in_force().filter(user=user)
        led = Membership.objects.in_office(*LEADING_OFFICES).filter(user=user)
        seats = NetworkMembership.objects.current().filter(district__in=led.values("district"))
        inside = models.Q(pk__in=places.values("workgroup")) | models.Q(pathway__in=seats.values("pathways"))
        return self.filter(~models.Q(access=Access.SECRET) | inside)

    def entered_by(self, user: Any) -> "WorkgroupQuerySet":
        """Those whose inside the person may read."""
        if is_staff(user):
            return self.all()
        if not user.is_authenticated:
            return self.none()
        return self.filter(pk__in=Place.objects.in_force().filter(user=user).values("workgroup"))


class Workgroup(models.Model):
    """The professional learning community (PLC) of a pathway: what it is for, and how one comes in."""

    pathway = models.OneToOneField(Pathway, on_delete=models.PROTECT, related_name="workgroup")
    state = models.CharField(max_length=10, choices=WorkgroupState.choices, default=WorkgroupState.OPEN)
    access = models.CharField(max_length=10, choices=Access.choices, default=Access.CLOSED)
    aim = models.CharField(max_length=300, blank=True, help_text="What should be better, for whom, by when.")
    charter = models.TextField(blank=True, help_text="How the PLC works. Its people read it.")
    lead_districts = models.ManyToManyField(District, blank=True, related_name="led_workgroups")
    is_sample = models.BooleanField(default=False, help_text="Its people and words were invented for show.")
    begun_at = models.DateTimeField(default=timezone.now)

    objects = WorkgroupQuerySet.as_manager()

    class Meta:
        ordering = ["pathway__position", "pathway__name"]

    def __str__(self) -> str:
        return self.pathway.name

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("workgroups:workgroup", args=[self.slug])

    @property
    def slug(self) -> str:
        """Its name in addresses: the pathway's."""
        return self.pathway.slug

    @property
    def is_open(self) -> bool:
        """Whether it is at work; a closed one is read only."""
        return self.state == WorkgroupState.OPEN

    def seated(self) -> models.QuerySet[District]:
        """The districts that have a seat now, by name."""
        seats = NetworkMembership.objects.current().filter(pathways=self.pathway_id)
        return District.objects.filter(pk__in=seats.values("district"))


class SeatRequestQuerySet(models.QuerySet["SeatRequest"]):
    """Requests by who may read them."""

    def visible_to(self, user: Any) -> "SeatRequestQuerySet":
        """Those of one's own districts; for MDE all."""
        if is_staff(user):
            return self.all()
        if not user.is_authenticated:
            return self.none()
        return self.filter(district__in=Membership.objects.active().filter(user=user).values("district"))


class SeatRequest(models.Model):
    """A member district asks for a seat that its letter does not name."""

    workgroup = models.ForeignKey(Workgroup, on_delete=models.PROTECT, related_name="seat_requests")
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=SeatRequestState.choices, default=SeatRequestState.REQUESTED)
    why = models.CharField(max_length=500)
    answer = models.CharField(max_length=500, blank=True, help_text="Why it was declined.")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)

    objects = SeatRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["workgroup", "district"],
                condition=models.Q(state=SeatRequestState.REQUESTED),
                name="one_open_seat_request_per_district",
            )
        ]

    def __str__(self) -> str:
        return f"{self.district} for {self.workgroup}"


class PlaceQuerySet(models.QuerySet["Place"]):
    """Places of people by where they stand."""

    def open(self) -> "PlaceQuerySet":
        """Asked for or held."""
        return self.filter(state__in=OPEN_PLACES)

    def in_force(self) -> "PlaceQuerySet":
        """Held by a person who holds an office, now, in a district that has a seat, now."""
        office = Membership.objects.active().filter(user=OuterRef("user"), district=OuterRef("district"))
        seat = NetworkMembership.objects.current().filter(
            district=OuterRef("district"), pathways=OuterRef("workgroup__pathway")
        )
        return self.filter(Exists(office), Exists(seat), state=PlaceState.ACTIVE)

    def visible_to(self, user: Any) -> "PlaceQuerySet":
        """One's own, those of one's workgroups, those of districts one leads; for MDE all."""
        if is_staff(user):
            return self.all()
        if not user.is_authenticated:
            return self.none()
        led = Membership.objects.in_office(*LEADING_OFFICES).filter(user=user)
        own = Place.objects.in_force().filter(user=user)
        near = models.Q(workgroup__in=own.values("workgroup")) | models.Q(district__in=led.values("district"))
        return self.filter(models.Q(user=user) | near)


class Place(models.Model):
    """A person's place in a workgroup, for a district: asked for, held, ended. Rows are never removed."""

    workgroup = models.ForeignKey(Workgroup, on_delete=models.PROTECT, related_name="places")
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="plc_places")
    state = models.CharField(max_length=10, choices=PlaceState.choices, default=PlaceState.ASKED)
    is_lead = models.BooleanField(default=False, help_text="Leads the PLC: its meetings, people and words.")
    note = models.CharField(max_length=300, blank=True)
    since = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True, help_text="Why it ended or was declined.")

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["district__name", "-is_lead", "user__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["workgroup", "user"],
                condition=models.Q(state__in=OPEN_PLACES),
                name="one_open_place_per_person_and_workgroup",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.workgroup}"


class AwaitedQuerySet(models.QuerySet["Awaited"]):
    """Who is awaited, by where it stands."""

    def open(self) -> "AwaitedQuerySet":
        """Not ended, whether or not the weekly mail was stopped."""
        return self.filter(state__in=STILL_AWAITED)

    def in_force(self) -> "AwaitedQuerySet":
        """Open, and all that it rests on holds now.

        The PLC is at work, the district has a seat, its invitation stands, and who asked may still ask for it.
        """
        seat = NetworkMembership.objects.current().filter(
            district=OuterRef("district"), pathways=OuterRef("workgroup__pathway")
        )
        invitation = Invitation.objects.standing().filter(district=OuterRef("district"), email=OuterRef("email"))
        leads = Place.objects.in_force().filter(
            user=OuterRef("asked_by"), workgroup=OuterRef("workgroup"), district=OuterRef("district"), is_lead=True
        )
        offices = Membership.objects.in_office(*LEADING_OFFICES).filter(
            user=OuterRef("asked_by"), district=OuterRef("district")
        )
        staff = models.Q(asked_by__in=User.objects.holding(*STAFF).values("pk"))
        by_right = staff | models.Q(Exists(leads)) | models.Q(Exists(offices))
        return self.open().filter(by_right, Exists(seat), Exists(invitation), workgroup__state=WorkgroupState.OPEN)

    def visible_to(self, user: Any) -> "AwaitedQuerySet":
        """Addresses are for who leads the district, who leads the PLC for that district, and MDE."""
        if is_staff(user):
            return self.all()
        if not user.is_authenticated:
            return self.none()
        led = Membership.objects.in_office(*LEADING_OFFICES).filter(user=user)
        leads = Place.objects.in_force().filter(
            user=user, is_lead=True, workgroup=OuterRef("workgroup"), district=OuterRef("district")
        )
        return self.filter(models.Q(Exists(leads)) | models.Q(district__in=led.values("district")))


class Awaited(models.Model):
    """Somebody whom a district invited and who has not come in yet: a weekly mail, and a place when they do.

    It rests on the invitation of the district to the address; a newer one to the same address takes its place.
    """

    workgroup = models.ForeignKey(Workgroup, on_delete=models.PROTECT, related_name="awaited")
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="+")
    email = models.EmailField(max_length=254)
    state = models.CharField(max_length=10, choices=AwaitedState.choices, default=AwaitedState.AWAITED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    looked_at = models.DateTimeField(null=True, blank=True, help_text="When it was last seen what there is to tell.")
    stopped_at = models.DateTimeField(null=True, blank=True, help_text="When the person stopped the weekly mail.")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = AwaitedQuerySet.as_manager()

    class Meta:
        ordering = ["district__name", "email", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["workgroup", "district", "email"],
                condition=models.Q(state__in=STILL_AWAITED),
                name="one_open_awaited_per_address_and_workgroup",
            )
        ]

    def __str__(self) -> str:
        return f"{self.email} for {self.workgroup}"

    def is_for_address(self, address: str) -> bool:
        """Whether the weekly mail may still leave for this address; the outbox asks at the last moment."""
        found = Awaited.objects.in_force().filter(pk=self.pk, state=AwaitedState.AWAITED)
        return found.exists() and address == self.email
