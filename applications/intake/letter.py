"""The letter of commitment that an application becomes: its text from the round's template and the answers."""

from collections.abc import Iterable
from typing import Any

from django.utils.formats import date_format

from applications.intake.models import Application
from applications.letters.wording import fill
from portal.network.models import Pathway


def pathways_of(values: dict[str, Any], known: Iterable[Pathway] | None = None) -> list[Pathway]:
    """The PLC topics that the answers name, in the network's order; from those that are known, where they are given."""
    chosen = values.get("pathways") or []
    if known is None:
        return list(Pathway.objects.filter(slug__in=chosen))
    return [pathway for pathway in known if pathway.slug in chosen]


def letter_text(application: Application, values: dict[str, Any], pathways: list[Pathway]) -> str:
    """The letter's text from the round's template and the answers; nothing is typed a second time."""
    call = application.round
    dates = {"term_starts": date_format(call.starts_on), "term_ends": date_format(call.ends_on)}
    chosen = "\n".join(f"- {pathway.name}" for pathway in pathways)
    answers = {key: value for key, value in values.items() if isinstance(value, str)}
    return fill(call.letter_text, {**answers, **dates, "district": application.district.name, "pathways": chosen})
