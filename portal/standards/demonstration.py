"""Demonstration content of the standards: what was seen in public sources, and nothing else.

No official text is entered, since none was read as a whole. What is not known stays marked so, for staff to fill in.
"""

from datetime import date
from typing import Any

from portal.accounts.demonstration import address
from portal.accounts.models import User
from portal.standards.models import Edition, Heading, Mandate, Relation, Standard, Waivable
from portal.standards.services import add_standard, keep_edition, link_standards

CODE = "Mississippi Administrative Code 7-24 (Part 24)"
UNDATED = "The exact day on which it came into force is not known here and is to be entered by the department"
EDITIONS: list[dict[str, Any]] = [
    {
        "code": "2009",
        "name": "Edition of 2009 (exact dates to be entered)",
        "effective_from": date(2009, 7, 1),
        "source": f"A public copy of the standards of 2009. {UNDATED}: July 1, 2009, stands for it until then.",
        "source_url": "https://www.scribd.com/document/23555977",
    },
    {
        "code": "2018",
        "name": "Edition of 2018 (exact dates to be entered)",
        "effective_from": date(2016, 7, 1),
        "source": f"{CODE}, process standards; amended many times. {UNDATED}: July 1, 2016, stands for “2016 "
        "and later” until then.",
    },
]
IN_CODE, IN_POLICY = f"{CODE}, process standards", f"{CODE}, Policy 2.5"
OF_FEDERAL_LAW = {
    "mandate": Mandate.FEDERAL,
    "mandate_citation": f"Named as federal in {CODE}, standard 17. The federal act is to be entered by the department.",
    "waivable": Waivable.NO,
    "reason": "Policy 2.2 lets the State Board, acting through the Commission on School Accreditation, suspend only "
    "process standards that no state or federal law mandates. This one is mandated by federal law.",
}
FINANCE = "Financial accountability"
SAFETY = "Safe and healthy schools"
SHARED = f"{IN_POLICY}, as the heading of 29, 30 and 31. Which of the three holds what is to be confirmed."
PROGRAMS = "Regulations of federal programs"
# Number, topic, where it was seen, and what else was.
Row = tuple[str, str, str, dict[str, Any]]
STANDARDS_2018: list[Row] = [
    ("1", "Governance: due diligence of the school board and the superintendent", IN_CODE, {}),
    ("1.1", "Executive duties are left to a licensed superintendent", IN_CODE, {}),
    ("1.2", "The board’s policies comply and are public", IN_CODE, {}),
    ("1.3", "Education of board members", IN_CODE, {}),
    ("2", "Licensed positions are filled by properly licensed and endorsed staff", IN_CODE, {}),
    ("4", FINANCE, IN_POLICY, {}),
    ("5", FINANCE, IN_POLICY, {}),
    (
        "13",
        "School year of 180 teaching days, and 330 minutes of teaching a day",
        "Both rules were seen in news reports and at the National Association of State Boards of Education. That they "
        "are in standard 13 is to be confirmed.",
        {},
    ),
    ("14", "Graduation requirements", f"{CODE}, Appendix A", {}),
    ("16", "Statewide assessment and test security", f"{IN_POLICY}, and Appendix F", {}),
    ("17", "Regulations of state and federal programs", IN_POLICY, {}),
    ("17.4", PROGRAMS, IN_POLICY, OF_FEDERAL_LAW),
    ("17.5", PROGRAMS, IN_POLICY, OF_FEDERAL_LAW),
    ("17.6", PROGRAMS, IN_POLICY, OF_FEDERAL_LAW),
    ("20", "Instructional practices", IN_POLICY, {"heading": Heading.INSTRUCTION}),
    ("26", "Required courses in the curriculum of each secondary school", f"{CODE}, Appendix B", {}),
    ("29", SAFETY, SHARED, {"heading": Heading.SAFETY}),
    ("30", SAFETY, SHARED, {"heading": Heading.SAFETY}),
    ("31", SAFETY, SHARED, {"heading": Heading.SAFETY}),
]
GRADUATION_2009: Row = ("20", "Graduation requirements", "The public copy of the standards of 2009", {})


def load() -> None:
    """The editions with what was seen of them, once; nothing where there is no facilitator or any edition already."""
    facilitator = User.objects.filter(email=address("facilitator")).first()
    if facilitator is None or Edition.objects.exists():
        return
    older, newer = (keep_edition(actor=facilitator, **facts) for facts in EDITIONS)
    before = _add(older, facilitator, *GRADUATION_2009)
    added = {row[0]: _add(newer, facilitator, *row) for row in STANDARDS_2018}
    note = "The number changed between these editions."
    link_standards(before, added["14"], relation=Relation.RENUMBERED, note=note, actor=facilitator)


def _add(edition: Edition, actor: User, number: str, topic: str, seen_in: str, more: dict[str, Any]) -> Standard:
    return add_standard(edition, number=number, topic=topic, seen_in=seen_in, actor=actor, **more)
