"""The calendar of 2018 in a browser, from the call to the release of the decisions."""

from playwright.sync_api import expect

from applications.intake.models import Application
from applications.letters.models import Letter
from applications.reviews import services as reviews
from applications.reviews.models import Assignment, Panel
from portal.conflicts.services import declare_conflict
from portal.districts.models import Office
from tests.browser.calendar_play import DECISIONS, DRAWN, FIRST, LAST, Play
from tests.browser.hand import Hand, fill_in, sign_in
from tests.factories.people import MembershipFactory
from tests.journeys.year import APPLICANTS, PLACES, central

# January and February ---------------------------------------------------------------


def announced(play: Play) -> None:
    """A visitor reads the call and its questions; nobody can begin yet."""
    visitor = play.hand()
    visitor.page.goto("/apply/")
    visitor.press(visitor.link("Round of 2018"))
    visitor.sees("This round opens on Tuesday, January 16, 2018")
    visitor.press(visitor.link("Read or print all questions"))
    expect(visitor.page.get_by_role("heading", name="What will your district try, and for whom?")).to_be_visible()
    early = play.hand(play.lead)
    early.page.goto("/apply/2018/")
    early.sees("This round opens on Tuesday, January 16, 2018")
    expect(early.button("Begin the application")).to_have_count(0)


def written(play: Play) -> None:
    """The innovation lead of the first district writes its application, and the superintendent agrees to it."""
    play.clock.move_to(central(2, 20))
    for district in play.year.districts[1:]:
        play.year.apply(district)
    lead = play.hand(play.lead)
    lead.page.goto("/apply/2018/")
    lead.press(lead.button("Begin the application"))
    lead.press(lead.link("Go on writing"))
    fill_in(lead)
    lead.press(lead.link("Preview and submit"))
    expect(lead.button("Submit the application")).to_have_count(0)
    lead.press(lead.button("Ask for the agreement by mail"))
    head = play.hand()
    sign_in(head, play.head(FIRST))
    head.press(head.link("Application of Sample District 01"))
    head.press(head.button("Agree as superintendent"))
    head.sees("agreed to these answers on")


def submitted(play: Play) -> None:
    """In the last minute before the round closes."""
    play.clock.move_to(central(2, 26, 23, 58))
    lead = play.hand(play.lead)
    lead.page.goto("/start/")
    lead.press(lead.link("Application of Sample District 01"))
    lead.press(lead.link("Preview and submit"))
    lead.press(lead.button("Submit the application"))
    lead.sees("Submitted. The department has it.")
    assert Application.objects.filter(state="submitted").count() == APPLICANTS


# Review ------------------------------------------------------------------------------


def tied(play: Play) -> None:
    """Three conflicts: an office, one that its reviewer declares in the portal, and another that was declared."""
    play.clock.move_to(central(2, 27, 9))
    first, second, third = play.year.reviewers[:3]
    MembershipFactory(user=first, district=play.district(0), office=Office.OTHER)
    reviewer = play.hand(second)
    reviewer.page.goto("/reviews/")
    reviewer.press(reviewer.link("Declare a conflict of interest"))
    reviewer.pick(reviewer.field("District"), "Sample District 02")
    reviewer.write(reviewer.field("Why"), "Sample: a relative works there.")
    reviewer.press(reviewer.button("Declare it"))
    reviewer.sees("Sample: a relative works there.")
    declare_conflict(person=third, district=play.district(2), reason="Sample: wrote its plan.")


def assigned(play: Play) -> None:
    """The facilitator opens the review, names six reviewers, and takes the balanced proposal."""
    staff = play.staff()
    staff.press(staff.link("Application of Sample District 01"))
    staff.press(staff.link("All decisions of Round of 2018"))
    staff.press(staff.link("Open the review by a panel"))
    staff.set_day(staff.field("Due at the end of"), central(3, 7).date())
    staff.press(staff.button("Open the review"))
    staff.sees("Nobody is on the panel yet.")
    for person in play.year.reviewers[2:]:
        reviews.add_member(Panel.objects.get(), person, actor=play.year.facilitator)
    for person in play.year.reviewers[:2]:
        staff.write(staff.field("E-mail of the reviewer’s account"), person.email)
        staff.press(staff.button("Put on the panel"))
        staff.sees(f"{person}: 0 reviews")
    expect(staff.page.get_by_text("conflict", exact=True)).to_have_count(3)
    staff.press(staff.link("See a balanced proposal"))
    staff.press(staff.button("Assign like this"))
    staff.sees("54 reviews were assigned.")
    pairs = set(Assignment.objects.values_list("reviewer", "subject__district"))
    planted = {(play.year.reviewers[each].pk, play.district(each).pk) for each in range(3)}
    assert len(pairs) == APPLICANTS * 3
    assert not planted & pairs


