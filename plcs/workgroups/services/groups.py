"""A workgroup begins, says what it is for, closes and opens again."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from plcs.workgroups import notifications
from plcs.workgroups.models import Workgroup
from plcs.workgroups.states import CLOSE, REOPEN
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.states import advance
from portal.districts.models import District
from portal.network.models import Pathway

RESERVED = ("begin", "seats", "stop")


@transaction.atomic
def begin_workgroup(pathway: Pathway, *, actor: Any, is_sample: bool = False) -> Workgroup:
    """The PLC of a pathway begins; a second time it is the one that began."""
    if pathway.slug in RESERVED:
        raise NotAllowed(f"The topic cannot have the short name “{pathway.slug}”: the portal uses it as an address.")
    workgroup, created = Workgroup.objects.get_or_create(pathway=pathway, defaults={"is_sample": is_sample})
    if created:
        audit.record(workgroup, "workgroups.begin", actor=actor)
    return workgroup


@transaction.atomic
def write_charter(
    workgroup: Workgroup, *, aim: str, charter: str, access: str, lead_districts: Collection[District], actor: Any
) -> Workgroup:
    """Say what the PLC is for, how it works, how one comes in, and which of its districts lead it."""
    if not actor.has_perm("workgroups.lead", workgroup):
        raise PermissionDenied
    seated = set(workgroup.seated().values_list("pk", flat=True))
    if any(district.pk not in seated for district in lead_districts):
        raise NotAllowed("Only a district that has a seat can lead the PLC.")
    before = {"aim": workgroup.aim, "access": workgroup.access, "charter": workgroup.charter}
    workgroup.aim, workgroup.charter, workgroup.access = aim, charter, access
    workgroup.save(update_fields=["aim", "charter", "access"])
    workgroup.lead_districts.set(lead_districts)
    leads = sorted(district.pk for district in lead_districts)
    audit.record(workgroup, "workgroups.write_charter", actor=actor, before=before, lead_districts=leads)
    return workgroup


@transaction.atomic
def close_workgroup(workgroup: Workgroup, *, reason: str, actor: Any) -> Workgroup:
    """The PLC has done its work: its people may read what is there, and nobody writes."""
    if not actor.has_perm("workgroups.close", workgroup):
        raise PermissionDenied
    advance(workgroup, CLOSE, actor=actor, reason=reason)
    notifications.workgroup_closed(workgroup, reason=reason)
    return workgroup


@transaction.atomic
def reopen_workgroup(workgroup: Workgroup, *, actor: Any) -> Workgroup:
    """It goes on after all."""
    if not actor.has_perm("workgroups.close", workgroup):
        raise PermissionDenied
    advance(workgroup, REOPEN, actor=actor)
    return workgroup
