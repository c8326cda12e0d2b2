"""Around every request: its id and log line, security headers, a calm page when the database is away."""

import logging
import re
import time
import uuid
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.contrib.auth.signals import user_logged_out
from django.core.exceptions import BadRequest
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.middleware.csp import get_nonce
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.csp import LazyNonce, build_policy

from portal.core.errors import NotAllowed
from portal.core.logs import safe_path, set_request_id

Answer = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger("portal.request")
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"
SQLITE_WRONG_STATEMENT = 1  # SQLITE_ERROR: “no such table” and the like, a fault of ours and not of the machine
SAFE_REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


class RequestLogMiddleware:
    """Gives each request an id (kept from a proxy where it sent one) and writes one log line when it is answered."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sent = request.headers.get("X-Request-ID", "") if settings.PROXY_COUNT else ""
        request_id = sent if SAFE_REQUEST_ID.fullmatch(sent) else uuid.uuid4().hex
        set_request_id(request_id)
        start = time.monotonic()
        response = self.get_response(request)
        response["X-Request-ID"] = request_id
        user = getattr(request, "user", None)
        facts = {
            "method": request.method,
            "path": safe_path(request),
            "status": response.status_code,
            "ms": round((time.monotonic() - start) * 1000),
            "user": user.pk if user is not None and getattr(request, "_cached_user", None) else None,
        }
        log.info("answered", extra=facts)
        set_request_id("")
        return response


class SecurityHeadersMiddleware:
    """The content policy of the page's place, and headers that Django's own middleware does not set."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request._csp_nonce = LazyNonce()  # type: ignore[attr-defined]
        response = self.get_response(request)
        in_cms = request.path.startswith(settings.CMS_PATH)
        if "Content-Security-Policy" not in response:
            policy: dict[str, Any] = settings.CMS_CSP if in_cms else settings.SECURE_CSP
            response["Content-Security-Policy"] = build_policy(policy, get_nonce(request))
        response.setdefault("X-Content-Type-Options", "nosniff")
        response.setdefault("Permissions-Policy", PERMISSIONS)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.setdefault("Cross-Origin-Opener-Policy", settings.SECURE_CROSS_ORIGIN_OPENER_POLICY)
        response.setdefault("Referrer-Policy", settings.SECURE_REFERRER_POLICY)
        reader = getattr(request, "_cached_user", None)
        if reader is not None and reader.is_authenticated:
            response.setdefault("Cache-Control", "private, no-store")
            patch_vary_headers(response, ["Cookie"])
        if hasattr(request, "has_signed_out"):
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response


def note_sign_out(sender: Any, request: HttpRequest | None, **kwargs: Any) -> None:
    """Remember that this request ended a session, by whichever door: the browser then forgets what it kept."""
    if request is not None:
        request.has_signed_out = True  # type: ignore[attr-defined]


user_logged_out.connect(note_sign_out, dispatch_uid="note_sign_out")


class DatabaseAwayMiddleware:
    """While the database is away every page answers 503 with a plain sentence; it comes back without a restart.

    Errors of views come to `process_exception`; those of other middleware to the view for 500, which asks here too.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Views' database errors come here before Django makes a 500 of them."""
        if is_database_away(exception):
            log.error("the database is away", exc_info=exception)
            return unavailable()
        return None


def is_database_away(failure: BaseException | None) -> bool:
    """Whether the database does not answer, is locked or full; not whether we asked it something wrong."""
    if isinstance(failure, OperationalError):
        code = getattr(failure.__cause__, "sqlite_errorcode", None)
        return code is None or code & 0xFF != SQLITE_WRONG_STATEMENT
    return isinstance(failure, InterfaceError) and connection.vendor == "postgresql"


class RefuseNulMiddleware:
    """No address, query, cookie or form of a browser holds a NUL byte, and PostgreSQL takes none: 400 first.

    Not every value that is looked up has gone through a form field.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        parts = (request.path, unquote(request.META.get("QUERY_STRING", "")), *request.COOKIES.values())
        self.refuse(parts)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> None:
        """The fields of a form, now that its body is read."""
        self.refuse(value for _, values in request.POST.lists() for value in values)

    def refuse(self, parts: Iterable[str]) -> None:
        """400 where one of these holds a NUL byte."""
        if any("\0" in part for part in parts):
            raise BadRequest("A NUL byte in the request.")


def unavailable() -> HttpResponse:
    """The 503 page; it asks nothing of the database, and a sent form can be sent again by reloading."""
    response = HttpResponse(render_to_string("503.html"), status=503)
    response["Retry-After"] = "10"
    return response


class NotAllowedMiddleware:
    """A rule of the domain said no: its sentence on a page of its own, with nothing changed."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn NotAllowed into a page that says why."""
        if isinstance(exception, NotAllowed):
            page = render_to_string("core/not_allowed.html", {"reason": str(exception)}, request)
            return HttpResponse(page, status=409)
        return None
