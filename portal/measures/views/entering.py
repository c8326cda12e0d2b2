"""Readings are entered: the schools of a district, one month at a time or six."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from portal.core.errors import NotAllowed
from portal.core.http import with_query
from portal.core.policies import requires
from portal.districts.models import District, School
from portal.measures import services, tables
from portal.measures.entry import BadEntry, Standing, read_month
from portal.measures.forms import ReadingsForm
from portal.measures.forms.readings import key_of, places_of
from portal.measures.models import Measure
from portal.measures.runchart import Place, month_words, months_later
from portal.measures.services import Clash
from portal.measures.views.finding import districts_to_enter, measure_for, standing_in
from portal.ui import charts
from portal.ui.templatetags.parts import in_full

FORMS = ["GET", "HEAD", "POST"]
SCHOOLS_ON_A_PAGE, MONTHS = 20, 6
LOOK = "What you pasted stands in the fields below. Please look at it, then save it."


@dataclass(frozen=True)
class Sheet:
    """One page to fill in: a district, some of its schools, a month or six."""

    measure: Measure
    district: District
    page: Any
    places: list[tuple[Place, str]]
    months: list[date]

    def standing(self) -> dict[tuple[str, int | None, date], Standing]:
        """What stands now for its places and months."""
        return standing_in(self.measure, [self.district.pk], self.months)

    def form(self, data: Any = None) -> ReadingsForm:
        """The form over what stands now."""
        standing = self.standing()
        return ReadingsForm(data, unit=self.measure.unit, places=self.places, months=self.months, standing=standing)


def sheet_for(request: HttpRequest, measure: Measure, districts: list[District]) -> Sheet:
    """The page that the address asks for; the newest month and the first district where it asks for none."""
    asked = request.GET.get("district", "")
    district = next((each for each in districts if each.pk == asked), districts[0])
    this_month = timezone.localdate().replace(day=1)
    try:
        month = min(read_month(request.GET.get("month", "")), this_month)
    except BadEntry:
        month = this_month
    months = [month]
    if request.GET.get("months") == str(MONTHS):
        months = [months_later(month, back) for back in range(1 - MONTHS, 1)]
    schools = list(School.objects.filter(district=district).order_by("name"))
    page = Paginator(places_of(district.pk, schools), SCHOOLS_ON_A_PAGE).get_page(request.GET.get("page"))
    return Sheet(measure, district, page, list(page.object_list), months)


@require_http_methods(FORMS)
@requires("measures.enter", on=measure_for)
def enter(request: HttpRequest, measure: Measure) -> HttpResponse:
    """Enter the readings of a district."""
    districts = districts_to_enter(request.user, measure)
    if not districts:
        return render(request, "measures/nothing.html", {"measure": measure})
    sheet = sheet_for(request, measure, districts)
    form, problems = sheet.form(request.POST or None), list[str]()
    if request.POST.get("column", "").strip():
        data, problems = form.pasted()
        form = sheet.form(data)
        form.is_valid()
        messages.info(request, LOOK)
    elif form.is_valid():
        form = saved(request, sheet, form)
        if not form.errors:
            messages.success(request, "Saved. Thank you.")
            return redirect(measure)
    return render(request, "measures/enter.html", page_of(request, sheet, form, districts, problems))


def saved(request: HttpRequest, sheet: Sheet, form: ReadingsForm) -> ReadingsForm:
    """Save what was sent; the form with what could not be saved, or without errors."""
    try:
        clashes = services.enter_readings(
            sheet.measure, form.entries(), why=form.cleaned_data["why"], actor=request.user
        )
    except NotAllowed as refused:
        form.add_error("why", str(refused))
        return form
    if clashes:
        form = sheet.form(form.sent_again(sheet.standing()))
        form.is_valid()
        for clash in clashes:
            form.add_error(
                f"value-{key_of((clash.entry.district, clash.entry.school), clash.entry.month)}", told(clash)
            )
    return form


def told(clash: Clash) -> str:
    """Who wrote what meanwhile, and what to do."""
    theirs, stands = clash.reading, services.standing_of(clash.reading)
    value = "took the value out" if stands.value is None else f"entered {charts.figure(float(stands.value))}"
    of = f" with n {stands.n}" if stands.n is not None else ""
    note = f" and the note “{stands.note}”" if stands.note else ""
    who = f"{theirs.entered_by.name} {value}{of}{note} on {in_full(theirs.entered_at)}, after you opened this page."
    return f"{who} Yours is not saved. To put yours in its place, say why below and save again."


def page_of(
    request: HttpRequest, sheet: Sheet, form: ReadingsForm, districts: list[District], problems: list[str]
) -> dict[str, Any]:
    """What the page to fill in shows."""
    many, path = len(sheet.months) > 1, request.path
    here = {"district": sheet.district.pk if len(districts) > 1 else "", "months": MONTHS if many else ""}
    last = sheet.months[-1]
    this_month = timezone.localdate().replace(day=1)
    near = [months_later(last, step) for step in (-1, 1) if months_later(last, step) <= this_month]
    swap = {**here, "month": f"{last:%Y-%m}", "months": "" if many else MONTHS}
    return {
        "measure": sheet.measure,
        "sheet": sheet,
        "form": form,
        "has_errors": bool(form.errors),
        "problems": problems,
        "districts": districts if len(districts) > 1 else [],
        "many": many,
        "month_words": [month_words(month) for month in sheet.months],
        "near": [(month_words(month), with_query(path, **{**here, "month": f"{month:%Y-%m}"})) for month in near],
        "swap": with_query(path, **swap),
        "month": f"{last:%Y-%m}",
        "minimum": tables.small_minimum(),
    }
