"""The network's pathways (the PLC topics) and the districts that belong to it, by signed letter."""

from typing import Any

from django.db import models
from django.utils import timezone

from portal.districts.models import District
from portal.network.states import NetworkMembershipState


class PathwayKind(models.TextChoices):
    """What kind of group a pathway is, after the charter of 2018."""

    IMPLEMENTATION = "implementation", "Implementation PLC"
    WORK_GROUP = "work_group", "Work group"
    TASK_FORCE = "task_force", "Task force"


class Pathway(models.Model):
    """A topic that districts work on together; each has a professional learning community (PLC)."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=PathwayKind.choices)
    summary = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    is_open = models.BooleanField(default=True, help_text="Applicants can choose it.")

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class NetworkRole(models.TextChoices):
    """What a district is in the network."""

    EXEMPLAR = "exemplar", "District of Innovation"
    MEMBER = "member", "Member district"


class NetworkMembershipQuerySet(models.QuerySet["NetworkMembership"]):
    """Memberships by where they stand. Membership of the network is public."""

    def current(self) -> "NetworkMembershipQuerySet":
        """Those of districts that belong to the network today: a term that is over does not count, recorded or not."""
        running = models.Q(until=None) | models.Q(until__gte=timezone.localdate())
        return self.filter(running, state=NetworkMembershipState.ACTIVE)

    def over(self) -> "NetworkMembershipQuerySet":
        """Those whose term is over, but which nobody has recorded as lapsed."""
        return self.filter(state=NetworkMembershipState.ACTIVE, until__lt=timezone.localdate())

    def visible_to(self, user: Any) -> "NetworkMembershipQuerySet":
        """Everybody may know who is a member."""
        return self


class NetworkMembership(models.Model):
    """A district's membership of the network: its role, its term, its pathways, and what it rests on."""

    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="network_memberships")
    role = models.CharField(max_length=10, choices=NetworkRole.choices, default=NetworkRole.MEMBER)
    state = models.CharField(
        max_length=10, choices=NetworkMembershipState.choices, default=NetworkMembershipState.ACTIVE
    )
    since = models.DateField()
    until = models.DateField(null=True, blank=True, help_text="The last day of the term.")
    pathways = models.ManyToManyField(Pathway, blank=True, related_name="memberships")
    rests_on = models.CharField(max_length=200, help_text="The signed letter's reference, or a published source.")
    created_at = models.DateTimeField(default=timezone.now)

    objects = NetworkMembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["district"], condition=models.Q(state="active"), name="one_current_membership_per_district"
            )
        ]

    def __str__(self) -> str:
        return f"{self.district}, {self.get_role_display().lower()} since {self.since}"


class Term(models.Model):
    """One term of a membership and what it rests on: each signed letter, or published source, makes one. Only added."""

    membership = models.ForeignKey(NetworkMembership, on_delete=models.PROTECT, related_name="terms")
    rests_on = models.CharField(max_length=200)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    admitted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["since", "pk"]
        constraints = [models.UniqueConstraint(fields=["membership", "rests_on"], name="one_term_per_letter")]

    def __str__(self) -> str:
        return f"{self.membership.district}: from {self.since}, by {self.rests_on}"
