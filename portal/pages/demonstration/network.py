"""The pages about the network: what it is, what counts as innovation, how to join. In our own words, with sources."""

from portal.pages.demonstration.pieces import (
    INNOVATION_LAW,
    MDE_PAGE,
    RELEASE,
    SLIDES,
    Text,
    bullets,
    button,
    dates,
    facts,
    heading,
    note,
    paragraphs,
    quote,
    table,
)

HOME_BODY = [
    heading("What the network is"),
    paragraphs(
        "The Mississippi Innovation Lab Network joins districts rated A and B with other districts and the Mississippi "
        "Department of Education. Together they try new ways of teaching and running schools. They write down what "
        "works, so that every district can use it. Isolated rural districts come first."
    ),
    bullets(
        '<b>Join.</b> A district applies and signs a <a href="/how-to-join/">letter of commitment</a>.',
        '<b>Learn together.</b> Districts with the same topic meet in a <a href="/plcs/">professional learning '
        "community (PLC)</a>.",
        '<b>Share.</b> What works becomes a <a href="/practices/">practice</a> that all can read and use.',
        '<b>Help.</b> Districts that did it <a href="/mentoring/">mentor</a> districts that want to.',
    ),
]

ABOUT = Text(
    "about",
    "About the network",
    "Who is in the network, what it wants to reach, and who does what.",
    [
        heading("What it wants to reach"),
        paragraphs("When the network began in 2018, it set out six aims:"),
        bullets(
            "Build a network of leaders in districts and schools.",
            "Share best practices between districts.",
            "Reach isolated rural districts.",
            "Set up a task force for the middle grades.",
            "Set goals for middle schools, and plan the support they need.",
            "Use what is learned to improve the state’s accountability standards.",
            ordered=True,
        ),
        heading("Who is in it"),
        paragraphs(
            "Districts and schools rated A and B, other districts that want to learn with them, and the Mississippi "
            "Department of Education (MDE). Joining costs nothing. It needs the commitment of the superintendent, the "
            "administrators, the teachers and the local board.",
            "In March 2018 six Districts of Innovation and twelve more districts made up the network. "
            'The <a href="/districts/?role=exemplar">list of districts</a> shows who is in it now.',
        ),
        table(
            "The network in March 2018",
            ["Districts of Innovation", "Districts that joined"],
            ("Baldwyn", "George County, Hinds County"),
            ("Booneville", "Jefferson Davis County, Kosciusko"),
            ("Corinth", "Neshoba County, New Albany"),
            ("Grenada", "Oxford, Pascagoula-Gautier"),
            ("Gulfport", "Pontotoc County, Rankin County"),
            ("Vicksburg-Warren", "South Tippah, Starkville-Oktibbeha"),
        ),
        heading("What MDE does"),
        bullets(
            "Gives technical help.",
            "Finds best practices, looks at how well they work, and spreads them.",
            "Calls the districts together.",
            "Leads work on a few chosen subjects.",
            "Brings in mentors and experts.",
        ),
        heading("What it builds on"),
        paragraphs(
            "The network follows the Innovation Lab Network of the Council of Chief State School Officers, which "
            "gave a "
            "small grant to begin with. It looks for learning that is centered on students: personal, based on what "
            "they can do, at any time and in any place."
        ),
    ],
    [SLIDES, RELEASE, MDE_PAGE],
)

INNOVATION = Text(
    "innovation",
    "What counts as innovation",
    "Mississippi law says what innovation is, and how a district can become a District of Innovation.",
    [
        heading("The words of the law"),
        quote(
            "A new or creative alternative to existing instructional and administrative practices intended to improve "
            "student learning and student performance of all students.",
            "Mississippi Code 37-179-1(1)(b), on innovation",
        ),
        paragraphs(
            "So it need not be new to the world. It has to be new where it is tried, and it has to be for all students."
        ),
        heading("Districts of Innovation"),
        paragraphs(
            "A District of Innovation may be freed from some rules of the state, so that it can try a better way. It "
            "applies with a plan, and the State Board of Education decides."
        ),
        facts(
            How_long="Five years at first. Each renewal is for at most five years.",
            What_the_plan_says="Goals and targets, the changes needed, the schools and practices, the support of the "
            "community, teachers, parents and the board, the reason for each rule to be waived, and the money "
            "and people.",
            What_cannot_be_waived="Federal rules, and the state’s tests.",
            When_to_apply="Tell MDE by August 31. Send the whole application by November 30, for the next school year. "
            "Ask MDE whether these days still hold.",
            The_network_first="A district that wants this status is asked to join the network one year before.",
        ),
        heading("Who became one, and when"),
        table(
            "When districts were first named",
            ["Year", "Districts"],
            ("2016", "Corinth, Gulfport, Vicksburg-Warren"),
            ("2017", "Baldwyn and Booneville together, Grenada"),
            ("2018", "Hinds County"),
            ("2019", "Oxford"),
            ("2020", "Rankin County, Tupelo"),
        ),
        heading("What some of them tried"),
        bullets(
            "<b>Corinth</b> teaches the Cambridge International curriculum and spreads its 180 days over most of "
            "the year.",
            "<b>Grenada</b> planned pre-kindergarten, blended learning, career academies and an early college.",
            "<b>Baldwyn and Booneville</b> share career courses and online Advanced Placement classes.",
            "<b>Gulfport</b> has career pathways from grade 4, a middle college, and a five-period day with "
            "internships.",
        ),
    ],
    [
        INNOVATION_LAW,
        MDE_PAGE,
        "Mississippi Department of Education: page on Districts of Innovation. Mississippi State University, Research "
        "and Curriculum Unit: page on Districts of Innovation.",
        "WCBI, February 16, 2017; WJTV, 2021.",
    ],
)

JOIN = Text(
    "how-to-join",
    "How your district joins",
    "Any district may apply. It costs nothing, and one letter makes it official.",
    [
        dates(),
        heading("The steps"),
        bullets(
            "<b>Talk it over</b> with your board, your principals and your teachers. The network asks for the "
            "commitment of all of them.",
            '<b>Choose</b> one or more <a href="/plcs/">topics</a>. Your district says itself which PLC it belongs in.',
            '<b>Apply</b> here. Somebody from your district <a href="/accounts/signup/">opens an account</a>, asks for '
            "the district’s membership, and fills in the application. The draft is kept as you type.",
            "<b>Hear</b> from MDE. You get a decision, with a reason, by mail and in the portal.",
            "<b>Sign</b> the letter of commitment. The superintendent signs it here, in the portal.",
            "<b>Begin.</b> Your district stands on the map, and your team comes to the first meeting.",
            ordered=True,
        ),
        button("See the open calls", "/apply/"),
        heading("The five duties of a member district"),
        bullets(
            "Send a team to the quarterly meetings, face to face.",
            "Take part in the monthly webinars or calls.",
            "Mentor other districts.",
            "Carry out at least one initiative a year.",
            "Help to write up best practices.",
            ordered=True,
        ),
        note(
            "In the first year, 2018, the network had room for 10 to 15 districts. The page of each call says how many "
            "it has room for."
        ),
        heading("The dates of the first round"),
        paragraphs("These are history. They show how long each step took."),
        table(
            "The round of 2018",
            ["What", "When"],
            ("Webinar for districts", "Friday, February 2, 2018"),
            ("Applications due", "Monday, February 26, 2018"),
            ("Districts hear", "Friday, March 9, 2018"),
            ("Letters of commitment due", "Wednesday, March 21, 2018"),
            ("First meeting of the whole network", "Monday, March 26, 2018"),
        ),
    ],
    [SLIDES, RELEASE],
)
