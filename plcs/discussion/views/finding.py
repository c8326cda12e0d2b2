"""From an address to a thread, a post or a report that the reader may know; 404 for everybody else."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from plcs.discussion.models import Attachment, Post, Report, Thread

RELATED = ("thread__workgroup__pathway", "thread__author", "author")


def thread_for(request: HttpRequest, slug: str, number: int) -> Thread:
    """A thread of a PLC."""
    found = Thread.objects.visible_to(request.user).select_related("workgroup__pathway", "author")
    return get_object_or_404(found, workgroup__pathway__slug=slug, number=number)


def post_for(request: HttpRequest, slug: str, post: int) -> Post:
    """A post of a PLC."""
    found = Post.objects.visible_to(request.user).select_related(*RELATED)
    return get_object_or_404(found, thread__workgroup__pathway__slug=slug, pk=post)


def report_for(request: HttpRequest, slug: str, report: int) -> Report:
    """A report of a post that the reader may read."""
    posts = Post.objects.visible_to(request.user).values("pk")
    found = Report.objects.filter(post__in=posts).select_related(*(f"post__{name}" for name in RELATED), "reporter")
    return get_object_or_404(found, post__thread__workgroup__pathway__slug=slug, pk=report)


def attachment_for(request: HttpRequest, slug: str, number: int) -> Attachment:
    """A file of a post that the reader may read."""
    posts = Post.objects.visible_to(request.user).values("pk")
    found = Attachment.objects.filter(post__in=posts).select_related("stored", "post__thread__workgroup__pathway")
    return get_object_or_404(found, post__thread__workgroup__pathway__slug=slug, pk=number)
