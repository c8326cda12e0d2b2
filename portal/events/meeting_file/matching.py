"""Which known people the attendees of a report are: sure by address or whole name, else doubtful or nobody. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from portal.events.meeting_file.reading import Attendee, folded


@dataclass(frozen=True)
class Person:
    """Somebody whom the portal knows; `id` is given back as it is."""

    name: str
    email: str
    district: str
    id: str


class Certainty(StrEnum):
    """How sure it is who somebody is."""

    SURE = "sure"
    DOUBTFUL = "doubtful"
    NONE = "none"


@dataclass(frozen=True)
class Candidate:
    """Somebody who it may be, with a likeness from 0 to 1."""

    person: Person
    score: float


@dataclass(frozen=True)
class Match:
    """Whom an attendee is taken for. `person` is set only where it is sure; else a person chooses a candidate."""

    attendee: Attendee
    person: Person | None
    certainty: Certainty
    candidates: tuple[Candidate, ...] = ()


MOST_CANDIDATES, LEAST_SCORE = 5, 0.72
DEVICES = re.compile(
    r"^(?:(?:.*[’']s?\s+)?(?:iphone|ipad|android|galaxy|samsung|sm[- ]\w+|pixel|laptop|desktop|macbook|mac|pc|tablet"
    r"|chromebook|phone|conference room|zoom user|user|guest|host|admin|call[- ]in user ?\d*)(?:\s*[\w-]*\d[\w-]*|"
    r"\s+(?:pro|air|mini|plus|max))*|[\d+*()\s.-]+)$",
    re.I,
)
TITLES = {"dr", "mr", "mrs", "ms", "miss", "prof", "rev", "jr", "sr", "ii", "iii", "phd", "edd", "supt"}
NICKNAMES = (
    *("robert bob rob bobby robbie", "william bill will billy liam", "elizabeth liz beth betty eliza lizzie"),
    *("james jim jimmy jamie", "john jack johnny jon jonathan", "margaret maggie meg peggy", "richard rick dick rich"),
    *("michael mike mick", "katherine catherine kathy cathy kate katie", "thomas tom tommy", "charles charlie chuck"),
    *("jennifer jen jenny", "patricia pat patty tricia", "joseph joe joey", "edward ed eddie ted", "susan sue susie"),
    *("daniel dan danny", "matthew matt", "christopher chris", "anthony tony", "deborah debra deb debbie"),
    *("kimberly kim", "steven stephen steve", "timothy tim", "gregory greg", "kenneth ken kenny", "rebecca becky"),
    *("andrew andy drew", "benjamin ben", "samuel sam", "victoria vicky tori", "theodore ted theo", "david dave"),
    *("principal prin", "superintendent supt", "counselor counsellor", "president pres", "director dir"),
)
NICK = {form: forms.split()[0] for forms in NICKNAMES for form in forms.split()}


@dataclass(frozen=True)
class _Known:
    """A known person with the name taken apart, once for all attendees."""

    person: Person
    folded: str
    words: tuple[str, ...]
    district: str


def propose_matches(attendees: Iterable[Attendee], people: Iterable[Person]) -> list[Match]:
    """For each attendee who it is, in their order. Nobody is taken for two attendees: then it is doubtful for all."""
    known = [_Known(each, folded(each.name), _words(each.name), folded(each.district)) for each in _each_once(people)]
    by_email: dict[str, list[_Known]] = {}
    by_name: dict[str, list[_Known]] = {}
    for each in known:
        if each.person.email:
            by_email.setdefault(each.person.email.strip().lower(), []).append(each)
        by_name.setdefault(each.folded, []).append(each)
    return _no_one_twice([_one(attendee, known, by_email, by_name) for attendee in attendees])


def _each_once(people: Iterable[Person]) -> list[Person]:
    """The known people by name, each number once."""
    found: dict[str, Person] = {}
    for each in people:
        found.setdefault(each.id, each)
    return sorted(found.values(), key=lambda each: (folded(each.name), each.email, each.id))


def _one(
    attendee: Attendee, known: list[_Known], by_email: dict[str, list[_Known]], by_name: dict[str, list[_Known]]
) -> Match:
    """An address decides; then a whole name that one person has; else whoever is like it stands to choose."""
    same = by_email.get(attendee.email, []) if attendee.email else []
    if not same:
        same = by_name.get(folded(attendee.name), []) if folded(attendee.name) else []
    if len(same) == 1:
        return Match(attendee, same[0].person, Certainty.SURE, (Candidate(same[0].person, 1.0),))
    if same:
        return Match(attendee, None, Certainty.DOUBTFUL, tuple(Candidate(each.person, 1.0) for each in same))
    candidates = _candidates(attendee, known)
    return Match(attendee, None, Certainty.DOUBTFUL if candidates else Certainty.NONE, candidates)


def _candidates(attendee: Attendee, known: list[_Known]) -> tuple[Candidate, ...]:
    """Who is most like the attendee, the likest first; people of the district that is named come before others."""
    if _is_device(attendee.name):
        return ()
    names, place = [_spelling(words) for words in _readings(attendee.name)], _place(attendee.name)
    scored = []
    for each in known:
        score = max((_likeness(*name, each.words) for name in names), default=0.0)
        if place and each.district:
            score = min(0.99, score + 0.04) if _is_of(place, each.district) else score - 0.04
        if score >= LEAST_SCORE:
            scored.append(Candidate(each.person, round(min(score, 0.99), 3)))
    scored.sort(key=lambda one: (-one.score, folded(one.person.name), one.person.email, one.person.id))
    return tuple(scored[:MOST_CANDIDATES])


def _is_device(name: str) -> bool:
    """A telephone or a room is nobody, even where somebody's first name stands before it."""
    return not folded(name) or bool(DEVICES.fullmatch(name.strip()))


BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")


def _place(name: str) -> str:
    """What stands in brackets, or after a dash or bar: often the district."""
    inside = BRACKETS.findall(name)
    after = re.split(r"\s[-–—|/]\s|\s*\|\s*", BRACKETS.sub(" ", name))[1:]
    return folded(" ".join([*inside, *after]))


def _is_of(place: str, district: str) -> bool:
    """Whether words name a district: they share a word that not every district has."""
    common = {"school", "district", "county", "public", "schools", "city", "separate", "sd", "consolidated", "sample"}
    return bool((set(place.split()) - common) & (set(district.split()) - common))


def _readings(name: str) -> list[tuple[str, ...]]:
    """The ways in which a name may be meant: as it stands, without brackets and dashes, last name first."""
    bare = re.split(r"\s[-–—|/]\s|\s*\|\s*", BRACKETS.sub(" ", name))[0]
    readings = [_words(name), _words(bare), *(_words(inside) for inside in BRACKETS.findall(name))]
    last, comma, first = bare.partition(",")
    if comma:
        readings.append((*_words(first), *_words(last)))
    return [words for words in dict.fromkeys(readings) if words]


def _words(name: str) -> tuple[str, ...]:
    """The words of a name; titles are left out, unless nothing else is there."""
    words = folded(name).split()[:12]
    return tuple([word for word in words if word not in TITLES] or words)


def _spelling(words: tuple[str, ...]) -> tuple[tuple[str, ...], SequenceMatcher[str]]:
    """Words with what compares their spelling: made once for all known people, since making it is the slow part."""
    return words, SequenceMatcher(None, "", " ".join(words)[:80], autojunk=False)


def _likeness(said: tuple[str, ...], matcher: SequenceMatcher[str], known: tuple[str, ...]) -> float:
    """From 0 to 1: how well the words fit, by the spelling of the whole, by nicknames, by initials."""
    if not said or not known:
        return 0.0
    if [NICK.get(word, word) for word in said] == [NICK.get(word, word) for word in known]:
        return 0.95
    if sorted(said) == sorted(known):
        return 0.94
    return max(_spelled(matcher, " ".join(known)), 0.85 if _fits_by_initials(said, known) else 0.0)


def _spelled(matcher: SequenceMatcher[str], known: str) -> float:
    """The likeness of two spellings, at most 0.92; a cheap bound saves the long way."""
    matcher.set_seq1(known[:80])
    if matcher.real_quick_ratio() < LEAST_SCORE or matcher.quick_ratio() < LEAST_SCORE:
        return 0.0
    return min(0.92, matcher.ratio())


def _fits_by_initials(said: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Word by word the same, a nickname, or an initial; and one whole word at least of more than two letters."""
    if len(said) != len(known) or len(said) < 2:
        return False
    pairs = list(zip(said, known, strict=True))
    whole = any(one == other and len(one) > 2 for one, other in pairs)
    return whole and all(_is_short_for(one, other) or _is_short_for(other, one) for one, other in pairs)


def _is_short_for(one: str, other: str) -> bool:
    return NICK.get(one, one) == NICK.get(other, other) or (len(one) == 1 and other.startswith(one))


def _no_one_twice(matches: list[Match]) -> list[Match]:
    """Where two attendees are surely one person, the one with that address is, and the others are doubtful."""
    holders: dict[str, list[Match]] = {}
    for each in matches:
        if each.person:
            holders.setdefault(each.person.id, []).append(each)
    kept = {
        number: next((each for each in found if _by_email(each)), found[0] if len(found) == 1 else None)
        for number, found in holders.items()
    }
    return [
        each
        if each.person is None or kept[each.person.id] is each
        else Match(each.attendee, None, Certainty.DOUBTFUL, each.candidates)
        for each in matches
    ]


def _by_email(each: Match) -> bool:
    return bool(each.person and each.attendee.email and each.attendee.email == each.person.email.strip().lower())
