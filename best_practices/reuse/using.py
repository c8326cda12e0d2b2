"""What schools do with a practice, as pages show it: on the page of the practice, of a school, and of an adoption."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse

from best_practices.library.models import Practice
from best_practices.library.panels import PracticePanel
from best_practices.library.vocabulary import COMPONENTS
from best_practices.reuse import adopters, saying, telling
from best_practices.reuse.models import Adoption
from best_practices.reuse.results import Gathered, Outcome
from best_practices.reuse.states import AdoptionState
from best_practices.reuse.wording import Reason
from portal.districts.models import School
from portal.districts.providers import Panel

MOST_SHOWN = 50


def targets_of(practice: Practice) -> dict[str, str]:
    """The components that a practice acts on, with their names."""
    chosen = practice.page.record.get("components") or []
    return {code: COMPONENTS[code] for code in chosen if code in COMPONENTS}


def results_told(outcome: Outcome | None) -> tuple[Reason, ...]:
    """One school's results in sentences; nothing before it has begun."""
    return telling.tell_outcome(outcome) if outcome else ()


def use_panel(practice: Practice, user: Any) -> dict[str, Any]:
    """All schools that took it up, good and bad alike; what went together; what people say."""
    found = Adoption.objects.filter(practice=practice).select_related("school__district")
    adoptions = list(found[: MOST_SHOWN + 1])
    gathered, waiting = adopters.results_of(practice.pk)
    counts = adopters.counts_of([practice.pk]).get(practice.pk, {})
    return {
        "practice": practice,
        "adoptions": adoptions[:MOST_SHOWN],
        "is_cut": len(adoptions) > MOST_SHOWN,
        "counts": [(AdoptionState(state).label.lower(), count) for state, count in counts.items() if count],
        "targets": targets_of(practice),
        "gathered": [(each, telling.tell_association(each.found), changes_of(each)) for each in gathered],
        "waiting": len(waiting),
        "waivers": adopters.holders(practice),
        "said": saying.shown_of(practice),
        "own": saying.own_of(practice, user),
        "action": adopt_action(practice) if user.has_perm("reuse.adopt") else None,
        "may_say": user.has_perm("reuse.give_feedback"),
    }


def branch_words(practices: Collection[int]) -> dict[int, str]:
    """For the family of a practice: how many schools took each branch up, and what went together where it is known."""
    results = adopters.elsewhere_by_practice(practice__in=list(practices))
    told = {}
    for practice, counts in adopters.counts_of(practices).items():
        schools = sum(counts.values())
        words = [f"taken up by {schools} school{'' if schools == 1 else 's'}"]
        for target, found in sorted(results.get(practice, {}).items()):
            if found.sufficient:
                name = COMPONENTS.get(target, target).lower()
                interval = f"{found.low:.1f} to {found.high:.1f}"
                words.append(f"{name} {found.estimate:+.1f} points beside schools like them ({interval})")
        told[practice] = ", ".join(words)
    return told


def adopt_action(practice: Practice) -> dict[str, str]:
    """The button that takes it up."""
    return {"url": reverse("reuse:adopt", args=[practice.slug]), "words": "We adopt this"}


def changes_of(gathered: Gathered) -> list[Outcome]:
    """The schools whose change may be shown, the largest rise first; those that fell stand in the same list."""
    shown = [each for each in gathered.outcomes if each.change is not None]
    return sorted(shown, key=lambda each: (-(each.moved or 0.0), each.school.key))[:MOST_SHOWN]


def school_panel(school: School, user: Any) -> dict[str, Any] | None:
    """The practices a school uses or used. Public: `user` changes nothing."""
    found = list(Adoption.objects.filter(school=school).select_related("practice__page")[:MOST_SHOWN])
    return {"adoptions": found} if found else None


def in_use_at(school: int) -> set[str]:
    """The addresses of the practices that a school plans or uses: they are not suggested to it again."""
    found = Adoption.objects.open().filter(school=school).values_list("practice__slug", flat=True)
    return {slug for slug in found if slug}


@dataclass(frozen=True)
class CameOver:
    """A practice that a school took up from another district: when, how it goes, and what the results say."""

    practice: str
    url: str
    school: str
    state_words: str
    since: date
    results: str


def came_over(giver: str, taker: str, since: date) -> list[CameOver]:
    """What schools of one district began on a day or later that is another district's own practice, or used there."""
    used = Adoption.objects.begun().filter(school__district=giver).values("practice")
    theirs = Q(practice__district=giver) | Q(practice__in=used)
    found = Adoption.objects.begun().filter(theirs, school__district=taker, started_on__gte=since)
    adoptions = list(found.select_related("practice__page", "school")[:MOST_SHOWN])
    told = adopters.outcomes_of(adoptions) if adoptions else {}
    return [_came_over(adoption, told.get(adoption.reference)) for adoption in adoptions]


def _came_over(adoption: Adoption, outcome: Outcome | None) -> CameOver:
    words = " ".join(each.text for each in telling.tell_outcome(outcome)[:1]) if outcome and outcome.change else ""
    began = adoption.started_on or adoption.planned_for
    practice, school = adoption.practice, adoption.school
    state = adoption.get_state_display()
    return CameOver(str(practice), practice.get_absolute_url(), str(school), state, began, words)


USE = PracticePanel("in-use", "In use", "reuse/use.html", use_panel, position=10)
USED_HERE = Panel("practices", "Practices in use here", "reuse/used_here.html", School, school_panel, position=45)
