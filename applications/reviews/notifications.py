"""Mail about reviews."""

from typing import Any

from django.utils import timezone

from portal.core import mail


def reviews_late(reviewer: Any, count: int) -> None:
    """To the reviewer: how many reviews are late; once a day at most."""
    key = f"reviews-late-{reviewer.pk}-{timezone.localdate():%Y-%m-%d}"
    mail.post("reviews/mail/late.txt", to=[reviewer], key=key, count=count)
