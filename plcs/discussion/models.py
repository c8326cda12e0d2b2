"""Threads and posts of a PLC, what each person has read and follows, reports, the rule for first posts, and the
question that is asked each month.

Each change of what a thread shows (a new post, other words, hidden, shown) draws the thread's next number and notes it
on the post. A page that has seen number 7 asks for what changed after 7, and so misses nothing and shows nothing twice.
"""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from plcs.discussion.states import PostState, QuestionState, ReportState, ThreadState
from plcs.workgroups.models import STAFF, Place, Workgroup, is_staff
from plcs.workgroups.states import WorkgroupState
from portal.accounts.models import User
from portal.core.models import StoredFile

LONGEST_POST = 10_000
LONGEST_QUESTION = 130  # so that a title holds it with the month
MONTHLY = "What did you try this month, and what did you see?"
NEWEST_FIRST = ["-is_pinned", "-last_at", "-pk"]


class ThreadQuerySet(models.QuerySet["Thread"]):
    """Threads by who may read them."""

    def visible_to(self, user: Any) -> "ThreadQuerySet":
        """Those of the PLCs whose inside the person may read. One whose first post is not shown is its leads' only."""
        if not user.is_authenticated:
            return self.none()
        if is_staff(user):
            return self.all()
        places = Place.objects.in_force().filter(user=user)
        led = self.filter(workgroup__in=places.filter(is_lead=True).values("workgroup"))
        inside = self.filter(workgroup__in=places.values("workgroup"))
        begun = Post.objects.filter(is_first=True).filter(models.Q(state=PostState.SHOWN) | models.Q(author=user))
        return led | inside.filter(pk__in=begun.exclude(state=PostState.HIDDEN).values("thread"))


class Thread(models.Model):
    """A question or topic that a PLC talks about. `number` counts within the PLC."""

    workgroup = models.ForeignKey(Workgroup, on_delete=models.PROTECT, related_name="threads")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=150)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=ThreadState.choices, default=ThreadState.OPEN)
    is_pinned = models.BooleanField(default=False)
    begun_at = models.DateTimeField(default=timezone.now)
    last_at = models.DateTimeField(default=timezone.now, help_text="When the last post came.")
    changes = models.PositiveIntegerField(default=0, help_text="The number of the last change of what it shows.")

    objects = ThreadQuerySet.as_manager()

    class Meta:
        ordering = NEWEST_FIRST
        constraints = [models.UniqueConstraint(fields=["workgroup", "number"], name="one_thread_per_number")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("discussion:thread", args=[self.workgroup.slug, self.number])

    @property
    def takes_posts(self) -> bool:
        """Whether anybody may write in it now."""
        return self.state != ThreadState.LOCKED and self.workgroup.is_open


class PostQuerySet(models.QuerySet["Post"]):
    """Posts by who reads them."""

    def shown_to(self, user: Any, *, leads: bool) -> "PostQuerySet":
        """What this person reads of a thread that they may read: leads all, others what is shown and their own held."""
        if leads:
            return self.all()
        return self.filter(models.Q(state=PostState.SHOWN) | models.Q(state=PostState.HELD, author=user))

    def shown(self) -> "PostQuerySet":
        """What all people of the PLC read."""
        return self.filter(state=PostState.SHOWN)

    def visible_to(self, user: Any) -> "PostQuerySet":
        """Of the threads that the person may read, those posts that they may read."""
        found = self.filter(thread__in=Thread.objects.visible_to(user).values("pk"))
        if not user.is_authenticated or is_staff(user):
            return found
        led = Place.objects.in_force().filter(user=user, is_lead=True).values("workgroup")
        own = models.Q(state=PostState.HELD, author=user)
        return found.filter(models.Q(state=PostState.SHOWN) | own | models.Q(thread__workgroup__in=led))


class Post(models.Model):
    """What somebody says in a thread. Its words may be changed; every version is kept."""

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="posts")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=200, blank=True, help_text="For whom they spoke, as it was then.")
    text = models.TextField(max_length=LONGEST_POST)
    quoted = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=PostState.choices, default=PostState.SHOWN)
    is_first = models.BooleanField(default=False)
    change = models.PositiveIntegerField(default=0, help_text="The change of the thread that touched it last.")
    written_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)
    message_id = models.CharField(max_length=200, blank=True, help_text="The mail it came by.")
    reason = models.CharField(max_length=300, blank=True, help_text="Why it is hidden.")

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["message_id"], condition=~models.Q(message_id=""), name="one_post_per_mail_that_came"
            )
        ]

    def __str__(self) -> str:
        return f"{self.author} in {self.thread}"

    def get_absolute_url(self) -> str:
        """Its place on the page of the thread, whichever page that is."""
        return f"{self.thread.get_absolute_url()}?post={self.pk}#post-{self.pk}"


