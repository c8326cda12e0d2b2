"""What the portal knows of a district that wants to apply: told beforehand, never asked, and never an obstacle."""

from dataclasses import dataclass

from django.utils.formats import date_format

from portal.accountability.queries import ratings_of
from portal.districts.models import District
from portal.network.queries import latest_membership

GOOD = ("A", "B")


@dataclass(frozen=True)
class Known:
    """One fact, and whether the district should think about it before it applies."""

    words: str
    is_warning: bool = False


def known_of(district: District) -> list[Known]:
    """Grade, membership of the network and whether it is rural, in sentences."""
    return [_grade(district), _membership(district), *_rural(district)]


def _grade(district: District) -> Known:
    ratings = ratings_of(district)
    if not ratings:
        return Known("No letter grade is known here. That is no obstacle.")
    latest = ratings[-1]
    words = f"Rated {latest.grade} in {latest.year}."
    if latest.grade in GOOD:
        return Known(f"{words} Districts rated A and B are asked to help others.")
    return Known(
        f"{words} The call is written for districts rated A and B. This is no obstacle: districts with other grades "
        "were in the network from its first year. Please say in the application what help you would need.",
        is_warning=True,
    )


def _membership(district: District) -> Known:
    membership = latest_membership(district)
    if membership is None:
        return Known("Not a member of the network yet.")
    ends = f" until {date_format(membership.until)}" if membership.until else ""
    if membership.state == "active":
        return Known(f"A member of the network already{ends}. A new application renews the term.", is_warning=True)
    return Known(f"Was a member of the network{ends}.")


def _rural(district: District) -> list[Known]:
    return [Known("A rural district: the network looks for them.")] if district.is_rural else []
