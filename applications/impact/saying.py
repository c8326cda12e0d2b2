"""The figures of a standard in sentences, for the reasons of a draft. Pure."""

from collections.abc import Mapping
from datetime import date


def _of(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def in_words(figures: Mapping[str, int], day: date) -> str:
    """What the matrix counts on a day; no word on why."""
    when = f"As of {day:%B} {day.day}, {day.year}"
    if not figures["requests"]:
        return f"{when}: no district asked to vary this standard."
    asked = f"{_of(figures['districts'], 'district', 'districts')} asked"
    told = [f"{when}: {asked}, in {_of(figures['requests'], 'request', 'requests')}."]
    rows = [
        ("granted", "was granted as asked", "were granted as asked"),
        ("conditional", "was granted with conditions", "were granted with conditions"),
        ("pilot", "was granted as a pilot", "were granted as pilots"),
        ("denied", "was denied", "were denied"),
        ("pending", "is pending", "are pending"),
        ("ended", "has ended", "have ended"),
        ("in_force", "is in force", "are in force"),
    ]
    said = [_of(figures[key], one, many) for key, one, many in rows if figures[key]]
    told.append(f"Of these requests, {', '.join(said)}.")
    reported = sum(figures[key] for key in ("met", "partly", "not_met", "unclear"))
    if reported:
        told.append(
            f"Reports: {figures['met']} met the goal, {figures['partly']} partly, {figures['not_met']} did not, "
            f"{_of(figures['unclear'], 'is', 'are')} unclear."
        )
    return "\n".join([*told, "What was granted stays counted as granted when it has ended."])
