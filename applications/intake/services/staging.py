"""Taking applications from stage to stage of their round, one or many at once."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from applications.intake import notifications
from applications.intake.models import Application, StageEntry
from applications.intake.services.deciders import check_decider
from applications.intake.stages import after, at
from applications.intake.states import ENTER_STAGE, Outcome
from portal.core.errors import NotAllowed
from portal.core.states import advance


@transaction.atomic
def enter_stage(application: Application, *, stage: str, actor: Any) -> Application:
    """The application comes to a stage of its round, also to an earlier one; the district is told as the stage says.

    At the stage where it is, nothing happens.
    """
    application = Application.objects.select_for_update().select_related("round", "district").get(pk=application.pk)
    check_decider(application, actor)
    entered = at(application.round.stages, stage)
    if entered is None:
        raise NotAllowed("The round has no such stage. Please look at its stages again.")
    if application.stage == entered.key:
        return application
    before = application.stage
    application.stage = entered.key
    application.save(update_fields=["stage"])
    advance(application, ENTER_STAGE, actor=actor, stage=entered.name, stage_before=before)
    entry = StageEntry.objects.create(application=application, key=entered.key, name=entered.name, entered_by=actor)
    if entered.mail.strip():
        notifications.stage_entered(application, entry, entered.mail)
    return application


@transaction.atomic
def enter_stages(applications: Iterable[Application], *, stage: str, actor: Any) -> int:
    """Several applications come to one stage together, or none of them where one cannot; how many there were."""
    moved = [enter_stage(application, stage=stage, actor=actor) for application in applications]
    return len(moved)


def check_last_stage(application: Application, outcome: str) -> None:
    """NotAllowed for a yes before the last stage of the round. A no can be said at any stage."""
    stages = application.round.stages
    if not stages or outcome == Outcome.DECLINE:
        return
    if after(stages, application.stage):
        here = at(stages, application.stage)
        where = f"It is at “{here.name}”." if here else "It is at no stage yet."
        raise NotAllowed(f"{where} Only at the last stage, “{stages[-1].name}”, can it get a place.")
