"""Readings come from a spreadsheet: first a look at what would change, then the change."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from portal.core.errors import NotAllowed
from portal.core.policies import requires
from portal.districts.models import School
from portal.measures import entry, services
from portal.measures.entry import Plan, Read
from portal.measures.export import Export, Known, Setting, read_export
from portal.measures.forms import AnswersForm, ImportForm
from portal.measures.models import Measure
from portal.measures.runchart import month_words
from portal.measures.views.finding import districts_to_enter, measure_for, standing_in
from portal.ui import charts

FORMS = ["GET", "HEAD", "POST"]
SHOWN_CHANGES, SHOWN_PROBLEMS = 200, 50
OVERTAKEN = "Somebody changed readings while you looked. Nothing was written; this is what would change now."


@require_http_methods(FORMS)
@requires("measures.enter", on=measure_for)
def import_readings(request: HttpRequest, measure: Measure) -> HttpResponse:
    """Send a file: the answer names what would change; sent again with that in view, it is written."""
    form = ImportForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"measure": measure, "form": form, "has_errors": bool(form.errors)}
    if not form.is_valid():
        return render(request, "measures/import.html", context)
    text, export = form.cleaned_data["rows"], exported(request, measure, form.cleaned_data["rows"])
    if export and export.questions:
        return render(request, "measures/import.html", context | asking(request, export, text))
    return checked(request, measure, export.text if export else text, context | {"export": export})


def checked(request: HttpRequest, measure: Measure, text: str, context: dict[str, Any]) -> HttpResponse:
    """What the rows would change; where that was seen before and is the same, it is written."""
    shown = request.POST.get("shown", "")
    read, plan = planned(request.user, measure, text)
    if shown and not read.problems:
        if written(request, measure, plan, shown):
            return redirect(measure)
        read, plan = planned(request.user, measure, text)
    told = told_changes(measure, plan, districts_of(request.user, measure))
    context |= {"why": request.POST.get("why", ""), "text": text, "read": read, "plan": plan}
    context |= {
        "changes": told[:SHOWN_CHANGES],
        "more": len(told) - SHOWN_CHANGES,
        "problems": read.problems[:SHOWN_PROBLEMS],
    }
    return render(request, "measures/import.html", context)


def exported(request: HttpRequest, measure: Measure, text: str) -> Export | None:
    """The rows of another system's export that are this measure's, by what was answered so far; None where none is."""
    districts = districts_of(request.user, measure)
    found = School.objects.filter(district__in=districts).order_by("district", "name")
    schools = [Known(leaid, name) for leaid, name in found.values_list("district", "name")]
    return read_export(text, Setting(measure.title, measure.unit, schools, districts, request.POST.dict()))


def asking(request: HttpRequest, export: Export, text: str) -> dict[str, Any]:
    """The page that asks which names are meant; what is answered is carried along."""
    asked = AnswersForm(request.POST, questions=export.questions)
    given = {key: said for key, said in request.POST.items() if key.startswith(("school ", "indicator"))}
    carried = [(key, said) for key, said in given.items() if key not in asked.fields]
    return {"asked": asked, "text": text, "carried": carried, "has_errors": bool(asked.errors)}


def districts_of(user: Any, measure: Measure) -> dict[str, str]:
    """The districts whose rows the person may send, by LEAID."""
    return {district.pk: district.name for district in districts_to_enter(user, measure)}


def planned(user: Any, measure: Measure, text: str) -> tuple[Read, Plan]:
    """What the text says, and what it would change."""
    districts = districts_of(user, measure)
    schools = School.objects.filter(district__in=districts)
    known = {(school.district_id, school.name.casefold()): school.pk for school in schools}
    read = entry.read_rows(text, measure.unit, known, districts)
    rows = [row.entry for row in read.rows]
    standing = standing_in(measure, {row.district for row in rows}, {row.month for row in rows})
    return read, entry.plan(read.rows, standing)


def written(request: HttpRequest, measure: Measure, plan: Plan, shown: str) -> bool:
    """Write what was looked at, if it is still the same; whether it was written."""
    if plan.fingerprint != shown:
        messages.warning(request, OVERTAKEN)
        return False
    changes = [change.after for change in plan.changes]
    try:
        if services.enter_readings(measure, changes, why=request.POST.get("why", ""), actor=request.user, whole=True):
            messages.warning(request, OVERTAKEN)
            return False
    except NotAllowed as refused:
        messages.error(request, str(refused))
        return False
    messages.success(request, f"Written: {len(changes)} reading{'' if len(changes) == 1 else 's'}.")
    return True


def told_changes(measure: Measure, plan: Plan, districts: dict[str, str]) -> list[dict[str, str]]:
    """Each change as a row of a table."""
    schools = dict(School.objects.filter(district__in=districts).values_list("pk", "name"))
    return [
        {
            "where": schools.get(change.after.school or 0, "The district as a whole"),
            "district": districts[change.after.district],
            "month": month_words(change.after.month),
            "before": words_of(change.before) if change.before.version else "new",
            "after": words_of(change.after),
        }
        for change in plan.changes
    ]


def words_of(said: Any) -> str:
    """A value with its n and note."""
    if said.value is None:
        return "no value"
    n = "" if said.n is None else f", n {said.n}"
    return charts.figure(float(said.value)) + n + (f", “{said.note}”" if said.note else "")
