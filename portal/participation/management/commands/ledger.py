"""`manage.py ledger LEAID SCHOOL_YEAR [--json]`: the five duties of a district, with count, target and evidence."""

import json
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser

from portal.core.dates import school_year_from
from portal.districts.models import District
from portal.participation.counting import Ledger, Tally
from portal.participation.duties import Fact, Standing
from portal.participation.queries import LedgerOf, ledger_of


class Command(BaseCommand):
    """Writes nothing. A refusal is JSON, with a non-zero exit."""

    requires_system_checks: list[str] = []
    help = "The five duties of one district in a school year, each with its count, its target, excused, the evidence."

    def add_arguments(self, parser: CommandParser) -> None:
        """The contract of the commands."""
        parser.add_argument("leaid", metavar="LEAID", help="The district's NCES id, seven digits.")
        parser.add_argument("school_year", metavar="SCHOOL_YEAR", help="As 2018-19: July 2018 to June 2019.")
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Count and say."""
        of = self.found(options["leaid"], options["school_year"])
        ledger = of.counted()
        if options["json"]:
            self.stdout.write(json.dumps(answer(of, ledger), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(lines(of, ledger)))

    def found(self, leaid: str, words: str) -> LedgerOf:
        """The ledger that is meant; a refusal where there is none."""
        year = school_year_from(words)
        if year is None:
            self.refuse(f"{words[:40]!r} is not a school year. Write it as 2018-19.")
        if not District.objects.filter(pk=leaid).exists():
            self.refuse(f"There is no district with the NCES id {leaid[:40]!r}.")
        of = ledger_of(District.objects.all(), leaid, year)
        if of is None:
            self.refuse(f"District {leaid} was no member of the network on any day of {words} until today.")
        return of

    def refuse(self, sentence: str) -> NoReturn:
        """One JSON object that says why, and a non-zero exit."""
        self.stdout.write(json.dumps({"error": sentence}, ensure_ascii=False))
        raise SystemExit(1)


def answer(of: LedgerOf, ledger: Ledger) -> dict[str, Any]:
    """Everything, as JSON holds it."""
    return {
        "leaid": of.district.pk,
        "district": of.district.name,
        "school_year": of.school_year,
        "member_since": of.since.isoformat(),
        "duties": [duty_said(tally) for tally in ledger.duties],
    }


def duty_said(tally: Tally) -> dict[str, Any]:
    """A duty with its figures; `evidence` is what counts, one entry for each of `count`."""
    return {
        "duty": tally.duty.value,
        "name": tally.words.name,
        "count": tally.count,
        "target": tally.target,
        "excused": tally.excused,
        "absent": tally.absent,
        "evidence": [said(fact) for fact in tally.of(Standing.COUNTED)],
        "excused_from": [said(fact) for fact in tally.of(Standing.EXCUSED)],
        "absent_from": [said(fact) for fact in tally.of(Standing.ABSENT)],
    }


def said(fact: Fact) -> dict[str, str]:
    """One fact."""
    return {"key": fact.key, "title": fact.title, "on": fact.on.isoformat(), "url": fact.url, "note": fact.note}


def lines(of: LedgerOf, ledger: Ledger) -> list[str]:
    """The same for people."""
    told = [f"{of.district}, {of.school_year}, member since {of.since}"]
    for tally in ledger.duties:
        told += ["", f"{tally.words.name}: {tally.score}"]
        told += [f"   {fact.on} {fact.title} ({fact.standing})" for fact in tally.facts]
    return told
