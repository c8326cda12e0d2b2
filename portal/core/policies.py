"""Who may use an address: every view of ours carries `@requires` or `@public`, and a test fails without one."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from inspect import signature
from typing import Any

from allauth.account.internal.flows.reauthentication import get_reauthentication_flows, is_reauthentication_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from portal.core.errors import NotAllowed
from portal.core.http import answer_once, for_script, forget_kept, prove_again, sign_in_first

View = Callable[..., HttpResponseBase]
NOTHING_TO_PROVE_WITH = (
    "This needs a fresh proof that it is you, and your account has nothing to prove it with. First set a password at "
    "/accounts/password/set/, or a passkey at /accounts/2fa/. Then do this again. Nothing was changed."
)


@dataclass(frozen=True)
class Policy:
    """What a view asks of its reader; `permission` is None where anybody may read."""

    permission: str | None
    recent: bool = False


def public(view: View) -> View:
    """Anybody may use this address. What is shown still comes from `visible_to(user)`."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return answer_once(request, lambda: view(request, *args, **kwargs))

    guarded.policy = Policy(None)  # type: ignore[attr-defined]
    return guarded


def requires(permission: str, *, on: Callable[..., Any] | None = None, recent: bool = False) -> Callable[[View], View]:
    """Only who holds `permission`, on the object that `on(request, **kwargs)` finds, may use this address.

    Nobody signed in: to the sign-in page, whether or not the object exists. `on` reads from `visible_to(user)` and
    raises Http404 for a stranger. Who may see but not act gets 403. `recent` asks, before a form
    takes effect, for the password or second factor again where that was not given within ten minutes; the form that
    was sent is kept meanwhile and goes on by itself. The view is called with the request, what `on` found, and the
    address's other parts by name.

    All of this is asked inside `answer_once`: the second of two identical forms gets the first one's answer, although
    the first has changed the state that its permission rests on.
    """
    asked = set(signature(on).parameters) if on else set()

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return for_script(request, sign_in_first(request))
            return for_script(request, answer_once(request, lambda: allowed(request, kwargs)))

        def allowed(request: HttpRequest, parts: dict[str, Any]) -> HttpResponseBase:
            found = [on(request, **{name: parts.pop(name) for name in asked & set(parts)})] if on else []
            if not request.user.has_perm(permission, *found):
                raise PermissionDenied
            if recent and request.method == "POST" and lacks_recent_proof(request):
                return prove_again(request)
            forget_kept(request)
            return view(request, *found, **parts)

        guarded.policy = Policy(permission, recent)  # type: ignore[attr-defined]
        return guarded

    return decorate


def lacks_recent_proof(request: HttpRequest) -> bool:
    """Whether the password or second factor must be given again; NotAllowed where the person has neither.

    Who signs in only by an outside service has nothing to give, and allauth counts that as proof enough.
    """
    if not get_reauthentication_flows(request.user):
        raise NotAllowed(NOTHING_TO_PROVE_WITH)
    return is_reauthentication_required(request, app="portal")
