"""MDE reads comments before everybody does."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.comments import queries, services
from applications.comments.forms import DeclineForm, GroupForm
from applications.comments.models import Comment
from applications.comments.states import CommentState
from applications.comments.views.finding import FORMS, comment_of, moderated_for
from applications.waivers.models import Waiver
from portal.core.policies import requires

PAGE = 20
LISTS = {"waiting": "To read", "ungrouped": "To group", "published": "Shown", "declined": "Not shown"}


@require_safe
@requires("comments.moderate", on=moderated_for)
def moderate(request: HttpRequest, waiver: Waiver) -> HttpResponse:
    """What is to be read, to be grouped, shown or not shown; one list at a time."""
    return render(request, "comments/moderate.html", page_of(request, waiver))


def page_of(request: HttpRequest, waiver: Waiver, **more: Any) -> dict[str, Any]:
    """What the page of who moderates shows."""
    asked = request.GET.get("list", "waiting")
    kind = asked if asked in LISTS else "waiting"
    found = getattr(waiver.comments.all(), kind)().select_related("notice", "group")
    counts = queries.counts_of(waiver)
    may_group = kind in ("ungrouped", "published") and request.user.has_perm("comments.group", waiver)
    return {
        "waiver": waiver,
        "kind": kind,
        "here": list_of(waiver, kind),
        "tabs": [(f"{words} ({getattr(counts, name)})", list_of(waiver, name)) for name, words in LISTS.items()],
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "newest": queries.newest_text(waiver),
        "groups": queries.groups_of(waiver),
        "form": GroupForm(waiver=waiver) if may_group else None,
        **more,
    }


def list_of(waiver: Waiver, kind: str) -> str:
    """The address of one of the lists."""
    return f"{reverse('comments:moderate', args=[waiver.reference])}?list={kind}"


@require_POST
@requires("comments.moderate", on=moderated_for)
def publish(request: HttpRequest, waiver: Waiver, number: int) -> HttpResponse:
    """Everybody reads it."""
    services.publish_comment(comment_of(waiver, number), actor=request.user)
    messages.success(request, f"Comment {number} is shown. Put it into a group.")
    return redirect(list_of(waiver, "waiting"))


@require_POST
@requires("comments.moderate", on=moderated_for)
def put_back(request: HttpRequest, waiver: Waiver, number: int) -> HttpResponse:
    """It is shown again."""
    services.put_back_comment(comment_of(waiver, number), actor=request.user)
    messages.success(request, f"Comment {number} is shown again.")
    return redirect(list_of(waiver, "declined"))


@require_http_methods(FORMS)
@requires("comments.moderate", on=moderated_for)
def decline(request: HttpRequest, waiver: Waiver, number: int) -> HttpResponse:
    """It is not shown, for one of the reasons."""
    return _declined(request, comment_of(waiver, number), services.decline_comment)


@require_http_methods(FORMS)
@requires("comments.moderate", on=moderated_for)
def take_down(request: HttpRequest, waiver: Waiver, number: int) -> HttpResponse:
    """It was shown, and is not shown any more."""
    return _declined(request, comment_of(waiver, number), services.take_down_comment)


def _declined(request: HttpRequest, comment: Comment, step: Any) -> HttpResponse:
    before = "waiting" if comment.state == CommentState.WAITING else "published"
    form = DeclineForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        step(comment, **form.cleaned_data, actor=request.user)
        messages.success(request, f"Comment {comment.number} is not shown. Everybody reads the reason.")
        return redirect(list_of(comment.waiver, before))
    context = {"waiver": comment.waiver, "comment": comment, "form": form, "has_errors": bool(form.errors)}
    return render(request, "comments/decline.html", context)
