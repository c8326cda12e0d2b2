"""Attendance from the file of a video service, or from a roster: matched by the portal, confirmed by a person."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from portal.core.errors import NotAllowed
from portal.core.files import CSV, check_upload
from portal.core.policies import requires
from portal.events import meeting_file, services
from portal.events.forms import MatchForm, MeetingFileForm
from portal.events.meeting_file import Attendee, Unreadable
from portal.events.models import Event
from portal.events.queries import expected
from portal.events.views.finding import event_for
from portal.events.vocabulary import NotedBy

MOST_PEOPLE = 900
TOO_MANY = f"This report names more than {MOST_PEOPLE} people. Please split it into two files."
SALT, GOOD_FOR = "events.meeting_file", 24 * 60 * 60


@require_http_methods(["GET", "HEAD", "POST"])
@requires("events.run", on=event_for)
def meeting_file_page(request: HttpRequest, event: Event) -> HttpResponse:
    """Choose the file; then look at whom the portal takes for whom, and confirm. Nothing is noted before."""
    if "lines" in request.POST:
        return confirm(request, event)
    form = MeetingFileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            content, _ = check_upload(form.cleaned_data["upload"], kinds=[CSV])
            seen = meeting_file.read(content)
            if len(seen) > MOST_PEOPLE:
                raise NotAllowed(TOO_MANY)
        except (NotAllowed, Unreadable) as refused:
            form.add_error("upload", str(refused))
        else:
            return shown(request, event, seen, MatchForm(seen=seen, expected=expected(event), event=event))
    return render(request, "events/meeting_file.html", {"event": event, "form": form, "has_errors": bool(form.errors)})


def confirm(request: HttpRequest, event: Event) -> HttpResponse:
    """Note those who were confirmed as present."""
    try:
        kept = signing.loads(request.POST["lines"], salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        raise NotAllowed("Please choose the file again.") from None
    seen = [Attendee(name, email, minutes, attended=attended) for name, email, minutes, attended in kept]
    form = MatchForm(request.POST, seen=seen, expected=expected(event), event=event)
    if not form.is_valid():
        return shown(request, event, seen, form)
    noted = services.note_attendance(event, marks=form.marks(), noted_by=NotedBy.FILE, actor=request.user)
    messages.success(request, f"Noted as present: {noted}.")
    return redirect("events:people", slug=event.slug)


def shown(request: HttpRequest, event: Event, seen: list[Attendee], form: MatchForm) -> HttpResponse:
    """The people of the file, each with whom the portal takes them for."""
    kept = signing.dumps(
        [[each.name, each.email, each.minutes, each.attended] for each in seen], salt=SALT, compress=True
    )
    context: dict[str, Any] = {"event": event, "match": form, "lines": kept, "has_errors": bool(form.errors)}
    return render(request, "events/meeting_file.html", context)
