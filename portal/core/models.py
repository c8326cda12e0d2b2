"""What the portal keeps besides its domain: sealed audit links, one-time form keys, stored files, outgoing mail."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import storages
from django.db import IntegrityError, models, transaction
from django.utils import timezone


class AuditHead(models.Model):
    """The end of the audit chain; its one row is locked while a link is added."""

    sequence = models.PositiveBigIntegerField(default=0)
    chain = models.CharField(max_length=64, blank=True)


class AuditLink(models.Model):
    """One link of the audit chain: which row, its digest, and the hash over it and all before."""

    sequence = models.PositiveBigIntegerField(primary_key=True)
    table = models.CharField(max_length=8)
    entry_id = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    chain = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["table", "entry_id"], name="one_link_per_entry")]


class FormKeyQuerySet(models.QuerySet["FormKey"]):
    """Form keys, taken one request at a time."""

    def take(self, key: str, *, owner: str, path: str) -> tuple["FormKey", bool]:
        """The locked row of a key and whether this request is the first to bring it. Needs a transaction."""
        try:
            with transaction.atomic():
                return self.create(key=key[:64], owner=owner, path=path[:255]), True
        except IntegrityError:
            return self.select_for_update().get(key=key[:64], owner=owner, path=path[:255]), False


class FormKey(models.Model):
    """A one-time key that a form carried, and where its effect redirected to."""

    key = models.CharField(max_length=64)
    owner = models.CharField(max_length=64, blank=True)
    path = models.CharField(max_length=255)
    location = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = FormKeyQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "owner", "path"], name="one_effect_per_form_key")]


def private_storage() -> Any:
    """Where private files lie; never under an address of their own."""
    return storages["private"]


class StoredFile(models.Model):
    """A private file, kept under the SHA-256 of its bytes. Who may read it is said by what it belongs to."""

    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    content_type = models.CharField(max_length=120)
    name = models.CharField(max_length=150, help_text="The name a reader sees.")
    content = models.FileField(storage=private_storage, max_length=200)
    stored_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    stored_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name


class MailState(models.TextChoices):
    """Where an outgoing mail stands."""

    QUEUED = "queued", "Queued"
    SENT = "sent", "Sent"
    FAILED = "failed", "Given up"
    HELD = "held", "Waits for the reader’s summary"
    IN_DIGEST = "in_digest", "Told in a summary"
    KEPT = "kept", "Kept in the portal only"
    DROPPED = "dropped", "Dropped: no longer the reader’s to know"


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    """Outgoing mails by where they stand."""

    def due(self) -> "OutgoingMailQuerySet":
        """Queued mails whose next attempt is now or past, oldest first."""
        return self.filter(state=MailState.QUEUED, next_attempt_at__lte=timezone.now()).order_by("next_attempt_at")

    def overdue(self, by: timedelta) -> "OutgoingMailQuerySet":
        """Queued mails whose next attempt should have been so long ago: no task is on them any more."""
        return self.filter(state=MailState.QUEUED, next_attempt_at__lt=timezone.now() - by).order_by("next_attempt_at")

    def held(self) -> "OutgoingMailQuerySet":
        """Mails that wait for their reader's summary, the newest first."""
        return self.filter(state=MailState.HELD).order_by("-created_at", "-pk")

    def visible_to(self, user: Any) -> "OutgoingMailQuerySet":
        """What a person was told, each thing once: not the summaries, and nothing that was dropped."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(reader=user, parts=None).exclude(state=MailState.DROPPED)


class OutgoingMail(models.Model):
    """One fact told to one reader. `key` says which: the same key is never told twice to the same address.

    A mail without a topic is essential: it leaves at once. One with a topic leaves as its reader chose.
    """

    key = models.CharField(max_length=200)
    to = models.EmailField(max_length=254)
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    topic = models.CharField(max_length=60, blank=True, help_text="Blank: essential, always told at once.")
    permission = models.CharField(max_length=100, blank=True, help_text="What the reader must hold when it is told.")
    about_type = models.ForeignKey(ContentType, null=True, on_delete=models.SET_NULL, related_name="+")
    about_id = models.CharField(max_length=64, blank=True)
    about = GenericForeignKey("about_type", "about_id")
    subject = models.CharField(max_length=250)
    text = models.TextField(blank=True)
    reply_to = models.EmailField(max_length=254, blank=True, help_text="Where an answer goes; blank: nowhere.")
    is_secret = models.BooleanField(default=False, help_text="The text opens something: blanked once sent or given up.")
    attachments = models.ManyToManyField(StoredFile, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=MailState.choices, default=MailState.QUEUED, db_index=True)
    told_in = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="parts")
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "to"], name="one_mail_per_key_and_address")]
        indexes = [models.Index(fields=["reader", "-created_at"], name="what_a_reader_was_told")]

    def __str__(self) -> str:
        return f"{self.subject} to {self.to}"

    def may_be_known(self) -> bool:
        """Whether the reader may know at this moment what it tells: the account is open, the permission holds.

        A mail to a mere address tells nothing that needs a permission; where what it is about says itself for whom it
        is (`is_for_address`), that is asked. One whose reader or subject is gone is nobody's.
        """
        if self.reader is None:
            asked = getattr(self.about, "is_for_address", None) if self.about_id else None
            return not self.permission and (asked is None or asked(self.to))
        if not self.reader.is_active or (self.about_id and self.about is None):
            return False
        on = [self.about] if self.about_id else []
        return not self.permission or self.reader.has_perm(self.permission, *on)
