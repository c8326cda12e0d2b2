"""The pages about this portal itself: help, contact, accessibility, privacy."""

from portal.pages.demonstration.pieces import Text, answer, bullets, facts, heading, note, paragraphs

HELP = Text(
    "help",
    "Help",
    "Short answers to what people ask most.",
    [
        heading("Your account"),
        answer(
            "How do I get an account?",
            'Choose <a href="/accounts/signup/">sign up</a>, and give your work address and a password. We send '
            "a code to "
            "that address. Then ask for membership of your district. Its innovation lead, or MDE, says yes.",
        ),
        answer(
            "I cannot sign in",
            'Ask for a <a href="/accounts/password/reset/">new password</a>. If you lost your phone or your '
            "passkey, use "
            "one of your recovery codes. If you have none left, write to the network.",
        ),
        answer(
            "Why do I need a second step to sign in?",
            "People with a role of the state decide about districts. So they sign in with a passkey, or with a "
            "code from "
            "an app, besides the password. For all others it is a choice, and a good one.",
        ),
        heading("Applying and signing"),
        answer(
            "Who may apply for a district?",
            "A person with an office in the district, such as the innovation lead. The superintendent signs the "
            "letter.",
        ),
        answer(
            "Is my draft lost if my line drops?",
            "No. The application is saved as you type. Come back later, on any computer, and go on.",
        ),
        answer(
            "How can I tell that a letter is real?",
            'Each letter carries a code. Type it in at <a href="/verify/">verify a letter</a>.',
        ),
        heading("Finding things"),
        answer(
            "Where do I find a school or a district?",
            'Use the <a href="/search/">search</a>, or the <a href="/districts/">list of districts</a> with its map.',
        ),
        answer(
            "Why is a figure missing?",
            "Small groups of students are not shown, so that nobody can be recognized. Where the state has not "
            "published a figure, the page says so. It is never shown as zero.",
        ),
        paragraphs('Did you not find an answer? <a href="/contact/">Write to the network</a>.'),
    ],
)

CONTACT = Text(
    "contact",
    "Contact the network",
    "Which office to ask, and what to have at hand.",
    [
        facts(
            The_network_and_applications="The Office of Secondary Education of the Mississippi Department of "
            "Education. Its facilitators run the network.",
            Schools_that_need_support="The Office of School Improvement of the department.",
            Standards_and_waivers="The Commission on School Accreditation, through the department.",
            Your_own_account="Your district’s innovation lead first. That person can see your membership.",
            This_website="The network’s facilitators. Say which page you were on and what went wrong.",
        ),
        note(
            "This is a demonstration, so nobody answers here. Where the portal is in service, the office’s address and "
            "telephone number stand at the foot of every page."
        ),
        heading("When you write"),
        bullets(
            "Give the reference of your application or letter, if there is one.",
            "Never send a password, a code, or anything about a student.",
        ),
    ],
    is_sample=True,
)

ACCESSIBILITY = Text(
    "accessibility",
    "Accessibility",
    "This portal is for everybody. Here is what we aim for, and how to tell us where we fall short.",
    [
        heading("What we aim for"),
        paragraphs(
            "We aim to meet the Web Content Accessibility Guidelines (WCAG) 2.2 at level AA. The federal rule "
            "for state "
            "and local government asks for WCAG 2.1 at level AA by April 26, 2027."
        ),
        bullets(
            "Every task can be done with a keyboard alone, and with scripts turned off.",
            "Pages work at 400 percent zoom and on a narrow phone, in light and in dark colors.",
            "Charts and maps have their facts in words or in a table beside them.",
            "Pictures that say something have words for those who do not see them.",
            "Letters of commitment are made as tagged PDF files.",
        ),
        heading("What we know is not perfect"),
        bullets(
            "The screens in which editors write these pages are made by others. They are good, but we do not test them "
            "as closely as the rest.",
            "Documents that districts send in are theirs. Some may not be tagged.",
        ),
        heading("Tell us"),
        paragraphs(
            'If something keeps you from using the portal, <a href="/contact/">write to the network</a>. Say '
            "which page it "
            "was, what you wanted to do, and what you use to read it. You may ask for any page or document in "
            "another form."
        ),
    ],
)

PRIVACY = Text(
    "privacy",
    "Privacy",
    "What the portal keeps about you, who sees it, and for how long.",
    [
        heading("What is public"),
        bullets(
            "Which districts are in the network, and since when.",
            "That a letter of commitment is valid, to whoever has its code.",
            "Published results of districts and schools. Small groups of students are not shown.",
        ),
        heading("What the portal keeps about you"),
        facts(
            Account="Your e-mail address, your name if you give it, and how you sign in. Passwords are kept only in a "
            "form that cannot be read back.",
            Office="Which office you hold in which district, and from when to when.",
            What_you_do="Decisions and signatures, with the time. These stay: they are the network’s record.",
            Server_log="The page asked for, the time, and your account’s number. What you type in is not in the log.",
        ),
        heading("Cookies and other sites"),
        paragraphs(
            "The portal sets two cookies: one keeps you signed in, one protects the forms you send. Nobody "
            "else’s scripts, "
            "fonts or counters are used, so no other company sees what you read here."
        ),
        heading("Students"),
        paragraphs(
            "The portal holds no records of single students. Do not write anything about a student in a form or a file."
        ),
        heading("Your rights"),
        paragraphs(
            'You can see and change your details in your account. To ask for more, <a href="/contact/">write to '
            "the network</a>."
        ),
    ],
)
