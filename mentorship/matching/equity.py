"""Who is served and who is not: by rurality, size, drive and grade, with the gap as a number. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from mentorship.matching.fitting import CLASSES, MentorFacts, RequestFacts, class_of, drive_minutes, miles_between

# Thirds of the state's districts by students tested in mathematics in 2022 lie at about these numbers.
SMALL, LARGE = 700, 1500
NEAR, FAR = 45, 90  # minutes to the nearest mentor
NOT_KNOWN = "Not known"


@dataclass(frozen=True)
class Group:
    """Districts of a kind: how many asked, and how many of them are served."""

    name: str
    asked: int
    served: int

    @property
    def percent(self) -> float:
        """The share that is served, in percent to one decimal."""
        return round(100 * self.served / self.asked, 1)


@dataclass(frozen=True)
class View:
    """One way to group those who asked. `gap` is the distance in points between the best and the worst served group."""

    name: str
    groups: tuple[Group, ...]

    @property
    def gap(self) -> float:
        """0 where all groups are served alike, or there is one group only. What is not known is no group."""
        known = [group.percent for group in self.groups if group.name != NOT_KNOWN]
        return round(max(known) - min(known), 1) if known else 0.0


def views(requests: Sequence[RequestFacts], mentors: Sequence[MentorFacts], served: Collection[str]) -> list[View]:
    """The four views of a matching; `served` are LEAIDs."""
    return [
        view("Rurality", {each.place.leaid: CLASSES[class_of(each.place)] for each in requests}, CLASSES, served),
        view("Students tested", {each.place.leaid: _size(each.place.size) for each in requests}, SIZES, served),
        view(
            "Drive to the nearest mentor",
            {each.place.leaid: _drive(each, mentors) for each in requests},
            DRIVES,
            served,
        ),
        view("Grade", {each.place.leaid: each.place.grade or NOT_KNOWN for each in requests}, "ABCDF", served),
    ]


def view(name: str, groups: Mapping[str, str], order: Iterable[str], served: Collection[str]) -> View:
    """Districts counted by group, in a given order; groups without districts are left out."""
    found = []
    for group in (*order, NOT_KNOWN):
        members = [leaid for leaid, of in groups.items() if of == group]
        if members:
            found.append(Group(group, len(members), sum(leaid in served for leaid in members)))
    return View(name, tuple(found))


SIZES = (f"Fewer than {SMALL}", f"{SMALL} to {LARGE - 1:,}", f"{LARGE:,} or more")
DRIVES = (f"Up to {NEAR} minutes", f"{NEAR + 1} to {FAR} minutes", f"More than {FAR} minutes")


def _size(size: int | None) -> str:
    if size is None:
        return NOT_KNOWN
    return SIZES[(size >= SMALL) + (size >= LARGE)]


def _drive(request: RequestFacts, mentors: Sequence[MentorFacts]) -> str:
    far = [miles_between(mentor.place, request.place) for mentor in mentors if mentor.place != request.place]
    known = [drive_minutes(miles) for miles in far if miles is not None]
    if not known:
        return NOT_KNOWN
    return DRIVES[(min(known) > NEAR) + (min(known) > FAR)]
