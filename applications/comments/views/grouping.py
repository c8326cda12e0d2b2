"""MDE groups comments; the district answers each group."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from applications.comments import services
from applications.comments.forms import AnswerForm, GroupForm, RenameForm
from applications.comments.models import CommentGroup
from applications.comments.queries import shown
from applications.comments.views.finding import FORMS, group_for, group_of, moderated_for
from applications.comments.views.moderating import list_of, page_of
from applications.waivers.models import Waiver
from portal.core.errors import NotAllowed
from portal.core.policies import requires

SAMPLE = 20


@require_POST
@requires("comments.group", on=moderated_for)
def group(request: HttpRequest, waiver: Waiver) -> HttpResponse:
    """Put the ticked comments into a group."""
    form = GroupForm(request.POST, waiver=waiver)
    if form.is_valid():
        try:
            made = services.group_comments(waiver, **form.cleaned_data, actor=request.user)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"They are in the group “{made}”.")
            return redirect(list_of(waiver, "ungrouped"))
    return render(request, "comments/moderate.html", page_of(request, waiver, form=form, has_errors=True))


@require_http_methods(FORMS)
@requires("comments.group", on=moderated_for)
def rename(request: HttpRequest, waiver: Waiver, number: int) -> HttpResponse:
    """Give a group another name."""
    found = group_of(waiver, number)
    form = RenameForm(request.POST if request.method == "POST" else None, initial={"title": found.title})
    if form.is_valid():
        try:
            services.rename_group(found, **form.cleaned_data, actor=request.user)
        except NotAllowed as refused:
            form.add_error("title", str(refused))
        else:
            messages.success(request, "Renamed.")
            return redirect("comments:moderate", reference=waiver.reference)
    context = {"waiver": waiver, "group": found, "form": form, "has_errors": bool(form.errors)}
    return render(request, "comments/rename.html", context)


@require_http_methods(FORMS)
@requires("comments.answer", on=group_for)
def answer(request: HttpRequest, group: CommentGroup) -> HttpResponse:
    """Write the district's answer, or write it anew."""
    form = AnswerForm(request.POST if request.method == "POST" else None, initial={"answer": group.answer})
    if form.is_valid():
        services.answer_group(group, **form.cleaned_data, actor=request.user)
        messages.success(request, "Answered. Everybody reads it.")
        return redirect(group)
    found = shown(group.waiver, group)
    context: dict[str, Any] = {"waiver": group.waiver, "group": group, "form": form, "comments": found[:SAMPLE]}
    context |= {"more": max(found.count() - SAMPLE, 0), "has_errors": bool(form.errors)}
    return render(request, "comments/answer.html", context)
