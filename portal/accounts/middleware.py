"""Sessions end in time; state roles need a second factor; an administrator may look through another's eyes."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import User

Answer = Callable[[HttpRequest], HttpResponse]
SEEN_EVERY = timedelta(minutes=1)
SIGNED_OUT_BECAUSE = "signed_out_because"
VIEWING_AS = "viewing_as"
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
CLOSED_WHILE_VIEWING = ("/accounts/", settings.CMS_PATH, "/account/")
OPEN_WITHOUT_SECOND_FACTOR = ("/accounts/", settings.STATIC_URL, "/healthz", "/readyz")


class SessionActivityMiddleware:
    """Notes when each session was last seen, and ends one that was idle too long or is a day old.

    Not on every page, since a write would slow all pages; a minute is fine enough. A session that ends here is lost
    like any other: what was typed into a form is kept for after the sign-in, and the sign-in page says why.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and not request.path.startswith(settings.STATIC_URL):
            self.note(request)
        return self.get_response(request)

    def note(self, request: HttpRequest) -> None:
        """Go on with the session, or end it."""
        known = UserSession.objects.filter(session_key=request.session.session_key, user=request.user).first()
        if known is not None and (reason := reason_to_end(known, request.user)):
            known.delete()
            logout(request)
            request.session[SIGNED_OUT_BECAUSE] = reason
        elif known is None or known.last_seen_at < timezone.now() - SEEN_EVERY:
            UserSession.objects.create_from_request(request)


def reason_to_end(session: UserSession, user: Any) -> str:
    """Why a session ends now, by the server's clock: `old` after a day, `idle` for who holds a state role; or ""."""
    now = timezone.now()
    if now - session.created_at > timedelta(seconds=settings.SESSION_COOKIE_AGE):
        return "old"
    is_idle = now - session.last_seen_at > timedelta(seconds=settings.STAFF_IDLE_SECONDS)
    return "idle" if is_idle and user.state_roles else ""


class ViewAsMiddleware:
    """While an administrator views as another person, requests are answered as that person's, and only read.

    `request.real_user` then holds the administrator. Own account, sign-in pages and the editor are closed meanwhile.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = self.person_viewed(request)
        if person is None:
            return self.get_response(request)
        request.real_user = request.user  # type: ignore[attr-defined]
        request.user = person
        if request.path == reverse("accounts:stop_viewing"):
            return self.get_response(request)
        if request.method not in SAFE_METHODS or request.path.startswith(CLOSED_WHILE_VIEWING):
            return render(request, "accounts/only_viewing.html", status=403)
        return self.get_response(request)

    def person_viewed(self, request: HttpRequest) -> User | None:
        """Whose eyes these are; asked anew on each request, so it ends with the role or when the person gets one."""
        pk = request.session.get(VIEWING_AS)
        if pk is None or not request.user.is_authenticated:
            return None
        person = User.objects.filter(pk=pk).first()
        if person is None or not request.user.has_perm("accounts.view_as", person):
            del request.session[VIEWING_AS]
            return None
        return person


class SecondFactorMiddleware:
    """Who holds a state role, or may use the editor, sets up a second factor before anything else."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(OPEN_WITHOUT_SECOND_FACTOR) or not lacks_second_factor(request.user):
            return self.get_response(request)
        return HttpResponseRedirect(reverse("mfa_index"))


def lacks_second_factor(user: Any) -> bool:
    """Whether this person must set up a second factor first. Demonstration accounts need none while DEMO is on."""
    if not user.is_authenticated or (user.is_demonstration and settings.DEMO):
        return False
    if not user.state_roles and not user.has_perm("wagtailadmin.access_admin"):
        return False
    return not is_mfa_enabled(user)
