"""One's own account: name, where one belongs, and the ways to sign-in, second factor and sessions."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from portal.accounts import services
from portal.accounts.forms import NameForm
from portal.accounts.providers import belongings_of
from portal.core.policies import requires


@require_http_methods(["GET", "HEAD", "POST"])
@requires("accounts.edit_own")
def account(request: HttpRequest) -> HttpResponse:
    """My account: the name colleagues see, and everything about signing in."""
    person: Any = request.user
    form = NameForm(request.POST or None, initial={"name": person.name})
    if form.is_valid():
        services.rename(person, name=form.cleaned_data["name"], actor=person)
        messages.success(request, "Your name is saved.")
        return redirect("accounts:account")
    context = {"form": form, "belongings": belongings_of(person), "has_errors": bool(form.errors)}
    return render(request, "accounts/account.html", context)
