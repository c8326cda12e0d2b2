"""Who else of a district works on a draft: co-writers, and the offices that agree to it as it stands."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from portal.districts.models import Membership, Office


class Share(models.TextChoices):
    """What a co-writer may do."""

    VIEW = "view", "Read"
    COMMENT = "comment", "Read and comment"
    EDIT = "edit", "Read, comment and write"


class CoWriterQuerySet(models.QuerySet[Any]):
    """Co-writers by whether they still help."""

    def current(self) -> "CoWriterQuerySet":
        """Neither left nor ended."""
        return self.filter(ended_at=None)


class CoWriterBase(models.Model):
    """A colleague of the district asked to help with one draft, for as long as they are in the district.

    A table of co-writers has its draft, under the related name `co_writers`; allows one current row for each person;
    and says in `end_url` where the help is ended.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    share = models.CharField(max_length=10, choices=Share.choices)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CoWriterQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_share_display().lower()}"


class SignOffBase(models.Model):
    """An office agrees to a draft exactly as it stands. A later change of it makes this void.

    A table of sign-offs has its draft, under the related name `sign_offs`, and `district_id`: the district whose office
    agreed, a column where offices of more than one district do.
    """

    office = models.CharField(max_length=20, choices=Office.choices)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(default=timezone.now)
    answers_hash = models.CharField(max_length=64, help_text="SHA-256 of the answers that were shown.")

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Signed off by {self.person}, {self.get_office_display()}"


class SharedDraft(models.Model):
    """What colleagues of a district write together, and offices agree to before it is handed in.

    An office is named with its district, as pairs of LEAID and office: a draft may be of more than one district.
    """

    class Meta:
        abstract = True

    @staticmethod
    def shared_with(user: Any, *shares: str) -> models.Q:
        """Drafts with which the person helps, in one of these ways if any is named, while they are in the district.

        A query over them is `distinct`.
        """
        still_there = Membership.objects.active().filter(user=user).values("district")
        ways = {"co_writers__share__in": shares} if shares else {}
        return models.Q(co_writers__person=user, co_writers__ended_at=None, district__in=still_there, **ways)

    def answers_hash(self) -> str:
        """The SHA-256 of all that is agreed to, as it stands; a sign-off holds for this and nothing else."""
        raise NotImplementedError

    def offices_to_agree(self) -> list[tuple[str, str]]:
        """The offices without whose agreement it cannot be handed in."""
        raise NotImplementedError

    def valid_sign_offs(self) -> list[Any]:
        """The sign-offs of the draft exactly as it stands, the latest of each office."""
        return self.sign_offs_of(self.answers_hash())

    def sign_offs_of(self, answers_hash: str) -> list[Any]:
        """The sign-offs of what has this hash, the latest of each office; one query."""
        found = self.sign_offs.filter(answers_hash=answers_hash).select_related("person")  # type: ignore[attr-defined]
        return list({(each.district_id, each.office): each for each in found}.values())

    def offices_left(self) -> list[tuple[str, str]]:
        """The offices that have not agreed to the draft as it stands."""
        given = {(each.district_id, each.office) for each in self.valid_sign_offs()}
        return [pair for pair in self.offices_to_agree() if pair not in given]
