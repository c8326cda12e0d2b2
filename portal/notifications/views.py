"""What I am told: how soon, by topic; and a list of what I was told."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from portal.core.models import OutgoingMail
from portal.core.policies import requires
from portal.notifications import services
from portal.notifications.forms import PacesForm
from portal.notifications.providers import topic_of
from portal.notifications.queries import news_of

PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@requires("notifications.read_own")
def notices(request: HttpRequest) -> HttpResponse:
    """How soon I hear of each topic that concerns me, and what always comes at once."""
    form = PacesForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        changed = services.set_paces(request.user, form.chosen(), actor=request.user)
        names = ", ".join(f"{topic_of(topic).label}: {pace.label.lower()}" for topic, pace in changed.items())
        messages.success(request, f"Saved. {names}." if names else "Nothing was changed.")
        return redirect("notifications:notices")
    return render(request, "notifications/notices.html", {"form": form, "has_errors": bool(form.errors)})


@require_safe
@requires("notifications.read_own")
def news(request: HttpRequest) -> HttpResponse:
    """What I was told, when and how, the newest first."""
    told = OutgoingMail.objects.visible_to(request.user).prefetch_related("about").defer("text")
    page = Paginator(told.order_by("-created_at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "news": news_of(request.user, page.object_list)}
    return render(request, "notifications/news.html", context)


def mail_for(request: HttpRequest, number: int) -> OutgoingMail:
    """One thing the person was told and may still know."""
    found = news_of(request.user, OutgoingMail.objects.visible_to(request.user).filter(pk=number))
    if not found:
        raise Http404
    return found[0].mail


@require_safe
@requires("notifications.read_news", on=mail_for)
def told(request: HttpRequest, mail: OutgoingMail) -> HttpResponse:
    """The text of one thing I was told."""
    (one,) = news_of(request.user, [mail])
    return render(request, "notifications/told.html", {"one": one, "mail": mail})
