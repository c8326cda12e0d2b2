"""What all things inside a PLC share: who may know of them."""

from typing import Any, Self

from django.db import models

from plcs.workgroups.models import Workgroup


class InsideQuerySet(models.QuerySet[Any]):
    """Things inside PLCs, by who may read them; `WAY` leads from the thing to its PLC."""

    WAY = "workgroup"

    def visible_to(self, user: Any) -> Self:
        """Those of PLCs that the person may enter."""
        return self.filter(**{f"{self.WAY}__in": Workgroup.objects.entered_by(user)})


class ThroughMeetingQuerySet(InsideQuerySet):
    """What belongs to a meeting."""

    WAY = "meeting__workgroup"


class ThroughMinutesQuerySet(InsideQuerySet):
    """What belongs to minutes."""

    WAY = "minutes__meeting__workgroup"
