"""People: who signs in, by e-mail, and the state roles some of them hold."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone


class StateRole(models.TextChoices):
    """The roles of the state, given by an administrator only."""

    FACILITATOR = "facilitator", "MDE facilitator"
    CSA_REVIEWER = "csa_reviewer", "CSA reviewer"
    OSI_COACH = "osi_coach", "OSI coach"
    DATA_STEWARD = "data_steward", "Data steward"
    EDITOR = "editor", "Editor"
    ADMINISTRATOR = "administrator", "Administrator"


class UserManager(BaseUserManager["User"]):
    """Makes people; addresses are kept in lower case, so one person has one account."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A person with an address; without a password they sign in another way."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Sign-in does not ask for upper and lower case."""
        return self.get(email__iexact=username)


class UserQuerySet(models.QuerySet["User"]):
    """People by what they do."""

    def holding(self, *roles: str) -> "UserQuerySet":
        """Active people who hold any of these state roles now."""
        grants = RoleGrant.objects.filter(role__in=roles, ended_at=None)
        return self.filter(is_active=True, pk__in=grants.values("user"))

    def visible_to(self, user: Any) -> "UserQuerySet":
        """Accounts: all for administrators, to others their own."""
        if not user.is_authenticated:
            return self.none()
        return self if StateRole.ADMINISTRATOR in user.state_roles else self.filter(pk=user.pk)

    def matching(self, words: str, *, role: str = "") -> "UserQuerySet":
        """Whose name or address has these words; `role` is a state role, or `any` for all who hold one."""
        found = self
        for word in words.split():
            found = found.filter(models.Q(name__icontains=word) | models.Q(email__icontains=word))
        if role:
            grants = RoleGrant.objects.filter(ended_at=None)
            found = found.filter(pk__in=(grants if role == "any" else grants.filter(role=role)).values("user"))
        return found

    def with_role_grants(self) -> "UserQuerySet":
        """With the state roles held now, read at once for the whole list."""
        held = models.Prefetch("role_grants", RoleGrant.objects.filter(ended_at=None), to_attr="held_grants")
        return self.prefetch_related(held)


class User(AbstractBaseUser, PermissionsMixin):
    """A person. What they may do comes from state roles and from offices in districts, never from this row."""

    email = models.EmailField(max_length=254, unique=True, error_messages={"unique": "This address has an account."})
    name = models.CharField(max_length=150, blank=True, help_text="As colleagues should see it.")
    is_staff = False
    is_active = models.BooleanField(default=True)
    is_demonstration = models.BooleanField(default=False, editable=False)
    date_joined = models.DateTimeField(default=timezone.now)

    objects = UserManager.from_queryset(UserQuerySet)()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        """The name colleagues see."""
        return self.name

    def get_short_name(self) -> str:
        """The name colleagues see."""
        return self.name

    @property
    def state_roles(self) -> frozenset[str]:
        """The state roles held now; asked once for each request."""
        if not hasattr(self, "_state_roles"):
            self._state_roles = frozenset(self.role_grants.filter(ended_at=None).values_list("role", flat=True))
        return self._state_roles


class RoleGrant(models.Model):
    """A state role given to a person: by whom, when, and when it ended. Rows are never removed."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="role_grants")
    role = models.CharField(max_length=20, choices=StateRole.choices)
    granted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role"], condition=models.Q(ended_at=None), name="one_open_grant_per_role"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"
