"""Threads: the list of a PLC with its search, one thread, beginning one, and what changed since."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plcs.discussion import live, services
from plcs.discussion.forms import ReplyForm, RuleForm, ThreadForm
from plcs.discussion.models import Post, Reading, Rule, Thread
from plcs.discussion.showing import Reader, with_parts
from plcs.discussion.states import PostState
from plcs.discussion.threads import changed_after, gone_after, readers_of_workgroup, with_unread
from plcs.discussion.topics import PLC
from plcs.discussion.views.finding import thread_for
from plcs.workgroups.models import Workgroup
from plcs.workgroups.views.finding import entered_workgroup
from portal.core.errors import NotAllowed
from portal.core.policies import requires
from portal.notifications.inbound import reply_address

FORMS = ["GET", "HEAD", "POST"]
ON_A_PAGE, POSTS_ON_A_PAGE = 20, 50


@require_safe
@requires("workgroups.enter", on=entered_workgroup)
def threads(request: HttpRequest, workgroup: Workgroup) -> HttpResponse:
    """The threads of a PLC, those with the newest posts first; or those that hold words."""
    words = request.GET.get("q", "").strip()[:100]
    found = Thread.objects.visible_to(request.user).filter(workgroup=workgroup)
    for word in words.split()[:8]:
        posts = Post.objects.visible_to(request.user).filter(text__icontains=word)
        found = found.filter(title__icontains=word) | found.filter(pk__in=posts.values("thread"))
    listed = with_unread(found.select_related("workgroup__pathway", "author"), request.user)
    context: dict[str, Any] = {
        "workgroup": workgroup,
        "page": Paginator(listed, ON_A_PAGE).get_page(request.GET.get("page")),
        "words": words,
        "may_write": request.user.has_perm("workgroups.take_part", workgroup),
        "may_lead": request.user.has_perm("workgroups.lead", workgroup),
    }
    return render(request, "discussion/threads.html", context)


@require_http_methods(FORMS)
@requires("workgroups.take_part", on=entered_workgroup)
def start(request: HttpRequest, workgroup: Workgroup) -> HttpResponse:
    """Begin a thread."""
    form = ThreadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            thread = services.start_thread(
                workgroup, **said(form), title=form.cleaned_data["title"], actor=request.user
            )
        except NotAllowed as refused:
            form.add_error("attached", str(refused))
        else:
            tell_held(request, thread.posts.get())
            return redirect(thread)
    told = readers_of_workgroup(workgroup, but=request.user)
    by_mail = "" if hasattr(request, "real_user") else reply_address(PLC, workgroup.pk, request.user)
    context = {"workgroup": workgroup, "form": form, "has_errors": bool(form.errors), "told": told, "by_mail": by_mail}
    return render(request, "discussion/start.html", context)


def said(form: ReplyForm | ThreadForm) -> dict[str, Any]:
    """The words and files of a form."""
    return {"text": form.cleaned_data["text"], "files": form.cleaned_data["attached"]}


def tell_held(request: HttpRequest, post: Post) -> None:
    """Say what becomes of a post that waits for the leads."""
    if post.state == PostState.HELD:
        messages.info(
            request, "The leads of the PLC look at first posts. All read yours when they have let it through."
        )


@require_safe
@requires("discussion.read", on=thread_for)
def thread(request: HttpRequest, thread: Thread) -> HttpResponse:
    """One thread; where something is new, the page that holds the first new post."""
    return render(request, "discussion/thread.html", page_of(request, thread, None))


def page_of(request: HttpRequest, thread: Thread, form: ReplyForm | None) -> dict[str, Any]:
    """What the page of a thread shows this reader."""
    reader = Reader.of(request.user, thread)
    reading = Reading.objects.filter(thread=thread, user=request.user.pk).first()
    until = reading.last_read if reading else 0
    posts = thread.posts.shown_to(request.user, leads=reader.leads)
    pages = Paginator(with_parts(posts), POSTS_ON_A_PAGE)
    page = pages.get_page(request.GET.get("page") or _page_with(posts, _asked_post(request) or until + 1, pages))
    shown = reader.show(page.object_list, read_until=until if reading else None)
    quoted = _quoted(request, posts)
    if form is None and reader.writes:
        form = ReplyForm(initial={"quoted": quoted.pk if quoted else None})
    return {
        "thread": thread,
        "workgroup": thread.workgroup,
        "page": page,
        "shown": shown,
        "last": shown[-1].post.pk if shown else 0,
        "reader": reader,
        "reading": reading,
        "quoted": quoted,
        "form": form,
        "told": readers_of_workgroup(thread.workgroup, but=request.user, thread=thread) if reader.writes else 0,
        "may_promote": request.user.has_perm("discussion.promote", thread),
        "may_resolve": request.user.has_perm("discussion.resolve", thread),
        "has_errors": form is not None and form.is_bound,
    }


def _asked_post(request: HttpRequest) -> int:
    asked = request.GET.get("post", "")
    return int(asked) if asked.isdecimal() and len(asked) < 15 else 0


def _page_with(posts: Any, number: int, pages: Paginator) -> int:
    """The page on which a post stands, or the last where all is read."""
    before = posts.filter(pk__lt=number).count()
    return min(before // POSTS_ON_A_PAGE + 1, pages.num_pages)


def _quoted(request: HttpRequest, posts: Any) -> Post | None:
    asked = request.GET.get("quote", "")
    return posts.filter(pk=asked, state=PostState.SHOWN).first() if asked.isdecimal() and len(asked) < 15 else None


@require_safe
@requires("discussion.read", on=thread_for)
def changes(request: HttpRequest, thread: Thread) -> HttpResponse:
    """What changed after a change that the page has seen: posts to add or put in place of others, and those gone."""
    asked = request.GET.get("after", "")
    after = int(asked) if asked.isdecimal() and len(asked) < 10 else 0
    reader = Reader.of(request.user, thread)
    changed = with_parts(changed_after(thread, after, request.user, leads=reader.leads))[:200]
    context = {
        "thread": thread,
        "workgroup": thread.workgroup,
        "reader": reader,
        "shown": reader.show(changed, read_until=0),
        "gone": gone_after(thread, after, request.user, leads=reader.leads),
    }
    return render(request, "discussion/changes.html", context)


@require_POST
@requires("discussion.write", on=thread_for)
def reply(request: HttpRequest, thread: Thread) -> HttpResponse:
    """Answer."""
    form = ReplyForm(request.POST, request.FILES)
    if form.is_valid():
        number = form.cleaned_data["quoted"]
        quoted = Post.objects.filter(thread=thread, pk=number).first() if number else None
        live.expect(thread.workgroup_id)
        try:
            post = services.post_reply(thread, **said(form), quoted=quoted, actor=request.user)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            tell_held(request, post)
            return redirect(post)
    return render(request, "discussion/thread.html", page_of(request, thread, form))


@require_http_methods(FORMS)
@requires("workgroups.lead", on=entered_workgroup)
def rule(request: HttpRequest, workgroup: Workgroup) -> HttpResponse:
    """How many first posts the leads look at."""
    known = Rule.objects.filter(workgroup=workgroup).first()
    form = RuleForm(request.POST or None, initial={"held_first": known.held_first if known else 0})
    if form.is_valid():
        services.set_rule(workgroup, held_first=form.cleaned_data["held_first"], actor=request.user)
        messages.success(request, "Kept.")
        return redirect("discussion:threads", workgroup.slug)
    context = {"workgroup": workgroup, "form": form, "has_errors": bool(form.errors)}
    return render(request, "discussion/rule.html", context)
