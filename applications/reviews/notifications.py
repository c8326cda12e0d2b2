"""Mail about reviews."""

from typing import Any

from django.utils import timezone

from applications.reviews.models import Assignment
from portal.core import mail


def reviews_late(reviewer: Any, count: int) -> None:
    """To the reviewer: how many reviews are late; once a day at most."""
    key = f"reviews-late-{reviewer.pk}-{timezone.localdate():%Y-%m-%d}"
    mail.post("reviews/mail/late.txt", to=[reviewer], key=key, count=count)


def review_released(assignment: Assignment) -> None:
    """To the reviewer: one review was taken back. Which one is not said: they are tied to it."""
    key = f"review-released-{assignment.pk}"
    mail.post("reviews/mail/released.txt", to=[assignment.reviewer], key=key, topic="reviews")
