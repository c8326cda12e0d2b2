"""Three districts of a PLC propose to vary the rule of 330 minutes; from the draft to the renewal, in real browsers."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from applications.comments.models import Comment
from applications.commission.models import Motion, Sitting
from applications.evaluations.models import Report
from applications.waivers import services
from applications.waivers.models import Waiver
from portal.districts.models import District
from portal.measures.models import Measure, Reading
from portal.network.models import Pathway
from portal.standards.models import Waivable
from tests.browser.hand import WAYS, Hand
from tests.cast import office_holder
from tests.factories.commission import commissioners, planned
from tests.factories.conflicts import DeclarationFactory
from tests.factories.districts import DistrictFactory
from tests.factories.measures import change, measured, read
from tests.factories.network import PathwayFactory
from tests.factories.plcs import placed, workgroup_of
from tests.factories.standards import REFUSED
from tests.factories.waivers import HYPOTHESIS, PROVISION, agreed, drafted, granted, standard_of

PARTNERS = (("2899041", "Sample District 41"), ("2899042", "Sample District 42"))
SCORES = ("Keeps what the standard is for", "Safeguards for students", "Evidence", "Evaluation", "Consultation")
Hands = Any


@pytest.fixture
def pathway(district: District, superintendent: Any, lead: Any) -> Pathway:
    """The PLC of career academies, with three districts."""
    others = [DistrictFactory(leaid=leaid, name=name) for leaid, name in PARTNERS]
    workgroup = workgroup_of(district, *others, pathway=PathwayFactory(name="Career academies (sample)"))
    placed(workgroup, lead, is_lead=True)
    return workgroup.pathway


@pytest.fixture
def measure(pathway: Pathway, district: District, lead: Any) -> Measure:
    """A measure of the PLC of which a month is missing."""
    made = measured(pathway, actor=lead)
    read(made, district, 60, None, 64, actor=lead)
    return made


@pytest.fixture(params=WAYS)
def hand_of(request: Any, new_page: Any) -> Any:
    """A person at a page: with scripts, without, or with the keyboard alone."""

    def hand(person: Any, at: str) -> Hand:
        made = Hand(new_page(person, scripts=request.param != "no-scripts"), keyboard=request.param == "keyboard")
        made.page.goto(at)
        return made

    return hand


def vary(hand: Hand, measure: Measure) -> None:
    """One standard is refused, the other taken, with a measure of the PLC."""
    hand.press(hand.link("Add a standard"))
    hand.pick(hand.field("Which standard?"), "17.4 Federal program (sample) (cannot be waived)")
    for label, name in (
        ("What do you want to reach?", "goal"),
        ("Why is the standard in the way?", "obstacle"),
        ("What would you do in its place?", "alternative"),
        ("How are students kept from harm?", "safeguards"),
        ("Whom does it touch?", "affected"),
    ):
        hand.write(hand.field(label), PROVISION[name])
    today = timezone.localdate()
    hand.set_day(hand.field("From"), today)
    hand.set_day(hand.field("Until"), today + timedelta(days=900))
    hand.press(hand.button("Keep it and go on"))
    hand.sees("a federal act demands it")
    hand.pick(hand.field("Which standard?"), "13 School day of 330 minutes (sample)")
    hand.press(hand.button("Keep it and go on"))
    hand.write(hand.field("What should be different?"), "More students meet a mentor (sample)")
    hand.pick(hand.field("Measure of the PLC"), str(measure))
    for label, value in (("Now", "60"), ("Then", "80"), ("Of how many students or cases?", "120")):
        hand.write(hand.field(label), value)
    hand.set_day(hand.field("By when?"), HYPOTHESIS["by"])
    hand.press(hand.button("Keep it"))


def propose(hand_of: Hands, draft: Waiver, measure: Measure, lead: Any, superintendent: Any) -> None:
    """The lead adds two districts and a standard; three superintendents agree; the lead hands it in."""
    where = draft.get_absolute_url()
    hand = hand_of(lead, f"{where}districts/")
    for _, name in PARTNERS:
        hand.pick(hand.field("District"), name)
        hand.press(hand.button("Add it"))
        hand.sees(f"{name} is added.")
    hand.page.goto(where)
    vary(hand, measure)
    theirs = [
        office_holder(District.objects.get(pk=leaid), "superintendent", f"Superintendent {leaid[-2:]}")
        for leaid, _ in PARTNERS
    ]
    for person in (superintendent, *theirs):
        one = hand_of(person, where)
        one.press(one.page.get_by_role("button", name="I agree to it as it stands"))
    hand.page.reload()
    hand.sees("Everything is there.")
    hand.press(hand.button("Hand it in"))


def publish(hand_of: Hands, waiver: Waiver, facilitator: Any, lead: Any) -> None:
    """MDE puts it on the docket; somebody comments; the comment is shown, grouped and answered."""
    where = waiver.get_absolute_url()
    mde = hand_of(facilitator, where)
    mde.tick(mde.field("I read the resolution, and no document names a student"))
    mde.press(mde.button("Put it on the docket"))
    anybody = hand_of(None, where)
    anybody.press(anybody.link("Comment"))
    anybody.write(anybody.field("Your comment"), "Sample: the last bus leaves before the lab is over.")
    anybody.choose(anybody.page.get_by_label("As a parent"))
    anybody.press(anybody.button("Send it"))
    mde.page.goto(f"{where}comments/moderate/")
    mde.press(mde.button("Show it (comment 1)"))
    mde.press(mde.link("To group (1)"))
    mde.tick(mde.page.get_by_label("Choose comment 1"))
    mde.write(mde.field("Name of the new group"), "Buses (sample)")
    mde.press(mde.button("Put them in"))
    district = hand_of(lead, "/start/")
    district.press(district.link("Comments: Buses (sample)"))
    district.write(district.field("Your answer"), "Sample: the last bus leaves an hour later.")
    district.press(district.button("Answer them"))
    anybody.page.goto(where)
    anybody.sees("Sample: the last bus leaves an hour later.")


def review(hand_of: Hands, sitting: Sitting, waiver: Waiver, five: list[Any], facilitator: Any) -> None:
    """Of five reviewers one is tied before, one declares a tie after it was assigned; the others review."""
    DeclarationFactory(person=five[4], district=waiver.district)
    mde = hand_of(facilitator, sitting.get_absolute_url())
    mde.press(mde.link("Give to review"))
    mde.set_day(mde.field("Reviews are due on"), timezone.localdate() + timedelta(days=20))
    mde.page.get_by_label("Reviews for each proposal").fill("4")
    mde.press(mde.button("Open the review"))
    mde.press(mde.link("See a balanced proposal"))
    mde.press(mde.button("Assign like this"))
    hand = hand_of(five[3], "/reviews/")
    hand.sees(waiver.title)
    hand.press(hand.link("Declare a conflict of interest"))
    partner = DeclarationFactory(person=five[3], district=District.objects.get(pk=PARTNERS[0][0]))
    assert partner.person == five[3]
    for person in five[3:]:
        tied = hand_of(person, "/reviews/")
        tied.sees("Nothing is assigned to you.")
        assert waiver.title not in tied.page.content()
    first = hand_of(five[0], "/reviews/")
    first.press(first.link("Go on with the next"))
    first.sees("Changed since it was handed in")
    first.sees("49 (n 40) in place of 60 (n 40)")
    first.sees("Sample: the last bus leaves an hour later.")
    for name in SCORES:
        group = first.page.get_by_role("group", name=name)
        first.choose(group.get_by_label("3:"))
    first.choose(first.page.get_by_label("Grant with conditions"))
    first.choose(first.page.get_by_label("Rather sure"))
    first.press(first.button("It is done; on to the next"))


def decide(hand_of: Hands, sitting: Sitting, waiver: Waiver, five: list[Any], facilitator: Any) -> None:
    """Packet, meeting, motion with a condition, votes; the State Board approves."""
    where = sitting.get_absolute_url()
    mde = hand_of(facilitator, where)
    mde.press(mde.button("Freeze the packet"))
    mde.press(mde.button("Open the meeting"))
    first, second, third, tied = (hand_of(five[number], where) for number in (0, 1, 2, 3))
    tied.sees("You have no part in this one:")
    first.press(first.page.get_by_role("link", name="Make a motion"))
    first.choose(first.page.get_by_label("Grant with conditions"))
    first.write(first.field("Conditions"), "Sample: absences are told each month.")
    first.press(first.button("Move it"))
    second.page.reload()
    second.press(second.page.get_by_role("button", name="Second it"))
    for hand in (first, second, third):
        hand.page.reload()
        hand.press(hand.page.get_by_role("button", name="Yes"))
        hand.sees("You voted yes.")
    tied.page.reload()
    assert "absences are told" not in tied.page.content()
    mde.page.reload()
    mde.press(mde.link("Close the meeting"))
    mde.write(mde.field("Minutes"), "Sample: five members were there.")
    mde.press(mde.button("Close it"))
    mde.sees("Carried: 3 yes, 0 no, 0 abstained, of 3 who may vote.")
    mde.page.goto(f"{waiver.get_absolute_url()}board/")
    mde.choose(mde.page.get_by_label("It approved what the Commission recommends"))
    mde.set_day(mde.field("On which day?"), timezone.localdate())
    mde.press(mde.button("Record it"))
    anybody = hand_of(None, "/waivers/register/")
    for _, name in PARTNERS:
        anybody.sees(name)
    anybody.sees("Sample: absences are told each month.")


def report(hand_of: Hands, waiver: Waiver, measure: Measure, lead: Any) -> None:
    """Three months later a report is late and the renewal blocked; the report is filed."""
    today = timezone.localdate()
    read(measure, waiver.district, 70, 74, 79, first=(today - timedelta(days=120)).replace(day=1), actor=lead)
    waiver.provisions.update(begins_on=today - timedelta(days=700), ends_on=today + timedelta(days=60))
    Report.objects.filter(waiver=waiver, is_final=False).delete()
    Report.objects.filter(waiver=waiver).update(due_on=today - timedelta(days=3))
    hand = hand_of(lead, waiver.get_absolute_url())
    hand.sees("late")
    hand.sees("as it stands now")
    hand.press(hand.link("Renew it"))
    hand.press(hand.button("Begin the draft"))
    hand.sees(f"The evaluation of {waiver.docket} is not filed.")
    hand.page.goto(waiver.reports.get().get_absolute_url())
    hand.press(hand.link("Write it"))
    hand.write(hand.field("What was done, and what is seen"), "Sample: long blocks were kept all year.")
    hand.pick(hand.field("What came of it?"), "Moved, but not all the way")
    hand.press(hand.button("File it"))
    hand.sees("Moved, but not all the way.")


def renew(hand_of: Hands, waiver: Waiver, lead: Any, facilitator: Any) -> None:
    """The renewal is handed in, examined and approved; the matrix counts it."""
    renewal = waiver.later.get(kind="renewal")
    term = renewal.provisions.get()
    days = {"first_report": term.begins_on + timedelta(days=90), "final_report": term.ends_on - timedelta(days=9)}
    anew = {name: str(day) for name, day in days.items()}
    anew |= {"board_on": str(timezone.localdate()), "board_for": 5, "board_against": 0}  # type: ignore[dict-item]
    anew |= {name: waiver.values()[name] for name in ("resolution", "consulted")}
    services.save_answers(renewal, anew, versions={}, actor=lead)
    agreed(renewal)
    hand = hand_of(lead, renewal.get_absolute_url())
    hand.press(hand.button("Hand it in"))
    granted(services.docket_waiver(renewal, actor=facilitator), facilitator=facilitator)
    anybody = hand_of(None, waiver.get_absolute_url())
    anybody.sees("Renewed")
    anybody.page.goto("/waivers/impact/")
    anybody.sees("School day of 330 minutes (sample)")


def test_three_districts_vary_the_rule_of_330_minutes(
    hand_of: Hands,
    district: District,
    pathway: Pathway,
    measure: Measure,
    lead: Any,
    superintendent: Any,
    facilitator: Any,
) -> None:
    five = commissioners(5)
    topic = "School day of 330 minutes (sample)"
    standard_of("13", actor=facilitator, topic=topic, waivable=Waivable.YES)
    standard_of("17.4", actor=facilitator, topic="Federal program (sample)", **REFUSED)
    waiver = drafted(district, pathway, actor=lead)
    propose(hand_of, waiver, measure, lead, superintendent)
    publish(hand_of, waiver, facilitator, lead)
    waiver.refresh_from_db()
    sitting = planned(waiver, actor=facilitator)
    change(measure, Reading.objects.earliest("month"), 49, actor=lead, why="Sample: counted again")
    review(hand_of, sitting, waiver, five, facilitator)
    decide(hand_of, sitting, waiver, five, facilitator)
    waiver.refresh_from_db()
    assert (waiver.state, waiver.provisions.get().disposition) == ("conditional", "conditions")
    assert Motion.objects.get().tally == {"yes": 3, "no": 0, "abstain": 0, "eligible": 3}
    assert Comment.objects.get().group is not None
    report(hand_of, waiver, measure, lead)
    renew(hand_of, waiver, lead, facilitator)
    waiver.refresh_from_db()
    assert waiver.state == "renewed"
