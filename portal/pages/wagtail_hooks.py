"""Private pages and documents are not there for a signed-in reader who may not have them.

Wagtail by itself sends every such reader to sign in; who is signed in already would be sent to and fro for ever.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import BaseViewRestriction

Serve = Callable[..., HttpResponse]


def hide_from_reader(restrictions: Iterable[Any], request: HttpRequest) -> None:
    """404 for a signed-in reader whom one of these keeps out; a password may still be typed."""
    for restriction in restrictions:
        asks_password = restriction.restriction_type == BaseViewRestriction.PASSWORD
        if request.user.is_authenticated and not asks_password and not restriction.accept_request(request):
            raise Http404


@hooks.register("before_serve_document", order=-1)
def hide_private_document(document: Any, request: HttpRequest) -> None:
    """Before Wagtail's own question."""
    hide_from_reader(document.collection.get_view_restrictions(), request)


@hooks.register("on_serve_page", order=-1)
def hide_private_page(serve: Serve) -> Serve:
    """Around Wagtail’s own question."""

    def hiding(page: Any, request: HttpRequest, *args: Any) -> HttpResponse:
        hide_from_reader(page.get_view_restrictions(), request)
        return serve(page, request, *args)

    return hiding
