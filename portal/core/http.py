"""Answers: one-time form keys, typed text kept over a sign-in, private answers."""

import re
import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import suspend_request
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from portal.core.models import FormKey

KEPT_POST_SIGNS = 200_000
NOT_KEPT = {"csrfmiddlewaretoken", "form_key"}
ARRIVED = "This had arrived already. It was done once."
FORM_KEY = re.compile(r"[A-Za-z0-9-]{1,64}")


class AskedToProve(HttpResponseRedirect):
    """On the way to prove again who one is: no effect yet, so the form key stays unused."""


def answer_once(request: HttpRequest, answer: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Answer a form that carries a one-time key: the same key twice has one effect and the same answer.

    The key's row is locked for as long as the first answer takes, so a second, simultaneous click waits for it.
    Only redirects count as an effect; a form shown again with its errors may be sent again under the same key.
    """
    key = request.POST.get("form_key", "") if request.method == "POST" else ""
    if not FORM_KEY.fullmatch(key):
        return answer()
    with transaction.atomic():
        row, first = FormKey.objects.take(key, owner=owner_of(request), path=request.path)
        if not first and row.location:
            messages.info(request, ARRIVED, fail_silently=True)
            return HttpResponseRedirect(row.location)
        response = answer()
        if isinstance(response, HttpResponseRedirect) and not isinstance(response, AskedToProve):
            row.location = response.url
            row.save(update_fields=["location"])
        return response


def for_script(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """A redirect as an upload that a script watches needs it: the script goes there itself.

    A browser follows redirects on behalf of scripts, and the messages of the next page would be shown to nobody.
    """
    if request.headers.get("X-Upload") and isinstance(response, HttpResponseRedirect):
        return HttpResponse(status=204, headers={"X-Location": response.url})
    return response


def owner_of(request: HttpRequest) -> str:
    """Whose form key it is: a key taken over by another person has no answer for them."""
    return str(request.user.pk or "") or (request.session.session_key or "")


def new_form_key() -> str:
    """A fresh one-time key for a form."""
    return uuid.uuid4().hex


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """To the sign-in page. What was typed into a form is kept in the session and offered again afterwards."""
    if keep_post(request):
        return redirect_to_login(reverse("core:resume"))
    return redirect_to_login(request.get_full_path())


def prove_again(request: HttpRequest) -> HttpResponse:
    """To the page that asks for the password or second factor again; the form that was sent goes on afterwards.

    By itself where its address has no query; allauth drops a form whose address has one, so that is offered again.
    """
    page = get_adapter(request).get_reauthentication_methods(request.user)[0]["url"]
    if request.META.get("QUERY_STRING") and keep_post(request):
        return AskedToProve(with_query(page, next=reverse("core:resume")))
    return AskedToProve(suspend_request(request, page).url)


def keep_post(request: HttpRequest) -> bool:
    """Keep the fields of a form that cannot be answered yet; not its files, and nothing of unusual length."""
    if request.method != "POST":
        return False
    fields = {name: values for name, values in request.POST.lists() if name not in NOT_KEPT}
    if sum(len(name) + sum(map(len, values)) for name, values in fields.items()) > KEPT_POST_SIGNS:
        return False
    request.session["kept_post"] = {"path": request.get_full_path(), "fields": fields}
    return True


def kept_post(request: HttpRequest) -> dict[str, Any] | None:
    """The form that was sent without being signed in, if there is one: its path and its fields."""
    return request.session.get("kept_post")


def forget_kept(request: HttpRequest) -> None:
    """The kept form has arrived: it need not be offered any longer."""
    if request.method == "POST" and (kept_post(request) or {}).get("path") == request.get_full_path():
        del request.session["kept_post"]


def with_query(path: str, **query: Any) -> str:
    """A path with query parameters; those that are empty are left out."""
    kept = {name: value for name, value in query.items() if value not in (None, "")}
    return f"{path}?{urlencode(kept, doseq=True)}" if kept else path


def client_address(request: HttpRequest) -> str | None:
    """The reader's network address; a forwarded one is believed only behind the configured number of proxies."""
    try:
        return get_adapter(request).get_client_ip(request)
    except PermissionDenied:
        return None
