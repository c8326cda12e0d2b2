"""The check that every service which judges an application begins with."""

from typing import Any

from applications.intake.models import Application
from portal.conflicts.services import check_free
from portal.core.errors import NotAllowed


def check_decider(application: Application, actor: Any) -> None:
    """NotAllowed for anybody but a facilitator who is free to judge the district: no office, no conflict."""
    if not actor.has_perm("intake.decide", application):
        raise NotAllowed("This is decided by a facilitator who holds no office in the district.")
    check_free(actor, application.district_id)
