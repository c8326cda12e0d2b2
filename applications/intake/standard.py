"""The questions of the standard form, with which a new round begins."""

from portal.drafts.questions import Question, Section

DEFAULT_FORM = (
    Section(
        "district",
        "District",
        (
            Question("contact_name", "Who is the contact for this application?", hint="Name and office."),
            Question("contact_email", "E-mail of the contact", kind="email"),
            Question("contact_phone", "Telephone of the contact", is_required=False),
        ),
    ),
    Section(
        "plcs",
        "PLCs",
        (
            Question(
                "pathways",
                "Which PLCs does the district want to join?",
                kind="pathways",
                hint="Choose one or more. A PLC is a group of districts that works on one topic for 18 months.",
            ),
        ),
    ),
    Section(
        "why",
        "Why and how",
        (
            Question(
                "why",
                "What will your district try, and for whom?",
                kind="long",
                words=300,
                hint="Plain words are best. Reviewers read this first. It also stands in your letter of commitment.",
            ),
            Question(
                "barrier",
                "Which rule or habit stands in the way, if any?",
                kind="long",
                words=150,
                is_required=False,
                hint="You may ask to vary an accreditation standard later, with evidence, through your PLC.",
            ),
        ),
    ),
    Section(
        "people",
        "People",
        (
            Question(
                "capacity",
                "Who will do the work, and with how much time?",
                kind="long",
                words=200,
                hint="For example: which offices, how many days a month. Offices rather than names.",
            ),
            Question("team_size", "How many people come to the quarterly meetings?", kind="number", maximum=50),
        ),
    ),
    Section(
        "sign_off",
        "Sign-off",
        (
            Question(
                "superintendent_agrees",
                "The superintendent supports this application and is ready to sign the letter of commitment",
                kind="confirm",
            ),
            Question("board_agrees", "The local school board knows of this application", kind="confirm"),
        ),
    ),
)
