"""Facts, sources of facts and contests, for tests."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from portal.participation import services
from portal.participation.duties import Duty, Fact, Standing
from portal.participation.models import Contest
from portal.participation.queries import LedgerOf

YEAR, SCHOOL_YEAR = 2019, "2018-19"


def noon(year: int, month: int, day: int) -> datetime:
    """Noon of a day in US Central."""
    return datetime(year, month, day, 12, tzinfo=timezone.get_default_timezone())


def fact(leaid: str, duty: Duty, number: int, standing: Standing = Standing.COUNTED, **more: Any) -> Fact:
    """The thing of this number of a duty, in the school year 2018-19 or another."""
    year = more.pop("year", YEAR)
    told = {"title": f"Sample {duty} {number}", "on": date(year - 1, 7, 1) + timedelta(days=20 * number), **more}
    told = {"url": f"/events/sample-{duty}-{number}/", **told}
    return Fact(leaid, year, duty, f"{duty}-{number}", standing=standing, **told)


def planted(leaid: str, year: int = YEAR) -> list[Fact]:
    """3 of 4 meetings and one excused, 9 of 12 webinars and 2 missed, a mentorship, an initiative, a practice."""
    M, W = Duty.MEETINGS, Duty.WEBINARS
    found = [fact(leaid, M, number, year=year) for number in range(3)]
    found += [fact(leaid, M, 3, Standing.EXCUSED, year=year, note="Sample: a storm closed the roads.")]
    found += [fact(leaid, W, number, year=year) for number in range(9)]
    found += [fact(leaid, W, number, Standing.ABSENT, year=year) for number in (9, 10)]
    return found + [fact(leaid, duty, 0, year=year) for duty in (Duty.MENTORING, Duty.INITIATIVES, Duty.PRACTICES)]


class Source(list[Fact]):
    """Facts that a test plants, and may take away again."""

    def __call__(self, leaids: Iterable[str], years: Iterable[int]) -> list[Fact]:
        """As a source of the ledger."""
        wanted = {(leaid, year) for leaid in leaids for year in years}
        return [each for each in self if (each.leaid, each.year) in wanted]


def contested(district: Any, *, actor: Any, **said: Any) -> Contest:
    """Something that is missing, or with `key` an entry."""
    told = {"duty": "webinars", "key": "", "thing": "Webinar of October 10 (sample)", "words": "Sample: we were there."}
    of = LedgerOf(district, said.pop("year", YEAR), date(2018, 7, 1))
    return services.contest_entry(of, **{**told, **said}, actor=actor)
