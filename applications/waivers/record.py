"""What a proposal tells besides its provisions, as the questions that its writers answer. Pure.

The parts follow 37-179-3(1) of the Mississippi Code, which asks an applicant for goals, for the support of community,
educators, parents and board, and for a rationale of each waiver; and 42 CFR 431.424, which asks how it will be
evaluated before it starts.
"""

from portal.drafts.questions import Question, Section

CONSULTED = ("Who was asked", "How and when", "For", "Against", "What they said")
FORM: tuple[Section, ...] = (
    Section(
        "short",
        "In short",
        (
            Question("title", "Name of the proposal", hint="As a parent would say it.", words=15),
            Question("summary", "What would be different, and for whom", kind="long", words=120),
            Question("students", "About how many students it touches", kind="number", maximum=500_000),
        ),
    ),
    Section(
        "support",
        "Who supports it",
        (
            Question("board_on", "Day of the board’s resolution", kind="date"),
            Question("board_for", "Votes for", kind="number", maximum=30),
            Question("board_against", "Votes against", kind="number", maximum=30),
            Question("resolution", "The resolution", kind="file", hint="PDF, Word, or a picture of the page."),
            Question(
                "consulted",
                "Whom you asked: parents, teachers, students, the community",
                kind="table",
                columns=CONSULTED,
                maximum=6,
                hint="One row for each group. Without names of people.",
            ),
        ),
    ),
    Section(
        "evaluation",
        "How you will know",
        (
            Question(
                "comparison",
                "With what you compare",
                kind="long",
                words=120,
                hint="Schools like yours that go on as before, or the same schools in the years before.",
            ),
            Question("first_report", "First report by", kind="date"),
            Question(
                "final_report",
                "Final report by",
                kind="date",
                hint="Before the end of the longest term. Without it nothing can be renewed.",
            ),
            Question("stops", "When you would stop early", kind="long", words=80, is_required=False),
        ),
    ),
)
