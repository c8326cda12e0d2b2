"""More information asked and given, and the thread of an application."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from applications.intake import services
from applications.intake.forms import InformationForm, MessageForm
from applications.intake.models import Application
from applications.intake.policies import audiences_for
from applications.intake.views.people import application_for
from portal.core.policies import requires


@require_http_methods(["GET", "HEAD", "POST"])
@requires("intake.decide", on=application_for)
def ask(request: HttpRequest, application: Application) -> HttpResponse:
    """Open some questions again and say what the department would like to know."""
    form = InformationForm(request.POST or None, sections=application.sections)
    if form.is_valid():
        services.ask_information(application, actor=request.user, **form.cleaned_data)
        messages.success(request, "The district gets one mail, and only these questions are open again.")
        return redirect(application)
    context = {"application": application, "form": form, "has_errors": form.is_bound}
    return render(request, "intake/ask.html", context)


@require_POST
@requires("intake.decide", on=application_for)
def go_on(request: HttpRequest, application: Application) -> HttpResponse:
    """Go on without the answer."""
    services.go_on_without(application, actor=request.user)
    return redirect(application)


@require_POST
@requires("intake.post", on=application_for)
def post(request: HttpRequest, application: Application) -> HttpResponse:
    """Write into the thread; a message with a fault is shown again on the application's page."""
    form = MessageForm(request.POST, audiences=audiences_for(request.user, application))
    if not form.is_valid():
        context = {"application": application, "form": form, "has_errors": True}
        return render(request, "intake/message.html", context)
    services.post_message(application, actor=request.user, **form.cleaned_data)
    return redirect(f"{application.get_absolute_url()}#messages")
