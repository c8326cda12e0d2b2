"""Drafts as they are read: questions with their answers in words, and which offices agree to them as they stand."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from portal.districts.models import District, Membership, Office
from portal.districts.policies import holds_office
from portal.drafts.questions import Section, shown, words_of
from portal.network.models import Pathway


def pathway_names() -> dict[str, str]:
    """The names of the PLC topics by slug; one query."""
    return dict(Pathway.objects.values_list("slug", "name"))


def answered(sections: Iterable[Section], values: dict[str, Any]) -> list[dict[str, Any]]:
    """The sections that are asked, with each question and its answer in words."""
    names = pathway_names()
    return [
        {
            "section": part,
            "rows": [(question, words_of(question, values.get(question.key), names)) for question in part.questions],
        }
        for part in shown(sections, values)
    ]


@dataclass(frozen=True)
class Signer:
    """An office that is to agree to a draft; the district is named where it is not the draft's own."""

    leaid: str
    office: str
    of: str = ""

    def __str__(self) -> str:
        label = str(Office(self.office).label).lower()
        return f"{label} of {self.of}" if self.of else label


@dataclass(frozen=True)
class Agreement:
    """Which offices agreed to a draft as it stands, which are left, and for which of these the reader can agree.

    `shown` is the hash of what is shown: it is sent with the agreement, which is to this and nothing else.
    """

    given: list[tuple[Any, Signer]] = field(default_factory=list)
    left: list[Signer] = field(default_factory=list)
    own: list[Signer] = field(default_factory=list)
    shown: str = ""


def agreement_of(draft: Any, user: Any = None) -> Agreement:
    """Where the agreement to a draft stands, for a reader if one is named; no query where no office has to agree."""
    wanted = draft.offices_to_agree()
    if not wanted:
        return Agreement()
    shown = draft.answers_hash()
    found = {(each.district_id, each.office): each for each in draft.sign_offs_of(shown)}
    words = signers(draft, {*wanted, *found})
    left = [words[pair] for pair in wanted if pair not in found]
    own = [each for each in left if user and holds_office(user, each.leaid, each.office)]
    return Agreement([(each, words[pair]) for pair, each in found.items()], left, own, shown)


def signers(draft: Any, pairs: Collection[tuple[str, str]]) -> dict[tuple[str, str], Signer]:
    """Offices in words, by LEAID and office; one query where one is of another district than the draft's."""
    others = {leaid for leaid, _ in pairs} - {draft.district_id}
    names = {each.pk: str(each) for each in District.objects.filter(pk__in=others)} if others else {}
    return {(leaid, office): Signer(leaid, office, names.get(leaid, "")) for leaid, office in pairs}


def holders_of(pairs: Iterable[tuple[str, str]]) -> list[Any]:
    """The persons who hold these offices now, by LEAID and office, each once; one query."""
    wanted = [Q(district=leaid, office=office) for leaid, office in pairs]
    return Membership.objects.active().filter(reduce(or_, wanted)).people() if wanted else []
