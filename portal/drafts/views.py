"""What the pages have in common on which a draft is written: the versions that were sent, clashes, saving by itself."""

from collections.abc import Callable, Iterable
from secrets import token_hex
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from portal.drafts.forms import SectionForm
from portal.drafts.questions import Section
from portal.drafts.services import Clash, Shown

CLASHED = "Somebody else changed this answer while you wrote. Both texts are shown; yours is in the field."
Save = Callable[[dict[str, Any], Shown], list[Clash]]


def find_section(sections: Iterable[Section], key: str) -> tuple[Section, int]:
    """The section of an address, with its place from 1; 404 where the form has none of this name."""
    for number, section in enumerate(sections, start=1):
        if section.key == key:
            return section, number
    raise Http404


def section_of(sections: Iterable[Section], question: str) -> Section:
    """The section that asks a question; 404 where none does."""
    for section in sections:
        if any(each.key == question for each in section.questions):
            return section
    raise Http404


def versions_sent(request: HttpRequest, section: Section, *, stays_open: bool = False) -> Shown:
    """The version of each answer that the sent page showed; 0 or nothing where there was no answer yet."""
    sent = {question.key: request.POST.get(f"version-{question.key}", "") for question in section.questions}
    known = {key: int(value) for key, value in sent.items() if value.isascii() and value.isdigit() and len(value) < 9}
    shown = Shown(known)
    shown.page, shown.stays_open = request.POST.get("page", "")[:32], stays_open
    return shown


def save_section(request: HttpRequest, form: SectionForm, save: Save) -> tuple[bool, list[Clash]]:
    """Save what was sent; whether all of it is kept as it was sent, and what somebody else had changed.

    What is right is kept even where something else is not, a file above all: it cannot be shown again.
    """
    is_valid = form.is_valid()
    clashes = save(form.cleaned_data, versions_sent(request, form.section))
    return is_valid and not clashes, clashes


def dress(
    form: SectionForm, answers: Iterable[Any], clashes: Iterable[Clash], address_of: Callable[[str], str]
) -> SectionForm:
    """The form with what is kept of each answer, the clashes beside their fields, and fields that save themselves."""
    kept = {answer.question: answer for answer in answers}
    shown = {clash.question: clash for clash in clashes}
    for question in shown:
        form.add_error(question, CLASHED)
    form.page = token_hex(16)
    for name, field in form.fields.items():
        field.saved, field.clash = kept.get(name), shown.get(name)  # type: ignore[attr-defined]
        if not isinstance(field, forms.FileField):
            field.widget.attrs.update(_autosave(name, address_of(name)))
    return form


def _autosave(question: str, address: str) -> dict[str, str]:
    """What makes a field save itself where scripts run: after a second without typing, and when it is left.

    Then it waits for 50 ms: the click that leaves it is answered first.
    """
    return {
        "hx-post": address,
        "hx-trigger": "input changed delay:1s, change delay:50ms",
        "hx-target": f"#saved-{question}",
        "hx-params": "not form_key",
        "hx-sync": "this:queue last",
        "data-saved-in": f"saved-{question}",
    }


def save_one(request: HttpRequest, section: Section, question: str, answers: Any, save: Save) -> HttpResponse:
    """One field saved by itself, as it is typed: when it was saved, or that somebody else changed it."""
    form = SectionForm(section, request.POST)
    form.is_valid()
    context: dict[str, Any] = {"key": question, "errors": form.errors.get(question), "now": timezone.now()}
    shown = versions_sent(request, section, stays_open=True)
    if question in form.cleaned_data:
        context["clashes"] = save({question: form.cleaned_data[question]}, shown)
        context["answer"] = answers.filter(question=question).first()
    return render(request, "drafts/saved.html", context)
