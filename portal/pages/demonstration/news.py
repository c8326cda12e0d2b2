"""News of the network's first year: what happened, in our own words."""

from datetime import date

from portal.pages.demonstration.pieces import RELEASE, SLIDES, Text, bullets, paragraphs

APPROVED = Text(
    "network-approved",
    "The network goes to the Commission and the State Board",
    "The Commission on School Accreditation approved the plan on February 1. The State Board took it up on "
    "February 15.",
    [
        paragraphs(
            "Mississippi is to have an Innovation Lab Network. Districts rated A and B will work with other "
            "districts and "
            "the department to try new approaches and to share what works.",
            "The Commission was also asked to let districts try other ways to meet some process standards, "
            "depending on "
            "the PLC they are in. The network will say which standards it would change.",
        ),
        paragraphs(
            "The network first met on Monday, February 12, at Mississippi State University in Starkville. Applications "
            "were due on Monday, February 26."
        ),
    ],
    [SLIDES],
    dated=date(2018, 2, 15),
)
JOINED = Text(
    "twelve-districts-join",
    "Twelve districts join the six Districts of Innovation",
    "Eighteen districts now make up the Mississippi Innovation Lab Network.",
    [
        paragraphs(
            "The six Districts of Innovation lead the way: Baldwyn, Booneville, Corinth, Grenada, Gulfport and "
            "Vicksburg-Warren. These twelve join them:"
        ),
        bullets(
            "George County",
            "Hinds County",
            "Jefferson Davis County",
            "Kosciusko",
            "Neshoba County",
            "New Albany",
            "Oxford",
            "Pascagoula-Gautier",
            "Pontotoc County",
            "Rankin County",
            "South Tippah",
            "Starkville-Oktibbeha",
        ),
        paragraphs(
            "Joining costs nothing. It needs the commitment of the superintendent, administrators, teachers and "
            "the local "
            'board. See them all on the <a href="/districts/">map of districts</a>.'
        ),
    ],
    [RELEASE],
    dated=date(2018, 3, 14),
)
CONVENED = Text(
    "school-teams-in-vicksburg",
    "School teams meet in Vicksburg",
    "Teams from schools identified for support came together from November 7 to 9.",
    [
        paragraphs(
            "The first day was for high schools: each sent its principal and a counselor. On the next two days schools "
            "sent teams of four: the principal, a counselor, a lead teacher and the federal programs director.",
            "Three webinars in October prepared the teams. They were recorded and posted.",
        ),
    ],
    ["Mississippi Department of Education, Office of School Improvement: notices of fall 2018."],
    dated=date(2018, 11, 9),
)
NEWS = [APPROVED, JOINED, CONVENED]
