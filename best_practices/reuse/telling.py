"""Needs and associations in plain sentences. Every figure in them is a `Number` with its source.

An association is told as what went together. No word here says that one thing made the other.
"""

from best_practices.reuse import association
from best_practices.reuse.association import Association
from best_practices.reuse.facts import SUBJECTS
from best_practices.reuse.needs import Need, NextGrade, Silence
from best_practices.reuse.results import Outcome
from best_practices.reuse.wording import COUNT, PERCENT, POINTS, YEAR, Number, Reason, reason

MAAP = "State test (MAAP), levels 4 and 5 of 5, published by MDE"
RATING = "Accountability rating, published by MDE"
CUTS = "Cut scores of the accountability model"
WORKED_OUT = "Worked out from the figures shown"
CONFIDENCE = Number("Confidence of the interval, percent", 100 * association.CONFIDENCE, COUNT, WORKED_OUT)
ONE_SCHOOL = "This is one school: by chance alone, results of one school move by several points from year to year."
LOW = "It began in the lowest quarter of all schools. Results that were unusually low tend to rise by themselves."
ASSOCIATION = "This is association. Schools chose for themselves, and much else differs between them."


def tell_need(need: Need) -> tuple[Reason, ...]:
    """A need in sentences: the figure, then the state, the schools like it, the trend and the next grade."""
    grade = tell_grade(need.next_grade) if need.next_grade else None
    told = (tell_own(need), tell_state(need), tell_like(need), tell_rule(need), tell_change(need), grade)
    return tuple(each for each in told if each)


def source_of(target: str) -> str:
    """Where the figures of a measure come from."""
    return MAAP if target in SUBJECTS else RATING


def tell_own(need: Need) -> Reason:
    """The school's own figure."""
    source = source_of(need.target)
    own = Number(f"{need.name}, this school", need.own, PERCENT, source)
    year = Number("School year", need.year, YEAR, source)
    if need.tested is None:
        return reason("own", "{name}: {own} in {year}.", name=need.name, own=own, year=year)
    tested = Number("Test takers", need.tested, COUNT, source)
    text = "{name}: {own} percent of {tested} test takers were proficient in {year}."
    if not need.left_out:
        return reason("own", text, name=need.name, own=own, tested=tested, year=year)
    left_out = Number("Tests that are not counted", need.left_out, COUNT, source)
    text += " Tests not counted, to protect students: {left_out}."
    return reason("own", text, name=need.name, own=own, tested=tested, year=year, left_out=left_out)


def tell_state(need: Need) -> Reason | None:
    """The distance to the state."""
    if need.state is None or need.below_state is None:
        return None
    state = Number(f"{need.name}, Mississippi", need.state, PERCENT, source_of(need.target))
    distance = Number("Points from Mississippi", abs(need.below_state), POINTS, WORKED_OUT)
    if not need.below_state:
        return reason("state", "Mississippi has the same, {state}.", state=state)
    where = "below" if need.below_state > 0 else "above"
    return reason(
        "state", "That is {distance} points {where} Mississippi ({state}).", distance=distance, where=where, state=state
    )


def tell_like(need: Need) -> Reason:
    """The distance to the middle of the schools like it."""
    if need.like is None or need.below_like is None:
        return reason("like", "Too few schools like it have a figure to show, so it is not compared with them.")
    count = Number("Schools like it", need.like.count, COUNT, WORKED_OUT)
    like = Number("The middle one of the schools like it", need.like.value, PERCENT, source_of(need.target))
    distance = Number("Points from the middle one", abs(need.below_like), POINTS, WORKED_OUT)
    text = "The middle one of {count} schools like it has {like}, "
    if not need.below_like:
        return reason("like", text + "the same.", count=count, like=like)
    more = "more" if need.below_like > 0 else "less"
    return reason("like", text + "{distance} points {more}.", count=count, like=like, distance=distance, more=more)


def tell_rule(need: Need) -> Reason | None:
    """Which schools are like it."""
    return reason("rule", "Schools like it: those {rule}.", rule=need.like.rule) if need.like else None


def tell_change(need: Need) -> Reason | None:
    """The trend, beside the state's."""
    if need.change is None or need.before is None:
        return None
    since = Number("School year before on record", need.before.year, YEAR, source_of(need.target))
    change = Number("Points this school moved", abs(need.change), POINTS, WORKED_OUT)
    text = "Since {since} it {moved} by {change} points"
    if need.state_change is None:
        return reason("trend", text + ".", since=since, moved=moved(need.change), change=change)
    state = Number("Points Mississippi moved", abs(need.state_change), POINTS, WORKED_OUT)
    words = {"moved": moved(need.change), "state_moved": moved(need.state_change)}
    text += "; Mississippi {state_moved} by {state}."
    return reason("trend", text, since=since, change=change, state=state, **words)


def moved(change: float) -> str:
    """The word for a change."""
    return "fell" if change < 0 else "rose"


def tell_grade(found: NextGrade) -> Reason:
    """What is missing to the next grade."""
    places: dict[str, Number | str] = {
        "grade": found.grade,
        "cut": Number(f"Cut score of {found.grade}", found.cut, POINTS, CUTS),
        "total": Number("Points of this school", found.total, POINTS, RATING),
        "points": Number(f"Points to {found.grade}", found.points, POINTS, WORKED_OUT),
        "year": Number("School year of the rating", found.year, YEAR, RATING),
    }
    text = "The grade {grade} begins at {cut} points. The school had {total} in {year}: {points} are missing."
    if found.alone is not None:
        places["alone"] = Number(f"A rise that gives {found.grade} alone", found.alone, POINTS, WORKED_OUT)
        text += " A rise by {alone} in this measure alone would reach it."
    return reason("grade", text, **places)


