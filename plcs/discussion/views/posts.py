"""One post: other words, its history, its files, reports, hiding and showing."""

from itertools import pairwise

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plcs.discussion import services
from plcs.discussion.forms import EditForm, WhyForm
from plcs.discussion.models import Attachment, Post, Report
from plcs.discussion.views.finding import attachment_for, post_for, report_for
from plcs.workgroups.models import Workgroup
from plcs.workgroups.views.finding import entered_workgroup
from portal.core.errors import NotAllowed
from portal.core.files import serve
from portal.core.policies import requires

FORMS = ["GET", "HEAD", "POST"]


def context_of(post: Post, form: object) -> dict[str, object]:
    """What every page about one post shows."""
    has_errors = bool(getattr(form, "errors", None))
    return {"post": post, "thread": post.thread, "workgroup": post.thread.workgroup, "form": form} | {
        "has_errors": has_errors
    }


@require_http_methods(FORMS)
@requires("discussion.edit", on=post_for)
def edit(request: HttpRequest, post: Post) -> HttpResponse:
    """Change one's words."""
    form = EditForm(request.POST or None, initial={"text": post.text, "shown": post.text})
    clash = False
    if form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("text", "is_minor", "shown")}
        try:
            services.edit_post(post, **words, actor=request.user)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
            form.data = {**form.data.dict(), "shown": post.text}  # type: ignore[attr-defined]
            clash = True
        else:
            messages.success(request, "Changed. The words before can be read under “changed”.")
            return redirect(post)
    return render(request, "discussion/edit.html", {**context_of(post, form), "clash": clash})


@require_safe
@requires("discussion.read_post", on=post_for)
def history(request: HttpRequest, post: Post) -> HttpResponse:
    """How the words of a post changed."""
    texts = [*post.wordings.all(), None]
    steps = [
        (before.until, before.text, after.text if after else post.text) for before, after in pairwise(texts) if before
    ]
    return render(request, "discussion/history.html", {**context_of(post, None), "steps": steps})


@require_http_methods(FORMS)
@requires("discussion.report", on=post_for)
def report(request: HttpRequest, post: Post) -> HttpResponse:
    """Ask the leads to look at a post."""
    form = WhyForm(request.POST or None)
    if form.is_valid():
        try:
            services.report_post(post, why=form.cleaned_data["reason"], actor=request.user)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Reported. The leads of the PLC look at it; they see who reported it.")
            return redirect(post.thread)
    return render(request, "discussion/report.html", context_of(post, form))


@require_http_methods(FORMS)
@requires("discussion.moderate_post", on=post_for)
def hide(request: HttpRequest, post: Post) -> HttpResponse:
    """Hide a post, with the reason for its author."""
    form = WhyForm(request.POST or None)
    if form.is_valid():
        services.hide_post(post, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, f"Hidden. {post.author.name} was told why.")
        return redirect(post.thread)
    return render(request, "discussion/hide.html", context_of(post, form))


@require_POST
@requires("discussion.moderate_post", on=post_for)
def show(request: HttpRequest, post: Post) -> HttpResponse:
    """Let all read a post."""
    shown = request.POST.get("words_read", "")
    services.show_post(post, shown=int(shown) if shown.isdecimal() and len(shown) < 10 else None, actor=request.user)
    messages.success(request, "All people of the PLC read it now.")
    return redirect(post)


@require_POST
@requires("discussion.judge_report", on=report_for)
def dismiss(request: HttpRequest, report: Report) -> HttpResponse:
    """The post stays."""
    services.dismiss_report(report, actor=request.user)
    messages.success(request, f"It stays. {report.reporter.name} was told.")
    return redirect(report.post)


@require_safe
@requires("discussion.read_file", on=attachment_for)
def attachment(request: HttpRequest, attachment: Attachment) -> HttpResponseBase:
    """A file of a post."""
    return serve(attachment.stored)


@require_safe
@requires("workgroups.lead", on=entered_workgroup)
def held(request: HttpRequest, workgroup: Workgroup) -> HttpResponse:
    """What waits for the leads: held posts and reports."""
    posts = Post.objects.visible_to(request.user).filter(thread__workgroup=workgroup)
    reports = Report.objects.filter(post__in=posts.values("pk"), state="open").exclude(post__author=request.user.pk)
    context = {
        "workgroup": workgroup,
        "held": posts.filter(state="held").select_related("thread__workgroup__pathway", "author")[:100],
        "reports": reports.select_related("post__thread__workgroup__pathway", "post__author", "reporter")[:100],
    }
    return render(request, "discussion/held.html", context)
