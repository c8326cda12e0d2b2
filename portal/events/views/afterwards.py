"""After an event: recordings and slides, that one watched, what one thinks of it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.core.errors import NotAllowed
from portal.core.files import serve
from portal.core.policies import public, requires
from portal.events import services
from portal.events.forms import MaterialForm, OpinionForm
from portal.events.models import Event, Material
from portal.events.views.finding import event_for, material_for

FORMS = ["GET", "HEAD", "POST"]


@require_http_methods(FORMS)
@requires("events.run", on=event_for)
def files(request: HttpRequest, event: Event) -> HttpResponse:
    """Post a recording or slides, or take them away."""
    form = MaterialForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            services.post_material(event, **form.cleaned_data, actor=request.user)
        except NotAllowed as refused:
            form.add_error("upload", str(refused))
        else:
            messages.success(request, "Posted. Everybody who may know of the event can have it.")
            return redirect("events:files", slug=event.slug)
    context = {"event": event, "form": form, "materials": event.materials.select_related("file")}
    return render(request, "events/files.html", context | {"has_errors": bool(form.errors)})


@require_safe
@public
def material_file(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """A file of an event, for whoever may know of the event."""
    material = material_for(request, slug, number)
    if material.file is None:
        raise Http404
    return serve(material.file)


def run_material(request: HttpRequest, slug: str, number: int) -> Event:
    """The event whose file it is, with the file at hand."""
    material = material_for(request, slug, number)
    material.event.chosen = material  # type: ignore[attr-defined]
    return material.event


@require_POST
@requires("events.run", on=run_material)
def remove(request: HttpRequest, event: Event) -> HttpResponse:
    """Take a recording or a file away."""
    material: Material = event.chosen  # type: ignore[attr-defined]
    services.remove_material(material, actor=request.user)
    messages.success(request, "Taken away.")
    return redirect("events:files", slug=event.slug)


@require_POST
@requires("events.watch", on=event_for)
def watched(request: HttpRequest, event: Event) -> HttpResponse:
    """I was excused, and have seen the recording."""
    services.note_watched(event, actor=request.user)
    messages.success(request, "Noted: you watched the recording.")
    return redirect(event)


@require_http_methods(FORMS)
@requires("events.say", on=event_for)
def opinion(request: HttpRequest, event: Event) -> HttpResponse:
    """Two questions to those who were there."""
    before = event.opinions.filter(user=request.user.pk).first()
    first = {"score": before.score, "words": before.words} if before else {}
    form = OpinionForm(request.POST or None, initial=first)
    if form.is_valid():
        services.give_opinion(event, **form.cleaned_data, actor=request.user)
        messages.success(request, "Thank you. Those who run the event read it without your name.")
        return redirect(event)
    return render(request, "events/opinion.html", {"event": event, "form": form, "has_errors": bool(form.errors)})
