"""Districts of Mississippi, their schools, and the people who hold an office in them."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from wagtail.search import index

from portal.districts.states import MembershipState


class Region(models.TextChoices):
    """The parts of the state, by the county's place: our own grouping, for filters and for balance."""

    DELTA = "delta", "Delta"
    NORTH = "north", "North"
    CENTRAL = "central", "Central"
    SOUTH = "south", "South"
    COAST = "coast", "Coast"


class DistrictKind(models.TextChoices):
    """What kind of district it is."""

    REGULAR = "regular", "School district"
    CHARTER = "charter", "Charter school"
    STATE = "state/special", "State or special school"


LOCALES = {
    "11": "City, large",
    "12": "City, midsize",
    "13": "City, small",
    "21": "Suburb, large",
    "22": "Suburb, midsize",
    "23": "Suburb, small",
    "31": "Town, fringe",
    "32": "Town, distant",
    "33": "Town, remote",
    "41": "Rural, fringe",
    "42": "Rural, distant",
    "43": "Rural, remote",
}


class County(models.Model):
    """A county of Mississippi, by its FIPS code."""

    fips = models.CharField(max_length=5, primary_key=True)
    name = models.CharField(max_length=60)
    region = models.CharField(max_length=10, choices=Region.choices, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "counties"

    def __str__(self) -> str:
        return self.name


class District(index.Indexed, models.Model):
    """A school district, by its NCES id (LEAID, seven digits with the leading zeros kept)."""

    leaid = models.CharField("NCES id", max_length=7, primary_key=True)
    name = models.CharField(max_length=120)
    county = models.ForeignKey(County, null=True, blank=True, on_delete=models.PROTECT, related_name="districts")
    city = models.CharField(max_length=60, blank=True)
    latitude = models.FloatField(null=True, blank=True, help_text="Of the administrative office, degrees north.")
    longitude = models.FloatField(null=True, blank=True, help_text="Of the administrative office, degrees east.")
    locale = models.CharField("NCES locale code", max_length=2, blank=True, choices=list(LOCALES.items()))
    kind = models.CharField(max_length=20, choices=DistrictKind.choices, default=DistrictKind.REGULAR)
    low_grade = models.CharField(max_length=4, blank=True)
    high_grade = models.CharField(max_length=4, blank=True)
    status_note = models.CharField(max_length=250, blank=True)

    search_fields = [
        index.SearchField("name", boost=3),
        index.AutocompleteField("name"),
        index.SearchField("city"),
        index.RelatedFields("county", [index.SearchField("name")]),
    ]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The district's page."""
        return reverse("districts:district", args=[self.leaid])

    @property
    def is_rural(self) -> bool:
        """Rural by the NCES locale code (41, 42, 43)."""
        return self.locale.startswith("4")


COMPARED = "The name as it is compared: see portal.districts.names."


class DistrictName(models.Model):
    """Another name a district goes by in published files, so that a row of any year finds its district."""

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="other_names")
    name = models.CharField(max_length=120)
    key = models.CharField(max_length=120, unique=True, help_text=COMPARED)

    def __str__(self) -> str:
        return self.name


class School(index.Indexed, models.Model):
    """A school, as seen in published results. MDE's files carry no school id; district and name are the key."""

    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="schools")
    name = models.CharField(max_length=120)
    key = models.CharField(max_length=120, help_text=COMPARED)
    kind = models.CharField(max_length=20, blank=True, help_text="Inferred from the tests given.")
    points_scale = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Accountability points: 700 or 1,000."
    )
    first_year = models.PositiveSmallIntegerField(null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(null=True, blank=True)

    search_fields = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.RelatedFields("district", [index.SearchField("name")]),
    ]

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["district", "key"], name="one_school_per_district_and_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The school's page."""
        return reverse("schools:school", args=[self.pk])


class Office(models.TextChoices):
    """The offices of a district. The duty stays with the office when a person leaves."""

    SUPERINTENDENT = "superintendent", "Superintendent"
    BOARD_PRESIDENT = "board_president", "Board president"
    INNOVATION_LEAD = "innovation_lead", "Innovation lead"
    PRINCIPAL = "principal", "Principal"
    COUNSELOR = "counselor", "Counselor"
    LEAD_TEACHER = "lead_teacher", "Lead teacher"
    FEDERAL_PROGRAMS = "federal_programs", "Federal programs director"
    OTHER = "other", "Other staff"


