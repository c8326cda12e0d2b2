"""What the addresses of the ledger are about, as far as the reader may know of it."""

from django.http import Http404, HttpRequest

from portal.core.dates import school_year_from
from portal.participation.models import Contest
from portal.participation.queries import LedgerOf, districts_visible_to, ledger_of


def ledger_for(request: HttpRequest, leaid: str, school_year: str) -> LedgerOf:
    """A district and a school year in which it was a member."""
    year = school_year_from(school_year)
    found = ledger_of(districts_visible_to(request.user), leaid, year) if year else None
    if found is None:
        raise Http404
    return found


def contest_for(request: HttpRequest, reference: str) -> Contest:
    """A contest."""
    found = Contest.objects.visible_to(request.user).select_related("district").filter(reference=reference).first()
    if found is None:
        raise Http404
    return found
