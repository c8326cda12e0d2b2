"""Forgetting the count of what waits as soon as a person has done something."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

KEPT = "waiting"


class WaitingCountMiddleware:
    """After each form that is sent, what waits for the person is counted anew."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method == "POST" and KEPT in getattr(request, "session", {}):
            del request.session[KEPT]
        return response
