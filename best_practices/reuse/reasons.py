"""Why a practice is offered to a school, in plain sentences. Every figure in them is a `Number` with its source.

What schools elsewhere saw is told as what went together with a practice, never as what it did.
"""

from best_practices.reuse.facts import COMMUNITIES, SchoolFacts, as_tested
from best_practices.reuse.likeness import Likeness, size_class
from best_practices.reuse.needs import Need
from best_practices.reuse.scoring import TIERS, Link, PracticeFacts
from best_practices.reuse.telling import CONFIDENCE, MAAP, WORKED_OUT, tell_need
from best_practices.reuse.wording import COUNT, POINTS, SHARE, TIER, Number, Reason, listed, reason

LIBRARY = "The practice library"
LOCALE = "NCES locale code of the district"
NOT_ENOUGH = "Not enough evidence"


def tell_suggestion(
    school: SchoolFacts, practice: PracticeFacts, need: Need, link: Link, fit: Likeness, missing: tuple[str, ...]
) -> tuple[Reason, ...]:
    """The need, what the practice works on, likeness, evidence, results elsewhere, whom to call, and waivers."""
    weight = Number("Size of the need, from 0 (none) to 1", need.weight, SHARE, WORKED_OUT)
    return (
        *tell_need(need),
        reason("need", "Size of this need: {weight}.", weight=weight),
        tell_aim(need, link),
        tell_context(school, practice, fit),
        tell_evidence(practice, link),
        tell_results(practice, link),
        tell_contact(practice),
        *(tell_waiver(standard) for standard in missing),
    )


def tell_aim(need: Need, link: Link) -> Reason:
    """What the practice works on."""
    aim = Number("Aim, from 0 to 1 (the very measure)", link.aim, SHARE, LIBRARY)
    what = f"on {need.name}" if link.aim == 1 else f"on another measure of the same subject as {need.name}"
    return reason("aim", "It works {what}. Aim: {aim}.", what=what, aim=aim)


def tell_context(school: SchoolFacts, practice: PracticeFacts, fit: Likeness) -> Reason:
    """How like the places it was made for are."""
    told = [community_words(school, practice), size_words(school, practice)]
    places: dict[str, Number | str] = {"total": Number("Likeness of the places, 0 to 1", fit.total, SHARE, WORKED_OUT)}
    if school.grades and practice.context.grades:
        shared = len(school.grades & as_tested(practice.context.grades))
        places["shared"] = Number("Tested grades it is for", shared, COUNT, LIBRARY)
        places["grades"] = Number("Tested grades of the school", len(school.grades), COUNT, MAAP)
        told.append("It is for {shared} of the school’s {grades} tested grades.")
    return reason("context", " ".join([*filter(None, told), "Likeness: {total}."]), **places)


def community_words(school: SchoolFacts, practice: PracticeFacts) -> str:
    """Where it was made for, and where the school is."""
    named = [words for name, words in COMMUNITIES.items() if name in practice.context.communities]
    own = COMMUNITIES.get(school.community)
    if not named:
        return "For which kind of community it is made is not said."
    return f"It is made for: {listed(named)}. This school: {own or 'not known'}."


def size_words(school: SchoolFacts, practice: PracticeFacts) -> str:
    """For schools of which size it was made; nothing where it does not say."""
    named = [name for name in ("small", "medium", "large") if name in practice.context.sizes]
    own = size_class(school.size)
    return f"Size of school it is made for: {listed(named)}; this one: {own or 'not shown'}." if named else ""


def tell_evidence(practice: PracticeFacts, link: Link) -> Reason:
    """The tier for this outcome, or that there is not enough evidence."""
    tier = Number("ESSA tier for this outcome", link.tier, TIER, practice.source or LIBRARY)
    words = TIERS.get(link.tier)
    if words is None:
        return reason("evidence", f"{NOT_ENOUGH}: no study of this outcome is on record.")
    if link.is_overridden:
        text = "Tier {tier}, {words}, but it does not count: results of schools elsewhere point the other way."
        return reason("evidence", text, tier=tier, words=words)
    if not practice.has_enough_evidence(link.component):
        return reason(
            "evidence", f"{NOT_ENOUGH}: tier {{tier}}, {{words}}, rests on no study of results.", tier=tier, words=words
        )
    return reason("evidence", "Evidence for this outcome: tier {tier}, {words}.", tier=tier, words=words)


def tell_results(practice: PracticeFacts, link: Link) -> Reason:
    """What schools elsewhere saw, with its interval; insufficient evidence is an answer too."""
    found = practice.elsewhere.get(link.component)
    if found is None or not found.schools:
        return reason("results", f"{NOT_ENOUGH} from schools elsewhere: none that uses it has results to compare.")
    schools = Number("Schools elsewhere that use it", found.schools, COUNT, MAAP)
    if not found.sufficient or found.estimate is None or found.low is None or found.high is None:
        return reason(
            "results", f"{NOT_ENOUGH} from schools elsewhere: {{schools}} with results to compare.", schools=schools
        )
    text = (
        "{schools} schools elsewhere that use it: their change differed by {estimate} points from that of schools like "
        "them that do not ({confidence} percent interval {low} to {high}). This is association: it shows what went "
        "together, not what made it so."
    )
    places = {"estimate": found.estimate, "low": found.low, "high": found.high}
    numbers = {name: Number(f"Difference of change, {name}", value, POINTS, MAAP) for name, value in places.items()}
    return reason("results", text, schools=schools, confidence=CONFIDENCE, **numbers)


def tell_contact(practice: PracticeFacts) -> Reason:
    """Whom to call."""
    if not practice.contact:
        return reason("contact", "Nobody to call is on record.")
    return reason("contact", "To call: {contact}", contact=practice.contact)


def tell_waiver(standard: str) -> Reason:
    """A waiver that is needed and not held."""
    text = "It needs a waiver that the school’s district does not hold: {standard}."
    return reason("waiver", text, standard=standard)