def tell_silence(silence: Silence) -> Reason:
    """Why nothing is said of a measure."""
    year = Number("School year", silence.year, YEAR, source_of(silence.target))
    why = "is not shown, to protect students" if silence.is_hidden else "has no result on record"
    return reason("silence", "{name} in {year} {why}. Nothing is said about it.", name=silence.name, year=year, why=why)


def tell_association(found: Association) -> tuple[Reason, ...]:
    """What was found of the schools that use a practice, or that the evidence is insufficient; and the warning."""
    return tuple(each for each in (*tell_difference(found), tell_beginnings(found)) if each)


def tell_difference(found: Association) -> tuple[Reason, ...]:
    """Both changes, their difference with its interval, and how to read it."""
    if found.estimate is None or found.low is None or found.high is None:
        return (tell_insufficient(found),)
    figures = {"change": found.change or 0.0, "others_change": found.change_of_others or 0.0}
    figures |= {"difference": found.estimate, "low": found.low, "high": found.high}
    places: dict[str, Number | str] = {
        name: Number(f"Points: {name.replace('_', ' ')}", value, POINTS, WORKED_OUT) for name, value in figures.items()
    }
    places["matched"] = Number("Schools that use it and are compared", found.matched, COUNT, MAAP)
    places["others"] = Number("Schools like them that do not", found.others, COUNT, MAAP)
    places["confidence"] = CONFIDENCE
    text = (
        "{matched} schools that use it moved by {change} points; {others} schools that began as they did, are like "
        "them and do not use it, by {others_change}. The difference is {difference} points ({confidence} percent "
        "interval {low} to {high})."
    )
    if found.low <= 0 <= found.high:
        text += " The interval includes zero: this cannot be told from no difference."
    return (reason("results", text, **places), reason("results", ASSOCIATION))


def tell_insufficient(found: Association) -> Reason:
    """That there is no answer, and what is missing for one."""
    adopters = Number("Schools that use it with results to compare", found.adopters, COUNT, MAAP)
    least = Number("Schools that use it, at least", association.LEAST_ADOPTERS, COUNT, WORKED_OUT)
    if found.insufficient == association.ADOPTERS:
        text = "Insufficient evidence. Schools that use it and have results to compare: {adopters}. Needed: {least}."
        return reason("results", text, adopters=adopters, least=least)
    places: dict[str, Number | str] = {
        "matched": Number("Schools that use it and can be compared", found.matched, COUNT, MAAP),
        "others": Number("Schools like them that do not", found.others, COUNT, MAAP),
        "least_others": Number("Schools like them, at least", association.LEAST_OTHERS, COUNT, WORKED_OUT),
    }
    text = (
        "Insufficient evidence: too few schools began as they did, are like them and do not use it. {matched} of "
        "{adopters} schools that use it can be compared, with {others} others; {least} and {least_others} are needed."
    )
    return reason("results", text, adopters=adopters, least=least, **places)


def tell_beginnings(found: Association) -> Reason | None:
    """The warning of regression to the mean."""
    if found.began_below is None:
        return None
    below = Number("Points that they began below all others", found.began_below, POINTS, WORKED_OUT)
    text = (
        "Be careful: the schools that use it began {below} points below the others. Results that were unusually low "
        "tend to rise the next time by themselves. So they are compared only with schools that began as low."
    )
    return reason("warning", text, below=below)


def tell_outcome(outcome: Outcome) -> tuple[Reason, ...]:
    """What one school saw, beside schools like it, and how little one school says."""
    if outcome.change is None:
        return (tell_no_outcome(outcome),)
    change = outcome.change
    places: dict[str, Number | str] = {
        "name": outcome.name,
        "before": Number("Before it began", change.before, POINTS, source_of(outcome.measure)),
        "first": Number("School year before it began", outcome.first or 0, YEAR, source_of(outcome.measure)),
        "after": Number("After it began", change.after, POINTS, source_of(outcome.measure)),
        "last": Number("School year after it began", outcome.last or 0, YEAR, source_of(outcome.measure)),
        "moved": Number("Points moved", outcome.moved or 0.0, POINTS, WORKED_OUT),
    }
    text = "{name}: from {before} in {first} to {after} in {last}, a change of {moved} points."
    told = [reason("results", text, **places)]
    if outcome.beside:
        others = Number("Schools that began as it did and do not use it", outcome.beside.others, COUNT, WORKED_OUT)
        theirs = Number("Points they moved", outcome.beside.change, POINTS, WORKED_OUT)
        text = "{others} schools that began as it did, are like it and do not use it changed by {theirs} points."
        told.append(reason("results", text, others=others, theirs=theirs))
    if outcome.began_low:
        told.append(reason("warning", LOW))
    return (*told, reason("results", ONE_SCHOOL))


def tell_no_outcome(outcome: Outcome) -> Reason:
    """Why there is no result of one school."""
    if outcome.first is None:
        return reason("silence", "No result from before it began is on record, so there is nothing to compare with.")
    if outcome.last is None:
        return reason(
            "silence", "The first results after it began are not on record yet. They come here by themselves."
        )
    return reason("silence", "Its figures are missing or not shown, to protect students. Nothing is said.")
