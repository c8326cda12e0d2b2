"""What is told about ledgers: each quarter how it stands, and the answer to what a district contests."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from portal.core import mail
from portal.core.dates import school_year_bounds, school_year_words
from portal.districts.models import LEADING_OFFICES, District, Membership
from portal.participation.counting import Ledger
from portal.participation.models import Contest

TOPIC = "ledger"
FOLDER = "participation/mail"


def quarter_key(leaid: str, last: date) -> str:
    """The fact that a quarter, by its last day, is told to a district."""
    return f"ledger-{leaid}-{last:%Y-%m}"


def quarter_ended(district: District, ledger: Ledger, last: date, *, people: Iterable[Any]) -> None:
    """To who leads the district: its ledger after a quarter, what is missing, and where to go."""
    told: dict[str, Any] = {"topic": TOPIC, "about": district, "permission": "participation.read"}
    told |= {"district": district, "ledger": ledger, "last": last, "school_year": school_year_words(ledger.year)}
    told["is_over"] = last == school_year_bounds(ledger.year)[1]
    mail.post(f"{FOLDER}/quarter.txt", to=people, key=quarter_key(district.pk, last), **told)


def contest_answered(contest: Contest) -> None:
    """To who leads the district: what MDE answers."""
    people = Membership.objects.filter(district=contest.district_id).in_office(*LEADING_OFFICES).people()
    told: dict[str, Any] = {"about": contest, "permission": "participation.read"}
    mail.post(f"{FOLDER}/answered.txt", to=people, key=f"contest-answered-{contest.reference}", contest=contest, **told)
