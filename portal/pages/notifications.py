"""What is told about pages on their way to publication. Wagtail says when, by its signals."""

from typing import Any

from django.contrib.auth import get_user_model
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected

from portal.core import mail

TOPIC = "pages"


def page_submitted(instance: TaskState, user: Any = None, **kwargs: Any) -> None:
    """To the groups that approve, never to who asked: a page waits."""
    task = instance.task.specific
    if not isinstance(task, AbstractGroupApprovalTask) or not _is_of_page(instance.workflow_state):
        return
    people = get_user_model()._default_manager.filter(is_active=True, groups__in=task.groups.all()).distinct()
    others = [person for person in people if person != user]
    mail.post(
        "pages/mail/submitted.txt",
        to=others,
        key=f"page-submitted-{instance.pk}",
        topic=TOPIC,
        about=instance,
        permission="pages.approve",
        asker=user,
        **_words(instance.workflow_state, instance),
    )


def page_approved(instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    """To who asked, unless it was the same person: the page is published."""
    _tell_asker("approved", instance, user)


def page_rejected(instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    """To who asked: the page came back, and why."""
    _tell_asker("rejected", instance, user)


def _tell_asker(fact: str, state: WorkflowState, user: Any) -> None:
    if not _is_of_page(state):
        return
    asker, task_state = state.requested_by, state.current_task_state.specific
    mail.post(
        f"pages/mail/{fact}.txt",
        to=[asker] if asker and asker != user else [],
        key=f"page-{fact}-{task_state.pk}",
        topic=TOPIC,
        about=state,
        permission="pages.follow_request",
        by=user,
        comment=task_state.get_comment(),
        **_words(state, task_state),
    )


def _is_of_page(state: WorkflowState) -> bool:
    """What else goes through a workflow is told of by its own app."""
    return isinstance(state.content_object, Page)


def _words(state: WorkflowState, task_state: TaskState) -> dict[str, Any]:
    return {"title": task_state.revision.object_str, "edit": AdminURLFinder().get_edit_url(state.content_object)}


RECEIVERS = [
    (task_submitted, TaskState, "group_approval_task_submitted_email_notification", page_submitted),
    (workflow_approved, WorkflowState, "workflow_state_approved_email_notification", page_approved),
    (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification", page_rejected),
]


def take_over_from_wagtail() -> None:
    """Put ours in the places of Wagtail's own mails, under its names: whoever comes first, ours are heard, and once."""
    for signal, sender, name, receiver in RECEIVERS:
        signal.disconnect(sender=sender, dispatch_uid=name)
        signal.connect(receiver, sender=sender, dispatch_uid=name)
