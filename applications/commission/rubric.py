"""What reviewers of the Commission look at in a proposal. Pure.

A sample: the department's own sheet was not to be had. It follows 37-179-3(1) of the Mississippi Code (goals, support,
rationale), policy 2.2 of the accreditation standards, and 42 CFR 431.424 (an evaluation designed before the start).
"""

from applications.reviews.rubric import Criterion
from applications.waivers.states import Disposition

VERDICTS = [(str(value), words) for value, words in Disposition.choices]


def _levels(*anchors: str) -> tuple[tuple[int, str], ...]:
    return tuple(enumerate(anchors))


WAIVER_RUBRIC = (
    Criterion(
        "purpose",
        "Keeps what the standard is for",
        "Does what takes the place of the standard keep its purpose?",
        30,
        _levels(
            "The purpose is not named.",
            "The purpose is named; what takes its place does not serve it.",
            "It serves the purpose for some of the students.",
            "It serves the purpose for all of the students.",
            "It serves the purpose better than the standard, and says how one sees it.",
        ),
    ),
    Criterion(
        "safeguards",
        "Safeguards for students",
        "Who watches, what do they watch, and who may stop it?",
        25,
        _levels(
            "None are named.",
            "They are named without who and when.",
            "Who watches is named, not who may stop it.",
            "Who watches and who may stop it are named.",
            "Both are named, with what would make them stop.",
        ),
    ),
    Criterion(
        "evidence",
        "Evidence",
        "Do the measures and documents support the request?",
        20,
        _levels(
            "There is none.",
            "It is about something else.",
            "It is about the request, with few readings or months missing.",
            "A baseline with enough readings.",
            "A baseline with enough readings, and findings from elsewhere.",
        ),
    ),
    Criterion(
        "evaluation",
        "Evaluation",
        "Will one know at the end whether it worked?",
        15,
        _levels(
            "Nothing is measured.",
            "Something is measured without a target.",
            "A target without a comparison.",
            "A target and a comparison.",
            "A target, a comparison, and days on which it is reported.",
        ),
    ),
    Criterion(
        "support",
        "Consultation",
        "Were those whom it touches asked, and does the proposal answer them?",
        10,
        _levels(
            "Nobody was asked.",
            "The board decided without asking.",
            "Some groups were asked.",
            "All groups were asked.",
            "All groups were asked, and what they said changed the proposal or is answered.",
        ),
    ),
)
