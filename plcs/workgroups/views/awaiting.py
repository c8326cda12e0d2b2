"""People who are invited and have not come in: awaited, taken back; and the page that stops the weekly mail."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from plcs.workgroups import services
from plcs.workgroups.forms import AwaitForm
from plcs.workgroups.models import Awaited, Workgroup
from plcs.workgroups.queries import awaitable_of
from plcs.workgroups.states import AwaitedState
from plcs.workgroups.views.finding import awaited_by_mail, awaited_for, workgroup_for
from plcs.workgroups.views.people import people_page
from portal.core.errors import NotAllowed
from portal.core.policies import public, requires


@require_POST
@requires("workgroups.invite", on=workgroup_for)
def await_person(request: HttpRequest, workgroup: Workgroup) -> HttpResponse:
    """Tell an invited address what is coming, until the person comes in."""
    form = AwaitForm(request.POST, workgroup=workgroup, districts=awaitable_of(request.user, workgroup))
    if form.is_valid():
        try:
            awaited = services.await_person(workgroup, form.cleaned_data["invitation"], actor=request.user)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{awaited.email} is awaited. The first mail leaves tonight, if there is news.")
            return redirect("workgroups:people", workgroup.slug)
    return render(request, "workgroups/people.html", people_page(request, workgroup, awaiting=form))


@require_POST
@requires("workgroups.take_back", on=awaited_for)
def take_back(request: HttpRequest, awaited: Awaited) -> HttpResponse:
    """Await somebody no longer."""
    services.take_back_awaited(awaited, actor=request.user)
    messages.success(request, f"{awaited.email} gets no mail of this PLC any more. The district’s invitation stays.")
    return redirect("workgroups:people", awaited.workgroup.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@public
def stop_mail(request: HttpRequest, token: str) -> HttpResponse:
    """Where the weekly mail leads who wants no more of it. Looking changes nothing: mail programs look by themselves.

    The link signs nobody in and shows nothing but the name of the PLC that stood in the mail.
    """
    awaited = awaited_by_mail(token)
    if request.method == "POST":
        services.stop_mail(awaited)
        return redirect("workgroups:stop_mail", token=token)
    is_going = awaited.state == AwaitedState.AWAITED
    return render(request, "workgroups/stop_mail.html", {"workgroup": awaited.workgroup, "is_going": is_going})