class Wording(models.Model):
    """The words of a post as they were before they were changed. Only added."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="wordings")
    text = models.TextField()
    until = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.post}, until {self.until}"


class Attachment(models.Model):
    """A file that came with a post."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="attachments")
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.stored.name


class Mention(models.Model):
    """A person whom a post names."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "user"], name="one_mention_per_post_and_person")]

    def __str__(self) -> str:
        return f"{self.user} in {self.post}"


class Reading(models.Model):
    """How far a person has read a thread, and whether they follow it; nothing chosen: as their PLC tells them."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="readings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    last_read = models.PositiveBigIntegerField(default=0, help_text="The number of the last post that was read.")
    is_muted = models.BooleanField(default=False, help_text="No mail of it but where they are named.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "user"], name="one_reading_per_thread_and_person")]

    def __str__(self) -> str:
        return f"{self.user} in {self.thread}"


class Report(models.Model):
    """Somebody thinks that a post should not stand."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.OPEN)
    reported_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["reported_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "reporter"],
                condition=models.Q(state=ReportState.OPEN),
                name="one_open_report_per_post_and_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.post}: {self.why}"


class Rule(models.Model):
    """How many first posts of a person the leads of a PLC look at before all read them; none where there is no row."""

    workgroup = models.OneToOneField(Workgroup, on_delete=models.CASCADE, related_name="posting_rule")
    held_first = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.workgroup}: the first {self.held_first}"


class MonthlyQuestionQuerySet(models.QuerySet["MonthlyQuestion"]):
    """Questions by where they stand."""

    def on(self) -> "MonthlyQuestionQuerySet":
        """Turned on, in a PLC at work."""
        return self.filter(state=QuestionState.ON, workgroup__state=WorkgroupState.OPEN)

    def with_asker(self) -> "MonthlyQuestionQuerySet":
        """Those whose asker is still in the PLC, or of MDE's staff."""
        places = Place.objects.in_force().filter(
            user=models.OuterRef("asked_by"), workgroup=models.OuterRef("workgroup")
        )
        staff = models.Q(asked_by__in=User.objects.holding(*STAFF).values("pk"))
        return self.filter(staff | models.Q(models.Exists(places)))

    def paused(self) -> "MonthlyQuestionQuerySet":
        """On, but asked by nobody until a lead takes them over."""
        return self.on().exclude(pk__in=self.model.objects.with_asker().values("pk"))


class MonthlyQuestion(models.Model):
    """What a PLC is asked each month, in the name of the lead who turned it on."""

    workgroup = models.OneToOneField(Workgroup, on_delete=models.PROTECT, related_name="monthly_question")
    question = models.CharField(max_length=LONGEST_QUESTION, default=MONTHLY)
    day = models.PositiveSmallIntegerField(default=1, help_text="Of the month, 1 to 28.")
    state = models.CharField(max_length=10, choices=QuestionState.choices, default=QuestionState.ON)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begins_on = models.DateField(default=timezone.localdate, help_text="It is not asked for days before.")

    objects = MonthlyQuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(day__gte=1, day__lte=28), name="monthly_day_is_in_every_month")
        ]

    def __str__(self) -> str:
        return self.question

    def is_due(self, today: date) -> bool:
        """Whether the day of this month has come, and was not before it began."""
        return self.begins_on <= today.replace(day=self.day) <= today


class Asking(models.Model):
    """A monthly question as it was asked in one month: exactly once. Rows are never removed."""

    question = models.ForeignKey(MonthlyQuestion, on_delete=models.PROTECT, related_name="askings")
    month = models.DateField(help_text="Its first day.")
    thread = models.OneToOneField(Thread, on_delete=models.PROTECT, related_name="asking")
    reminded_at = models.DateTimeField(null=True, blank=True, help_text="When those who had not answered were told.")

    class Meta:
        ordering = ["-month"]
        constraints = [models.UniqueConstraint(fields=["question", "month"], name="one_asking_per_month")]

    def __str__(self) -> str:
        return self.thread.title
