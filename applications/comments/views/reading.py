"""The comments that everybody reads: by group, with the district's answers; and as a table."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from applications.comments import queries
from applications.comments.clock import clock_of_service
from applications.comments.models import Comment, CommentGroup
from applications.comments.views.finding import waiver_for
from portal.core.policies import public
from portal.core.sheets import csv_answer

PAGE = 20
HEADER = ["Number", "Day", "Name", "On whose behalf", "About text", "Group", "Comment", "Answer of the district"]


@require_safe
@public
def comments(request: HttpRequest, reference: str) -> HttpResponse:
    """The comments that are shown, twenty at a time; of one group with `?group=`."""
    waiver = waiver_for(request, reference)
    groups = list(queries.groups_of(waiver))
    chosen = next((each for each in groups if str(each.pk) == request.GET.get("group")), None)
    context: dict[str, Any] = {
        "waiver": waiver,
        "notice": waiver.notices.first(),
        "groups": groups,
        "chosen": chosen,
        "page": Paginator(queries.shown(waiver, chosen), PAGE).get_page(request.GET.get("page")),
        "counts": queries.counts_of(waiver),
        "not_shown": list(queries.not_shown(waiver)),
        "clock": clock_of_service(),
        "may": {verb: request.user.has_perm(f"comments.{verb}", waiver) for verb in ("write", "moderate")},
        "to_answer": [each.pk for each in groups if _may_answer(request, each, waiver)],
    }
    return render(request, "comments/comments.html", context)


def _may_answer(request: HttpRequest, group: CommentGroup, waiver: Any) -> bool:
    """The proposal is at hand already: no query for each group."""
    group.waiver = waiver
    return request.user.has_perm("comments.answer", group)


@require_safe
@public
def comments_file(request: HttpRequest, reference: str) -> HttpResponse:
    """All comments that are shown, as a table; no addresses of people."""
    waiver = waiver_for(request, reference)
    rows = [_row(each) for each in queries.shown(waiver).visible_to(request.user)]
    return csv_answer(f"comments-{waiver.docket}.csv", HEADER, rows)


def _row(comment: Comment) -> list[Any]:
    group = comment.group
    told = [comment.number, f"{comment.written_at:%Y-%m-%d}", comment.writer, comment.get_voice_display()]
    return [*told, comment.notice.number, group or "", comment.words, group.answer if group else ""]
