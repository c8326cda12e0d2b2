"""The pages at the places that open later: what each is for, the facts of the charter, what a district can do now."""

from portal.pages.demonstration.pieces import (
    MDE_PAGE,
    SLIDES,
    Text,
    bullets,
    facts,
    heading,
    note,
    paragraphs,
)

LATER = "<b>This part of the portal opens later.</b> Until then, this page says what it is for and what you can do now."

WAIVERS = Text(
    "waivers",
    "Waivers",
    "Sometimes a rule stands in the way of a better idea. A district can ask to vary it, with evidence.",
    [
        note(LATER),
        heading("What it is for"),
        paragraphs(
            "Mississippi’s process standards say how districts and schools must be run. The network asked the "
            "Commission on School Accreditation to let a district try another way for some of these standards, as part "
            "of the work of its PLC. What is learned helps to improve the standards for all."
        ),
        heading("How it goes"),
        facts(
            Who_asks="A member district, for the work of its PLC.",
            Who_decides="The Commission on School Accreditation recommends. The State Board of Education approves.",
            What_can_be_varied="Process standards that no state or federal law demands.",
            What_cannot="Federal rules, and the state’s tests.",
        ),
        heading("The four groups of process standards"),
        bullets(
            "Administration and personnel", "School operations", "Instructional practices", "Safe and healthy schools"
        ),
        heading("Examples from Districts of Innovation"),
        bullets(
            "The rule of 330 minutes of teaching a day.",
            "The rule that 95 percent of teachers are endorsed for what they teach.",
            "The rule on who may teach a course: Tupelo asked that an expert without a license may.",
        ),
        heading("What you can do now"),
        bullets(
            'Find out which <a href="/standards/">process standard</a> stands in the way, and write down what you '
            "would do in its place.",
            "Collect numbers on how things are now. Without them nobody can tell later whether it worked.",
            'Say so when your district <a href="/how-to-join/">applies</a>.',
        ),
    ],
    [
        SLIDES,
        MDE_PAGE,
        "Mississippi Administrative Code 7-24, process standards and policy 2.2.",
        "Mississippi Department of Education: page on Districts of Innovation. Mississippi Business Journal, "
        "October 29, "
        "2018; Daily Journal, on Tupelo’s plan.",
    ],
)
