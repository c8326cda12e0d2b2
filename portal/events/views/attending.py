"""Who comes and who was there: the list, the printed sheet, the code at the venue, the certificate."""

from io import BytesIO
from typing import Any

import qrcode
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from qrcode.image.svg import SvgPathImage

from portal.core.http import with_query
from portal.core.policies import requires
from portal.core.sheets import csv_answer
from portal.events import certificate as papers
from portal.events import services
from portal.events.attendance import by_group
from portal.events.forms import AttendanceForm, WalkInForm
from portal.events.links import is_venue_code, venue_code
from portal.events.models import Event
from portal.events.queries import Expected, account_of, expected
from portal.events.views.event import attendance_of
from portal.events.views.finding import event_for
from portal.events.vocabulary import NotedBy, Standing

FORMS = ["GET", "HEAD", "POST"]
PEOPLE_ON_A_PAGE = 200
HEADER = ["Name", "E-mail", "District", "Role", "Said", "Attendance", "Reason", "Watched the recording"]


@require_http_methods(FORMS)
@requires("events.run", on=event_for)
def people(request: HttpRequest, event: Event) -> HttpResponse:
    """The list at the door: who is expected, who waits, who was there. The printed sheet is entered here too."""
    page = list_page(request, event)
    form = AttendanceForm(request.POST or None, expected=page.object_list)
    if form.is_valid():
        noted_by = NotedBy.SHEET if form.cleaned_data["from_sheet"] else NotedBy.LIST
        services.note_attendance(event, marks=form.marks(), noted_by=noted_by, actor=request.user)
        messages.success(request, "Noted.")
        if form.overtaken:
            names = ", ".join(form.overtaken[:10])
            messages.warning(
                request, f"Noted by somebody else meanwhile, and left as it is: {names}. Please look again."
            )
        return redirect(request.get_full_path())
    return render(request, "events/people.html", people_page(event, page, form, WalkInForm(auto_id="walk_%s")))


def list_page(request: HttpRequest, event: Event) -> Any:
    """The part of the list that is asked for: a form holds so many fields and no more."""
    return Paginator(expected(event), PEOPLE_ON_A_PAGE).get_page(request.GET.get("page"))


def people_page(event: Event, page: Any, form: AttendanceForm, walk_in: WalkInForm) -> dict[str, Any]:
    """What the list shows."""
    found = page.paginator.object_list
    noted = [(each.district, each.attendance.standing) for each in found if each.attendance and each.district]
    opinions = list(event.opinions.order_by("-said_at"))
    return {
        "event": event,
        "page": page,
        "form": form,
        "walk_in": walk_in,
        "waiting": event.registrations.waiting().select_related("user", "district"),
        "offered": event.registrations.filter(state="offered").select_related("user", "district"),
        "maybe": event.registrations.filter(state="open").select_related("user", "district"),
        "districts": sorted((name, Standing(standing).label) for name, standing in by_group(noted).items()),
        "opinions": opinions,
        "mean": sum(each.score for each in opinions) / len(opinions) if opinions else None,
        "has_errors": bool(form.errors or walk_in.errors),
    }


@require_POST
@requires("events.run", on=event_for)
def add_person(request: HttpRequest, event: Event) -> HttpResponse:
    """Somebody was there who is not on the list."""
    walk_in = WalkInForm(request.POST, auto_id="walk_%s")
    if walk_in.is_valid():
        told = walk_in.cleaned_data
        account = account_of(told["email"])
        district = told["district"].pk if told["district"] else services.district_of(account) if account else None
        mark = services.Mark(
            told["email"], told["name"], Standing.PRESENT, "", account.pk if account else None, district
        )
        services.note_attendance(event, marks=[mark], noted_by=NotedBy.LIST, actor=request.user)
        messages.success(request, "Added.")
        return redirect("events:people", slug=event.slug)
    page = list_page(request, event)
    form = AttendanceForm(expected=page.object_list)
    return render(request, "events/people.html", people_page(event, page, form, walk_in))


@require_safe
@requires("events.run", on=event_for)
def sheet(request: HttpRequest, event: Event) -> HttpResponse:
    """The sign-in sheet to print."""
    return paper(papers.sheet_of(event, expected(event)), f"{event.slug}-sheet.pdf")


@require_safe
@requires("events.run", on=event_for)
def roster(request: HttpRequest, event: Event) -> HttpResponse:
    """Who comes and who was there, as a file."""
    return csv_answer(f"{event.slug}-roster.csv", HEADER, [roster_row(each) for each in expected(event)])


def roster_row(each: Expected) -> list[Any]:
    """A person as cells."""
    noted = each.attendance
    standing = (noted.get_standing_display(), noted.reason) if noted else ("", each.reason)
    watched = "yes" if noted and noted.watched_at else ""
    return [each.name, each.email, each.district, each.role, each.said, *standing, watched]


@require_safe
@requires("events.run", on=event_for)
def poster(request: HttpRequest, event: Event) -> HttpResponse:
    """The code to hang up at the venue, or to show on the screen."""
    return render(request, "events/poster.html", {"event": event})


@require_safe
@requires("events.run", on=event_for)
def poster_code(request: HttpRequest, event: Event) -> HttpResponse:
    """The QR code as a picture: it leads to the check-in page of this event."""
    path = with_query(reverse("events:check_in", args=[event.slug]), code=venue_code(event.pk))
    picture, drawn = qrcode.make(f"{settings.SITE_URL}{path}", image_factory=SvgPathImage, border=4), BytesIO()
    picture.save(drawn)
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")


@require_http_methods(FORMS)
@requires("events.check_in", on=event_for)
def check_in(request: HttpRequest, event: Event) -> HttpResponse:
    """One button: I am here."""
    code = (request.POST if request.method == "POST" else request.GET).get("code", "")
    if request.method == "POST":
        services.check_in(event, code=code, actor=request.user)
        messages.success(request, "You are checked in. Welcome.")
        return redirect(event)
    context = {
        "event": event,
        "code": code if is_venue_code(code, event.pk) else "",
        "is_open": event.takes_check_ins(timezone.now()),
        "attendance": attendance_of(event, request.user),
        "may_alone": request.user.has_perm("events.join", event),
    }
    return render(request, "events/check_in.html", context)


@require_safe
@requires("events.have_certificate", on=event_for)
def certificate(request: HttpRequest, event: Event) -> HttpResponse:
    """The reader's own certificate."""
    attendance = event.attendances.select_related("district").get(user=request.user.pk, standing=Standing.PRESENT)
    return paper(papers.certificate_of(event, attendance), f"{event.slug}-certificate.pdf")


def paper(content: bytes, name: str) -> HttpResponse:
    """A PDF to keep or to print."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
