"""What each write asks first."""

from typing import Any

from django.core.exceptions import PermissionDenied

from portal.core.errors import NotAllowed

OVERTAKEN = "Somebody of your district changed this while you wrote. Look at what stands there now, then save again."


def demand_lead(actor: Any, thing: Any) -> None:
    """PermissionDenied for who does not lead the district."""
    if not actor.has_perm("profiles.write", thing):
        raise PermissionDenied


def demand_version(thing: Any, version: int) -> None:
    """NotAllowed where somebody else wrote since it was shown."""
    if thing.version != version:
        raise NotAllowed(OVERTAKEN)
