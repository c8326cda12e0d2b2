"""Panels, their members, their subjects, and the discussion of a subject."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone

from applications.reviews.rubric import Criterion, default_rubric, from_json
from applications.reviews.states import LIVE, OthersShown
from portal.conflicts.queries import tied_districts
from portal.districts.models import District

STAFF = {"facilitator", "administrator"}


class Panel(models.Model):
    """A group of reviewers that scores subjects by one rubric; open until it is closed."""

    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    rubric = models.JSONField(default=default_rubric)
    verdicts = models.JSONField(default=list, help_text="What reviewers can recommend: pairs of value and words.")
    names_shown = models.BooleanField(default=False, help_text="Reviewers see each other's names.")
    others_shown = models.CharField(max_length=10, choices=OthersShown.choices, default=OthersShown.OWN)
    per_subject = models.PositiveSmallIntegerField(default=3, help_text="Reviews that each subject gets.")
    due_at = models.DateTimeField()
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    people = models.ManyToManyField(settings.AUTH_USER_MODEL, through="PanelMember", related_name="review_panels")

    class Meta:
        ordering = ["-opened_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The staff page of the panel."""
        return reverse("reviews:panel", args=[self.key])

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """What it scores by."""
        return from_json(self.rubric)

    @property
    def is_open(self) -> bool:
        """Reviews can be written."""
        return self.closed_at is None


class PanelMember(models.Model):
    """A person whom MDE put on a panel."""

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["person__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["panel", "person"], name="one_seat_per_panel_and_person")]

    def __str__(self) -> str:
        return f"{self.person} on {self.panel}"


class SubjectQuerySet(models.QuerySet["Subject"]):
    """Subjects by where they stand and by who may know of them."""

    def present(self) -> "SubjectQuerySet":
        """Not withdrawn."""
        return self.filter(withdrawn_at=None)

    def free_for(self, user: Any) -> "SubjectQuerySet":
        """Without those of districts that the person is tied to now."""
        named = {pk: {leaid, *others} for pk, leaid, others in self.order_by().values_list("pk", "district", "others")}
        tied = tied_districts(user.pk, set().union(*named.values()))
        return self.exclude(pk__in=[pk for pk, leaids in named.items() if leaids & tied])

    def visible_to(self, user: Any) -> "SubjectQuerySet":
        """For MDE's staff all, for reviewers what is assigned to them; for nobody what they are tied to."""
        if not user.is_authenticated:
            return self.none()
        if user.state_roles.intersection(STAFF):
            return self.free_for(user)
        own = self.model.objects.present().filter(assignments__reviewer=user, assignments__state__in=LIVE)
        return self.filter(pk__in=own.values("pk")).free_for(user)


class Subject(models.Model):
    """What is reviewed: a text as it stood when it was handed over, of a district, known by its area's reference."""

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="subjects")
    reference = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="+")
    others = models.JSONField(default=list, blank=True, help_text="LEAIDs of districts that propose it too.")
    url = models.CharField(max_length=300, blank=True, help_text="Its page in its own area, for staff.")
    wanted = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Reviews, where not as many as usual.")
    body = models.JSONField(default=list, help_text="Rows of heading, label and answer.")
    added_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    agreed = models.DecimalField(
        max_digits=4, decimal_places=1, null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = SubjectQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [models.UniqueConstraint(fields=["panel", "reference"], name="one_subject_per_reference")]

    def __str__(self) -> str:
        return self.title

    @property
    def reviews_wanted(self) -> int:
        """How many reviews it gets."""
        return self.wanted if self.wanted is not None else self.panel.per_subject

    def leaids(self) -> set[str]:
        """Its districts."""
        return {self.district_id, *self.others}

    def get_absolute_url(self) -> str:
        """Its page in its own area, for staff."""
        return self.url or self.panel.get_absolute_url()


class Post(models.Model):
    """A word in the discussion of a subject. Only added."""

    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="posts")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return f"{self.author} on {self.subject}"
