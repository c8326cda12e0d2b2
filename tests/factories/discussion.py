"""Threads and posts, for tests; made by services, as people would."""

from typing import Any

from django.test import TestCase

from plcs.discussion import services
from plcs.discussion.models import Post, Thread
from plcs.workgroups.models import Workgroup


def begun(workgroup: Workgroup, *, actor: Any, title: str = "Sample thread", text: str = "Sample words.") -> Thread:
    """A thread with its first post; its people are told."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        return services.start_thread(workgroup, title=title, text=text, actor=actor)


def answered(thread: Thread, *, actor: Any, text: str = "Sample answer.", **facts: Any) -> Post:
    """An answer; its people are told."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        return services.post_reply(thread, text=text, actor=actor, **facts)
