"""The Wagtail workflow beneath moderation: its steps and who does them are set by staff in the editor.

The portal's own moves say what happened to a version; the workflow says whose turn it is.
"""

from typing import Any

from wagtail.models import TaskState

from best_practices.library.models import Version
from portal.core.errors import NotAllowed

NOT_SET_UP = "No workflow is set up for practices. Please ask an administrator: Settings, Workflows, in the editor."


def hand_over(version: Version, actor: Any) -> None:
    """Begin the workflow, or go on with it where changes had been asked."""
    version.save_revision(user=actor, log_action=False)
    state = version.current_workflow_state
    if state is not None:
        state.resume(user=actor)
        return
    found = version.get_workflow()
    if found is None:
        raise NotAllowed(NOT_SET_UP)
    found.start(version, actor)


def task_of(version: Version) -> TaskState:
    """The step that is open now."""
    found = version.current_workflow_task_state
    if found is None:
        raise NotAllowed("This version is not with the moderators now.")
    return found


def check_turn(version: Version, actor: Any) -> TaskState:
    """The open step, if the actor is of a group that does it."""
    task_state = task_of(version)
    if not task_state.task.specific.user_can_access_editor(version, actor):
        raise NotAllowed(f"This step, “{task_state.task.name}”, is done by another group.")
    return task_state


def approve(version: Version, actor: Any) -> bool:
    """The actor's step is done; whether it was the last one."""
    task_state = check_turn(version, actor)
    # What is published by Wagtail is this row as it stands, so that nothing noted meanwhile is overwritten.
    version.save_revision(user=actor, log_action=False)
    task_state.approve(user=actor, update=False)
    state = task_state.workflow_state
    state.update(user=None)
    version.refresh_from_db()
    return bool(state.status == state.STATUS_APPROVED)


def send_back(version: Version, actor: Any, words: str) -> None:
    """The step is answered with a wish for changes; it begins again when the version is handed in."""
    check_turn(version, actor).reject(user=actor, comment=words[:1000])


def cancel(version: Version, actor: Any) -> None:
    """The workflow ends without a result."""
    state = version.current_workflow_state
    if state is not None:
        state.cancel(user=actor)
