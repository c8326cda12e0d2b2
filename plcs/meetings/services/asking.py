"""What every service asks first."""

from typing import Any

from django.core.exceptions import PermissionDenied


def demand(actor: Any, permission: str, thing: Any) -> None:
    """PermissionDenied where the actor may not."""
    if not actor.has_perm(f"meetings.{permission}", thing):
        raise PermissionDenied
