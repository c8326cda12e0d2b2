"""Reading letters: the grid of all, reminding those who hold them, one letter, its PDFs and scans."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from applications.letters import services
from applications.letters.forms import FilterForm, RemindForm
from applications.letters.models import Letter, LetterQuerySet
from applications.letters.notifications import holders_of
from applications.letters.sealed import make_paper_copy
from applications.letters.states import WITH_DISTRICT
from applications.letters.wording import parts
from portal.core import files
from portal.core.policies import requires
from portal.districts.models import Office
from portal.worklist.views import views_context

MAY = ("sign", "decline", "countersign", "manage", "withdraw", "ask_change", "read_scan")


def letter_for(request: HttpRequest, reference: str) -> Letter:
    """The letter of this reference, if the reader may know it."""
    letters = Letter.objects.visible_to(request.user).select_related("district", "pdf", "issued_by", "replaces")
    letter = letters.filter(reference=reference).first()
    if letter is None:
        raise Http404
    return letter


def page(request: HttpRequest, letter: Letter, template: str, **context: Any) -> HttpResponse:
    """A page about one letter, with its text and its signatures."""
    signatures = letter.signatures.select_related("signer", "scan")
    context |= {"letter": letter, "parts": parts(letter.text), "signatures": signatures}
    context["may"] = {name: request.user.has_perm(f"letters.{name}", letter) for name in MAY}
    context["is_my_turn"] = is_my_turn(request, letter)
    return render(request, template, context)


def is_my_turn(request: HttpRequest, letter: Letter) -> bool:
    """Whether the reader holds the office of the district that signs next."""
    if not letter.is_with_district:
        return False
    held = letter.district.memberships.in_office(letter.next_office)
    return bool(held.filter(user=request.user.pk).exists())


@require_safe
@requires("letters.list")
def letters(request: HttpRequest) -> HttpResponse:
    """The letters the reader may see: district, version, state, who holds it, for how many days."""
    form = FilterForm(request.GET or None)
    found = _filtered(Letter.objects.visible_to(request.user), form.cleaned_data if form.is_valid() else {})
    shown = Paginator(found.select_related("district"), 50).get_page(request.GET.get("page"))
    views = views_context(request, "letters")
    context = {**views, "page": shown, "form": form, "is_filtered": bool(request.GET), "with_district": WITH_DISTRICT}
    return render(request, "letters/letters.html", {**context, "may_remind": request.user.has_perm("letters.remind")})


def _filtered(found: LetterQuerySet, chosen: dict[str, Any]) -> LetterQuerySet:
    if chosen.get("q"):
        found = found.filter(district__name__icontains=chosen["q"])
    if chosen.get("state"):
        found = found.filter(state=chosen["state"])
    if chosen.get("late"):
        found = found.with_district().filter(due_at__lt=timezone.now())
    return found


@require_POST
@requires("letters.remind")
def remind(request: HttpRequest) -> HttpResponse:
    """First who would get a mail; confirmed, the mails go."""
    waiting = Letter.objects.visible_to(request.user).with_district().select_related("district")
    form = RemindForm(request.POST, letters=waiting)
    if not form.is_valid():
        messages.error(request, "Please tick the letters whose signers you want to remind.")
        return redirect("letters:letters")
    chosen = list(form.cleaned_data["letters"])
    if form.cleaned_data["confirmed"]:
        count = services.remind_signers(chosen, actor=request.user)
        messages.success(request, f"The signers of {count} letter{'' if count == 1 else 's'} are reminded, once a day.")
        return redirect("letters:letters")
    rows = [(letter, holders_of(letter)) for letter in chosen]
    return render(request, "letters/remind.html", {"rows": rows})


@require_safe
@requires("letters.read", on=letter_for)
def letter(request: HttpRequest, letter: Letter) -> HttpResponse:
    """One letter, whole, with where it stands."""
    services.note_view(letter, what="page", actor=request.user)
    versions = Letter.objects.visible_to(request.user).filter(source=letter.source).exclude(pk=letter.pk)
    asked = letter.change_requests.select_related("asked_by").prefetch_related("pathways")
    return page(request, letter, "letters/letter.html", versions=versions.order_by("-version"), changes=asked)


@require_safe
@requires("letters.read", on=letter_for)
def letter_pdf(request: HttpRequest, letter: Letter) -> HttpResponseBase:
    """The sealed copy of a letter that is signed by all."""
    if letter.pdf is None:
        raise Http404
    services.note_view(letter, what="pdf", actor=request.user)
    return files.serve(letter.pdf)


@require_safe
@requires("letters.read", on=letter_for)
def paper_copy(request: HttpRequest, letter: Letter) -> HttpResponse:
    """The letter with its code and lines, to be signed by hand."""
    missing = services.missing_offices(letter)
    if not missing:
        raise Http404
    content = make_paper_copy(letter, [Office(office).label for office in missing])
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="letter-{letter.reference}-paper.pdf"'
    return answer


@require_safe
@requires("letters.read_scan", on=letter_for)
def scan(request: HttpRequest, letter: Letter) -> HttpResponseBase:
    """The scan of the sheet that was signed by hand."""
    signed = letter.signatures.filter(scan__isnull=False).select_related("scan").first()
    if signed is None or signed.scan is None:
        raise Http404
    services.note_view(letter, what="scan", actor=request.user)
    return files.serve(signed.scan)
