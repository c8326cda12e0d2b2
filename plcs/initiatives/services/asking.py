"""What every service asks first."""

from typing import Any

from django.core.exceptions import PermissionDenied

from plcs.initiatives.models import Initiative


def demand(actor: Any, permission: str, thing: Any) -> None:
    """PermissionDenied where the actor may not."""
    if not actor.has_perm(f"initiatives.{permission}", thing):
        raise PermissionDenied


def locked(initiative: Initiative) -> Initiative:
    """The initiative with its row locked: its parts are changed one after the other."""
    found = Initiative.objects.select_for_update(of=("self",)).select_related("workgroup__pathway", "district")
    return found.get(pk=initiative.pk)