def kept_out(play: Play) -> None:
    """Who is tied to a district finds no trace of it: not in lists, not by its address."""
    for number in range(3):
        name, mine = play.district(number).name, Assignment.objects.filter(reviewer=play.year.reviewers[number])
        reviewer = play.hand(play.year.reviewers[number])
        reviewer.page.goto("/start/")
        expect(reviewer.link(f"Review of {name}")).to_have_count(0)
        reviewer.page.goto("/reviews/")
        reviewer.sees(f"0 done, {mine.count()} left.")
        expect(reviewer.page.locator("body")).not_to_contain_text(name)
        other = Assignment.objects.filter(subject__district=play.district(number)).first()
        assert other is not None
        for address in (other.get_absolute_url(), f"/reviews/subjects/{other.subject_id}/"):
            assert reviewer.status_of(address) == 404


def scored(play: Play) -> None:
    """A reviewer chooses a level for each criterion, with a comment, and is led on; the others are done too."""
    person, panel = play.year.reviewers[3], Panel.objects.get()
    left = Assignment.objects.filter(reviewer=person).count()
    reviewer = play.hand(person)
    reviewer.page.goto("/reviews/")
    reviewer.press(reviewer.link("Go on with the next"))
    here = reviewer.page.url
    for criterion in panel.criteria:
        points, anchor = criterion.levels[3]
        reviewer.choose(reviewer.field(f"{points}: {anchor}"))
        if criterion == panel.criteria[0]:
            reviewer.write(reviewer.field(f"Comment on “{criterion.name}”"), "Sample: a clear plan.")
    expect(reviewer.page.locator(".htmx-request")).to_have_count(0)
    reviewer.press(reviewer.button("It is done; on to the next"))
    expect(reviewer.page).not_to_have_url(here)
    reviewer.page.goto("/reviews/")
    reviewer.sees(f"1 done, {left - 1} left.")
    play.year.score_all()
    staff = play.staff(panel.get_absolute_url())
    staff.press(staff.button("Close the panel"))
    staff.sees("The panel is closed. Its scores stand.")


# Decisions ---------------------------------------------------------------------------


def decided(play: Play) -> None:
    """Fifteen acceptances are set; the sixteenth is refused with its sentence, and goes to the waiting list."""
    play.clock.move_to(central(3, 8, 10))
    found = {each.district_id: each for each in Application.objects.all()}
    for district in play.year.districts[1:PLACES]:
        play.year.decide(found[district.pk], "accept")
    staff = play.staff(DECISIONS)
    staff.press(staff.link("Sample District 01"))
    decide(staff, "Accept")
    staff.sees("15 decisions are set and not told yet.")
    staff.press(staff.link("Sample District 16"))
    decide(staff, "Accept")
    staff.sees("All 15 places of “Round of 2018” are taken.")
    staff.page.go_back()
    expect(staff.field("Reasons")).to_have_value("Sample: a clear plan.")
    staff.choose(staff.field("Put on the waiting list"))
    staff.press(staff.button("Keep the decision"))
    staff.sees("16 decisions are set and not told yet.")
    for number in (DRAWN[1], LAST):
        play.year.decide(found[play.district(number).pk], "waitlist")
    lead = play.hand(play.lead)
    lead.page.goto(found[play.district(FIRST).pk].get_absolute_url())
    lead.sees("Submitted. The department has it.")
    assert not Letter.objects.exists()


def decide(staff: Hand, outcome: str) -> None:
    """From the page of an application: the decision with its reasons."""
    staff.press(staff.link("Decide"))
    staff.choose(staff.field(outcome))
    staff.write(staff.field("Reasons"), "Sample: a clear plan.")
    staff.press(staff.button("Keep the decision"))


def released(play: Play) -> None:
    """Every mail and letter is looked at, then all districts are told at once."""
    play.clock.move_to(central(3, 9, 10))
    staff = play.staff(DECISIONS)
    staff.press(staff.link("Look at mails and letters, then release"))
    staff.sees("18 districts hear at once.")
    staff.unfold("Sample District 01: accept")
    staff.sees("Sample District 01 is accepted into the network")
    staff.sees("Sample District 01 joins the Mississippi Innovation Lab Network from")
    staff.press(staff.button("Release and tell all of them"))
    staff.sees("No decision waits to be released.")
    assert Letter.objects.open().count() == PLACES
    head = play.hand(play.head(LAST))
    head.page.goto("/applications/")
    head.press(head.link("Sample District 18"))
    head.sees("On the waiting list, number 3.")