SIGNING_OFFICES = (Office.SUPERINTENDENT, Office.BOARD_PRESIDENT)
SINGLE_OFFICES = (Office.SUPERINTENDENT, Office.BOARD_PRESIDENT)
LEADING_OFFICES = (Office.SUPERINTENDENT, Office.BOARD_PRESIDENT, Office.INNOVATION_LEAD)
WRITING_OFFICES = (Office.SUPERINTENDENT, Office.INNOVATION_LEAD)


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships by where they stand."""

    def active(self) -> "MembershipQuerySet":
        """In office now: an open account, and the term has not run out."""
        in_term = models.Q(ends_on=None) | models.Q(ends_on__gte=timezone.localdate())
        return self.filter(in_term, state=MembershipState.ACTIVE, user__is_active=True)

    def lapsed(self) -> "MembershipQuerySet":
        """Still noted as in office, but the term has run out or the account is closed."""
        return self.filter(state=MembershipState.ACTIVE).exclude(pk__in=self.model.objects.active().values("pk"))

    def in_office(self, *offices: str) -> "MembershipQuerySet":
        """In one of these offices now."""
        return self.active().filter(office__in=offices)

    def people(self) -> list[Any]:
        """The persons of these memberships, each once."""
        return list({membership.user_id: membership.user for membership in self.select_related("user")}.values())

    def visible_to(self, user: Any) -> "MembershipQuerySet":
        """Own ones, those of one's own districts, and all for MDE."""
        if not user.is_authenticated:
            return self.none()
        if user.state_roles.intersection({"facilitator", "administrator"}):
            return self
        own = Membership.objects.active().filter(user=user).values("district")
        return self.filter(models.Q(user=user) | models.Q(district__in=own))


class Membership(models.Model):
    """A person's office in a district: asked for, held from a day, ended on a day. Rows are never removed."""

    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    office = models.CharField(max_length=20, choices=Office.choices)
    state = models.CharField(max_length=10, choices=MembershipState.choices, default=MembershipState.REQUESTED)
    note = models.CharField(max_length=300, blank=True, help_text="What the person said when asking.")
    reason = models.CharField(max_length=300, blank=True, help_text="Why it was declined or ended.")
    requested_at = models.DateTimeField(default=timezone.now)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True, help_text="The last day of the term, where there is one.")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    successor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["district", "user", "office"],
                condition=models.Q(state__in=["requested", "active"]),
                name="one_open_membership_per_office",
            ),
            models.UniqueConstraint(
                fields=["district", "office"],
                condition=models.Q(state="active", office__in=["superintendent", "board_president"]),
                name="one_holder_of_a_single_office",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_office_display().lower()} of {self.district}"

    def get_absolute_url(self) -> str:
        """The page about this office of this person."""
        return reverse("districts:membership", args=[self.district_id, self.pk])

    @property
    def is_in_office(self) -> bool:
        """In office today, as `active()` says for lists."""
        in_term = self.ends_on is None or self.ends_on >= timezone.localdate()
        return self.state == MembershipState.ACTIVE and in_term and self.user.is_active


# How long after it was sent an invitation can still be given a new link; then somebody must invite anew.
INVITATION_LASTS = timedelta(weeks=12)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations by where they stand."""

    def open(self) -> "InvitationQuerySet":
        """Not used, not taken back, not expired."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=timezone.now())

    def standing(self) -> "InvitationQuerySet":
        """Not used, not taken back, at most twelve weeks old: its link may have expired, and can be renewed."""
        since = timezone.now() - INVITATION_LASTS
        return self.filter(accepted_at=None, revoked_at=None, created_at__gt=since)

    def visible_to(self, user: Any) -> "InvitationQuerySet":
        """Those of one's own districts, and all for MDE."""
        if not user.is_authenticated:
            return self.none()
        if user.state_roles.intersection({"facilitator", "administrator"}):
            return self
        return self.filter(district__in=Membership.objects.active().filter(user=user).values("district"))


class Invitation(models.Model):
    """An invitation to an office, bound to one address, good for one use within seven days. Only a hash is kept."""

    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField(max_length=254)
    office = models.CharField(max_length=20, choices=Office.choices)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.email} for {self.district}"

    @property
    def why_closed(self) -> str:
        """A sentence that says why it can no longer be accepted; empty while it can."""
        if self.accepted_at:
            return "This invitation is already used."
        if self.revoked_at:
            return "This invitation was taken back."
        if self.expires_at <= timezone.now():
            return "This invitation has expired. Ask for a new one."
        return ""
