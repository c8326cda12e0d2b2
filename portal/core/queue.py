"""Putting a task on the queue so that it is never lost and never runs for something that was rolled back."""

from typing import Any

from django.db import transaction
from django.tasks import task_backends


def enqueue(task: Any, *args: Any) -> None:
    """Queue a task with the current transaction.

    A queue in the database takes the task in the same commit, so a server that dies cannot lose it. Any other queue
    gets it after the commit.
    """
    if task_backends["default"].supports_get_result:
        task.enqueue(*args)
    else:
        transaction.on_commit(lambda: task.enqueue(*args), robust=True)
