"""Taking up a practice, and following it to its end."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from best_practices.reuse import adopters, services, telling
from best_practices.reuse.forms import AdoptForm, CheckInForm, DayForm, EndForm
from best_practices.reuse.models import Adoption
from best_practices.reuse.states import AdoptionState
from best_practices.reuse.using import results_told, targets_of
from best_practices.reuse.views.finding import adoption_for, practice_at, schools_of_person
from portal.core.errors import NotAllowed
from portal.core.policies import requires
from portal.core.sheets import csv_answer

FORMS = ["GET", "HEAD", "POST"]
ON_A_PAGE = 20
HEADER = ["Practice", "School", "District", "State", "Acts on", "Began", "Ended", "For whom, how often", "Reason"]


@require_http_methods(FORMS)
@requires("reuse.adopt")
def adopt(request: HttpRequest, slug: str) -> HttpResponse:
    """Take up a practice for a school."""
    practice, schools = practice_at(slug), schools_of_person(request.user)
    record, school = practice.page.record, request.GET.get("school", "")
    first = {"steps": "\n".join(row[0] for row in record.get("steps") or [] if row and row[0])}
    first["school"] = school if school.isdigit() and len(school) < 10 else ""
    targets = targets_of(practice)
    form = AdoptForm(request.POST or None, initial=first, schools=schools, targets=targets)
    if len(targets) == 1:
        form.fields["target"].initial = next(iter(targets))
    if form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("target", "planned_for", "dose", "steps")}
        try:
            adoption = services.adopt_practice(practice, form.cleaned_data["school"], **words, actor=request.user)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, "Noted. Check in now and then; results come to this page when they are published."
            )
            return redirect(adoption)
    context = {"practice": practice, "form": form, "has_errors": bool(form.errors), "schools": schools.exists()}
    return render(request, "reuse/adopt.html", context)


@require_safe
@requires("reuse.list_adoptions")
def adoptions(request: HttpRequest) -> HttpResponse:
    """The practices that schools of the reader's districts use; for the state all."""
    found = adoptions_asked(request)
    page = Paginator(found.select_related("practice__page", "school__district"), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    chosen = request.GET.get("state", "")
    context: dict[str, Any] = {"page": page, "states": AdoptionState.choices, "chosen": chosen}
    context |= {"may_lists": request.user.has_perm("reuse.read_lists"), "query": request.GET.urlencode()}
    return render(request, "reuse/adoptions.html", context)


def adoptions_asked(request: HttpRequest) -> Any:
    """What the reader may see, of the state that was asked for."""
    found = Adoption.objects.visible_to(request.user)
    state = request.GET.get("state", "")
    return found.filter(state=state) if state in AdoptionState.values else found


@require_safe
@requires("reuse.list_adoptions")
def adoptions_file(request: HttpRequest) -> HttpResponse:
    """The same list as a file."""
    found = adoptions_asked(request).select_related("practice__page", "school__district")
    rows = (
        (
            str(each.practice),
            each.school.name,
            each.school.district.name,
            each.get_state_display(),
            each.target,
            each.started_on,
            each.ended_on,
            each.dose,
            each.reason,
        )
        for each in found
    )
    return csv_answer("adoptions.csv", HEADER, rows)


@require_safe
@requires("reuse.read_adoption", on=adoption_for)
def adoption(request: HttpRequest, adoption: Adoption) -> HttpResponse:
    """One adoption: where it stands, its check-ins, and its results beside schools like it."""
    return render(request, "reuse/adoption.html", page_of(request, adoption, None))


def page_of(request: HttpRequest, adoption: Adoption, form: CheckInForm | None) -> dict[str, Any]:
    """What the page of an adoption shows."""
    check_ins = list(adoption.check_ins.select_related("author"))
    done = set(check_ins[0].done) if check_ins else set()
    may_check_in = request.user.has_perm("reuse.check_in", adoption)
    return {
        "adoption": adoption,
        "targets": targets_of(adoption.practice),
        "check_ins": check_ins,
        "steps": [(step, step in done) for step in adoption.steps],
        "told": results_told(adopters.outcome_of(adoption)),
        "caution": telling.ASSOCIATION,
        "lacking": adopters.lacking(adoption) if adoption.is_open else [],
        "may_move": request.user.has_perm("reuse.move_adoption", adoption),
        "form": form or (CheckInForm(adoption=adoption, done=done) if may_check_in else None),
        "has_errors": form is not None,
    }


@require_POST
@requires("reuse.check_in", on=adoption_for)
def check_in(request: HttpRequest, adoption: Adoption) -> HttpResponse:
    """Note what was done."""
    form = CheckInForm(request.POST, adoption=adoption)
    if form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("on", "dose", "done", "words")}
        try:
            services.note_check_in(adoption, **words, actor=request.user)
        except NotAllowed as refused:
            form.add_error("on", str(refused))
        else:
            messages.success(request, "Noted.")
            return redirect(adoption)
    return render(request, "reuse/adoption.html", page_of(request, adoption, form))


MOVES = {
    "start": (DayForm, services.start_adoption, "Started."),
    "finish": (EndForm, services.finish_adoption, "Finished. Thank you for the words to the next school."),
    "stop": (EndForm, services.stop_adoption, "Stopped. Thank you for the reason: it helps the next school."),
}


@require_http_methods(FORMS)
@requires("reuse.move_adoption", on=adoption_for)
def move(request: HttpRequest, adoption: Adoption, verb: str) -> HttpResponse:
    """Start, finish or stop, on a day and with a reason."""
    kind, service, words = MOVES[verb]
    form = kind(request.POST or None)
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("on", "reason") if name in form.cleaned_data}
        try:
            service(adoption, **told, actor=request.user)  # type: ignore[operator]
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, words)
            return redirect(adoption)
    context = {"adoption": adoption, "form": form, "verb": verb, "has_errors": bool(form.errors)}
    return render(request, "reuse/move.html", context)


@require_POST
@requires("reuse.move_adoption", on=adoption_for)
def resume(request: HttpRequest, adoption: Adoption) -> HttpResponse:
    """It goes on after all."""
    services.resume_adoption(adoption, actor=request.user)
    messages.success(request, "It goes on. The end that was noted is in the record of what happened.")
    return redirect(adoption)
