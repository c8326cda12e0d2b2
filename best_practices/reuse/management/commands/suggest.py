"""`manage.py suggest SCHOOL_ID [--top N] [--json]`: practices for a school, with scores, parts and reasons."""

import json
from dataclasses import asdict
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser

from best_practices.reuse import adopters, queries, telling
from best_practices.reuse.needs import Need, Standing
from best_practices.reuse.ranking import TOP, Suggestion, suggest
from best_practices.reuse.scoring import NO_TIER, Weights
from best_practices.reuse.wording import Reason

MOST = 1000
FORMULA = "score = 100 x need x (sum of weight x value) / (sum of weights); the points of the parts add up to it"


class Command(BaseCommand):
    """Writes nothing. A refusal is JSON, with a non-zero exit."""

    requires_system_checks: list[str] = []
    help = "Practices for a school, each with its score, the parts of the score, and reasons in numbers."

    def add_arguments(self, parser: CommandParser) -> None:
        """The contract of the commands."""
        parser.add_argument("school", metavar="SCHOOL_ID", help="The number in the address of the school's page.")
        parser.add_argument("--top", default=str(TOP), metavar="N", help=f"How many practices; {TOP} without it.")
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Score and say."""
        top = whole(options["top"])
        if not 1 <= top <= MOST:
            self.refuse(f"--top is a whole number from 1 to {MOST}.")
        weights = adopters.weights_in_force()
        standing = queries.standing_of(whole(options["school"]), weights.need)
        if standing is None:
            self.refuse(f"There is no school with the number {options['school'][:40]}.")
        found = suggest(standing, queries.practice_facts(), weights, top)
        if options["json"]:
            self.stdout.write(json.dumps(answer(standing, found, weights), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(lines(standing, found)))

    def refuse(self, sentence: str) -> NoReturn:
        """One JSON object that says why, and a non-zero exit."""
        self.stdout.write(json.dumps({"error": sentence}, ensure_ascii=False))
        raise SystemExit(1)


def whole(said: Any) -> int:
    """A whole number of at most nine digits; 0 where it is none."""
    text = str(said)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def answer(standing: Standing, found: list[Suggestion], weights: Weights) -> dict[str, Any]:
    """Everything, as JSON holds it."""
    school = standing.school
    return {
        "school": {"id": school.key, "name": school.name, "district": school.district, "leaid": school.leaid},
        "designations": [asdict(each) for each in school.designations],
        "needs": [need_said(need) for need in standing.needs],
        "not_said": [said(telling.tell_silence(silence)) for silence in standing.silences],
        "formula": FORMULA,
        "weights": asdict(weights),
        "suggestions": [suggestion_said(each) for each in found],
        "note": note(standing, found),
    }


def need_said(need: Need) -> dict[str, Any]:
    """A need with its numbers and sentences."""
    return {
        "measure": need.target,
        "name": need.name,
        "year": need.year,
        "need": round(need.weight, 4),
        "parts": {name: round(part, 4) for name, part in need.parts.items()},
        "reasons": [said(each) for each in telling.tell_need(need)],
    }


def suggestion_said(each: Suggestion) -> dict[str, Any]:
    """A suggestion with its score, the parts of it, and the reasons."""
    return {
        "practice": each.practice.key,
        "title": each.practice.title,
        "url": each.practice.url,
        "score": each.score,
        "need": {"measure": each.need.target, "size": round(each.need.weight, 4)},
        "component": each.component,
        "tier": each.tier if each.tier < NO_TIER else None,
        "parts": [{name: figure(value) for name, value in asdict(part).items()} for part in each.parts],
        "enough_evidence": each.has_enough_evidence,
        "waivers_needed": list(each.waivers),
        "reasons": [said(reason) for reason in each.reasons],
    }


def figure(value: Any) -> Any:
    """Words as they are, figures to four decimals."""
    return round(value, 4) if isinstance(value, float) else value


def said(reason: Reason) -> dict[str, Any]:
    """A sentence with the numbers in it."""
    return {"part": reason.part, "text": reason.text, "numbers": [asdict(number) for number in reason.numbers]}


def note(standing: Standing, found: list[Suggestion]) -> str:
    """Why there are no suggestions, where there are none."""
    if found:
        return ""
    if not standing.needs:
        return "No need of this school can be seen in its published results, so no practice is suggested."
    return "No practice on record works on the needs of this school."


def lines(standing: Standing, found: list[Suggestion]) -> list[str]:
    """The same for people."""
    told = [f"{standing.school.name}, {standing.school.district}"]
    told += [telling.tell_silence(silence).text for silence in standing.silences]
    for place, each in enumerate(found, start=1):
        told += ["", f"{place}. {each.practice.title} ({each.practice.key}): {each.score:.1f} of 100"]
        told += [
            f"   {part.name}: {part.value:.2f}, weight {part.weight:.2f}, {part.points:.1f} points"
            for part in each.parts
        ]
        told += [f"   - {reason.text}" for reason in each.reasons]
    return [*told, note(standing, found)] if not found else told
