"""Page states that no other journey passes: full and empty, refused and failed, each clean for everybody.

Every state is asked by `see`: axe and sideways scroll at three widths in light and dark, one heading and one main
landmark, a title, unique ids, and main actions at least 44 px high.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from applications.intake import services as intake
from applications.intake.models import Application
from applications.letters import services as letters
from applications.letters.models import Letter
from portal.accountability import services as accountability
from portal.accountability.models import ComponentScore
from portal.core.models import MailState, OutgoingMail
from portal.districts import services as people
from portal.districts.models import District, Invitation, Membership, School
from tests.browser import settings as served
from tests.browser.look import Visit, press, see
from tests.factories.accountability import (
    DesignationFactory,
    ImportRunFactory,
    KnownDistrictFactory,
    KnownSchoolFactory,
    RatingFactory,
    ResultFactory,
)
from tests.factories.accounts import PASSWORD
from tests.factories.districts import CountyFactory, DistrictFactory
from tests.factories.intake import PathwayFactory, RoundFactory, complete_draft, decided, issued_letter, submitted
from tests.factories.network import NetworkMembershipFactory
from tests.portal.accountability.tables import grades

COMPONENTS = {
    **{"reading_prof": 64.7, "math_prof": 77.6, "history_prof": 80.6, "science_prof": 82, "reading_growth": 72.7},
    **{"math_growth": 89.2, "reading_growth_low25": 55.1, "math_growth_low25": 63.1, "el_progress": 80.79},
    **{"acceleration": 84.7, "ccr": 47.8, "graduation_rate": 88.5},
}


# Imports ----------------------------------------------------------------------


def upload(actor: Any, content: bytes, **more: Any) -> Any:
    run = accountability.upload_file(actor=actor, content=content, **{"kind": "grades", "name": "g.csv", **more})
    run.refresh_from_db()
    return run


def test_imports_are_clean(visit: Visit, data_steward: Any) -> None:
    steward = data_steward
    visit(steward, "/imports/", "imports-empty")
    page = visit(steward, "/imports/new/", "import-new")
    press(page, "Check the file")
    see(page, "import-new-errors")
    KnownDistrictFactory(leaid="2897001", name="Sample A School District")
    bad = [f"28999{number:02},Nobody {number},2019,{grade},sample" for number, grade in enumerate("ABCDEFGH" * 8)]
    states = {
        "findings": upload(steward, grades(*bad)),
        "failed": upload(steward, b"PK\x03\x04 not a workbook", name="a-very-long-name-of-a-workbook-2019-20.xlsx"),
        "ready": upload(steward, grades(), name="grades-of-districts.csv"),
        "discarded": accountability.discard_import(upload(steward, grades(), name="twice.csv"), actor=steward),
        "confirmed": accountability.confirm_import(upload(steward, grades(), name="right.csv"), actor=steward),
        "checking": ImportRunFactory(state="checking", progress=40, rows=13_670, uploaded_by=steward),
    }
    for name, run in states.items():
        visit(steward, run.get_absolute_url(), f"import-{name}")
    visit(steward, f"{states['confirmed'].get_absolute_url()}?show=changes", "import-changes")
    ImportRunFactory.create_batch(25, uploaded_by=steward, state="confirmed")
    visit(steward, "/imports/", "imports-filled")


# Districts and schools ----------------------------------------------------------


def open_all(page: Page) -> None:
    """All parts of the page that are folded."""
    page.locator("main details").evaluate_all("all => all.forEach(each => { each.open = true })")


def test_directory_is_clean(visit: Visit, rival_district: Any) -> None:
    real = CountyFactory(fips="28003", name="Alcorn County", region="north")
    many = DistrictFactory.create_batch(55, county=real)
    many.append(DistrictFactory(name="Sample Consolidated District of the Longest Name in Any County", county=real))
    for each, grade in zip(many, "ABCDF" * 4, strict=False):
        RatingFactory(district=each, grade=grade)
    for role, each in zip(["exemplar", "member", "member"], many, strict=False):
        NetworkMembershipFactory(district=each, role=role)
    page = visit(None, "/districts/")
    open_all(page)
    see(page, "directory-filled")
    visit(None, "/districts/?page=2&region=north", "directory-second-page")
    visit(None, "/districts/?county=99999&region=nowhere", "directory-errors")
    visit(None, "/districts/?q=zzzz", "directory-nothing")


def rich_district() -> tuple[District, School]:
    """A district and a school of which everything is known, some of it hidden."""
    county = CountyFactory(fips="28003", name="Alcorn County", region="north")
    place = {"county": county, "city": "Sampleville", "latitude": 34.9, "longitude": -88.5, "locale": "33"}
    district = KnownDistrictFactory(name="Sample Separate School District", low_grade="PK", high_grade="12", **place)
    NetworkMembershipFactory(district=district, pathways=[PathwayFactory()])
    NetworkMembershipFactory(district=DistrictFactory(county=county))
    schools = [KnownSchoolFactory(district=district, name=f"Sample {name} School") for name in ("Low", "Mid", "High")]
    for year in (2018, 2022):
        for subject, test in (("ELA", "3"), ("ELA", "EngII"), ("MATH", "3"), ("MATH", "AlgI")):
            ResultFactory(district=district, year=year, subject=subject, test=test)
            for tested, school in zip((60, 5, 40), schools, strict=True):
                ResultFactory(district=district, school=school, year=year, subject=subject, test=test, tested=tested)
    RatingFactory(district=district, year=2018, grade="C")
    RatingFactory(district=district, year=2019, grade="A", total_points=754)
    for code, value in COMPONENTS.items():
        ComponentScore.objects.create(district=district, year=2019, component_id=code, value=value, published=value)
    ComponentScore.objects.create(district=district, year=2019, component_id="participation", published=">=95")
    DesignationFactory(school=schools[0])
    return district, schools[0]


def test_district_and_school_are_clean(visit: Visit) -> None:
    district, school = rich_district()
    bare = DistrictFactory(county=None, locale="", latitude=None, longitude=None, city="")
    closed = KnownSchoolFactory(district=KnownDistrictFactory(status_note="closed in 2018"), first_year=None)
    for name, shown in (("district-full", district), ("school-full", school)):
        page = visit(None, shown.get_absolute_url())
        open_all(page)
        see(page, name)
    page = visit(None, f"{school.get_absolute_url()}needs/")
    open_all(page)
    see(page, "needs-full")
    visit(None, f"{closed.get_absolute_url()}needs/", "needs-bare")
    visit(None, bare.get_absolute_url(), "district-bare")
    visit(None, closed.district.get_absolute_url(), "district-closed")
    visit(None, closed.get_absolute_url(), "school-bare")


def test_people_of_a_district_are_clean(
    visit: Visit, member: Any, lead: Any, superintendent: Any, newcomer: Any, former_member: Any, district: Any
) -> None:
    base = f"/districts/{district.pk}"
    visit(member, f"{base}/people/", "people-member")
    for user, address, button, name in (
        (newcomer, f"{base}/join/", "Send the request", "join-errors"),
        (lead, f"{base}/people/invite/", "Send the invitation", "invite-errors"),
        (superintendent, Membership.objects.get(user=superintendent).get_absolute_url(), "", "membership-own"),
    ):
        page = visit(user, address)
        if button:
            press(page, button)
        see(page, name)
    asked = people.request_membership(district, office="principal", note="Sample line", actor=newcomer)
    visit(newcomer, asked.get_absolute_url(), "membership-asked")
    people.decline_membership(asked, reason="Sample reason", actor=superintendent)
    visit(newcomer, asked.get_absolute_url(), "membership-declined")
    visit(lead, Membership.objects.get(user=former_member).get_absolute_url(), "membership-ended")
    sent = people.invite(district, email=newcomer.email, office="counselor", actor=lead)
    Invitation.objects.filter(pk=sent.pk).update(token_hash=people.hash_of("known"))
    visit(newcomer, "/districts/invitations/known/", "invitation")
    people.revoke_invitation(sent, actor=lead)
    visit(newcomer, "/districts/invitations/known/", "invitation-revoked")


# Calls, applications and letters --------------------------------------------------


def test_calls_are_clean(visit: Visit, lead: Any, member: Any) -> None:
    visit(None, "/apply/", "calls-empty")
    now = timezone.now()
    PathwayFactory()
    rounds = {
        "announced": RoundFactory(opens_at=now + timedelta(days=3), guide="Sample guide.\n\nIn two parts."),
        "open": RoundFactory(),
        "closed": RoundFactory(opens_at=now - timedelta(days=9), closes_at=now - timedelta(days=1)),
        "decided": RoundFactory(
            opens_at=now - timedelta(days=9),
            closes_at=now - timedelta(days=2),
            decided_at=now,
            summary="Sample summary.",
        ),
    }
    visit(None, "/apply/", "calls-filled")
    for name, call in rounds.items():
        visit(lead if name != "open" else None, call.get_absolute_url(), f"call-{name}")
    visit(member, rounds["open"].get_absolute_url(), "call-wrong-office")
    visit(None, f"{rounds['open'].get_absolute_url()}form/", "call-blank-form")


def test_applications_are_clean(visit: Visit, lead: Any, facilitator: Any, newcomer: Any, district: Any) -> None:
    visit(newcomer, "/applications/", "applications-empty")
    call = RoundFactory()
    application = submitted(call, district, actor=lead, why="A sample sentence of some length. " * 40)
    address = application.get_absolute_url()
    page = visit(facilitator, f"{address}decide/", "decide")
    press(page, "Keep the decision")
    see(page, "decide-errors")
    visit(lead, f"{address}withdraw/", "withdraw")
    intake.review_application(application, actor=facilitator)
    visit(lead, address, "application-in-review")
    visit(facilitator, address, "application-to-decide")
    decided(application, "decline", reasons="Sample reasons.\n\nIn two parts.", facilitator=facilitator)
    visit(lead, address, "application-declined")
    gone = submitted(RoundFactory(), district, actor=lead)
    intake.withdraw_application(gone, actor=lead)
    visit(lead, gone.get_absolute_url(), "application-withdrawn")
    Application.objects.bulk_create(
        Application(round=call, district=each, state=state, begun_by=lead, submitted_at=timezone.now())
        for state in ("submitted", "in_review", "accepted")
        for each in DistrictFactory.create_batch(9)
    )
    visit(facilitator, "/applications/", "applications-filled")
    visit(facilitator, "/applications/?q=zzzz&state=declined", "applications-nothing")
    visit(facilitator, "/start/", "start-full")


def test_two_writers_see_both_texts(visit: Visit, lead: Any, superintendent: Any, district: Any) -> None:
    application = complete_draft(RoundFactory(), district, actor=lead)
    page = visit(lead, application.section_url("why"))
    page.route("**/answers/**", lambda route: route.fulfill(status=204))
    shown = {answer.question: answer.version for answer in application.answers.all()}
    intake.save_answers(application, {"why": "Sample: hers."}, versions=shown, actor=superintendent)
    page.get_by_label("What will your district try, and for whom?").fill("Sample: his.")
    press(page, "Save and go on")
    expect(page.get_by_text("Sample: hers.")).to_be_visible()
    see(page, "section-clash")


def test_letters_are_clean(
    visit: Visit, lead: Any, facilitator: Any, superintendent: Any, district: Any, rival_district: Any
) -> None:
    letter = issued_letter(RoundFactory(), district, lead=lead, facilitator=facilitator)
    address = letter.get_absolute_url()
    visit(lead, address, "letter-waits")
    page = visit(superintendent, f"{address}sign/")
    press(page, "Sign the letter")
    see(page, "sign-errors")
    page = visit(superintendent, f"{address}decline/", "letter-decline")
    press(page, "Decline the letter")
    see(page, "letter-decline-errors")
    Letter.objects.update(due_at=timezone.now() - timedelta(days=1))
    visit(superintendent, address, "letter-overdue")
    visit(superintendent, f"{address}sign/", "sign-overdue")
    letters.decline_letter(letter, reason="Sample: no staff this year.", actor=superintendent)
    visit(superintendent, address, "letter-declined")
    visit(superintendent, f"{address}sign/", "sign-declined")
    void = issued_letter(RoundFactory(), district, lead=lead, facilitator=facilitator)
    letters.void_letter(void, reason="Sample reason", actor=facilitator)
    visit(superintendent, void.get_absolute_url(), "letter-void")
    visit(None, "/verify/?code=", "verify-errors")
    visit(None, "/verify/0000-0000-0000/", "verify-wrong-code", status=404)


# Staff, search and start ----------------------------------------------------------


def test_staff_and_search_are_clean(visit: Visit, administrator: Any, data_steward: Any, newcomer: Any) -> None:
    visit(administrator, "/outbox/", "outbox-empty")
    for number, state in enumerate(MailState.values * 2):
        told = {"error": "550 no such mailbox here: the address does not exist at all"} if state == "failed" else {}
        mail = {"to": f"somebody.of.a.long.address.{number}@example.org", "subject": f"Sample {number}", "text": "."}
        OutgoingMail.objects.create(key=f"sample-{number}", state=state, attempts=5, **mail, **told)
    visit(administrator, "/outbox/", "outbox-filled")
    visit(administrator, "/styleguide/", "styleguide")
    DistrictFactory.create_batch(25, name="Quokkaville Sample District")
    for name, query in (
        ("results", "quokkaville"),
        ("none", "zzzz"),
        ("odd", "%22%27*()%20AND%20%2d%3Cb%3E"),
        ("long", "w" * 99),
    ):
        visit(None, f"/search/?q={query}", f"search-{name}")
    for user, name in ((newcomer, "newcomer"), (administrator, "administrator"), (data_steward, "steward")):
        visit(user, "/start/", f"start-{name}")


def test_kept_text_is_offered_after_signing_in_again(visit: Visit, lead: Any, district: Any) -> None:
    application = complete_draft(RoundFactory(), district, actor=lead)
    page = visit(lead, application.section_url("why"))
    page.route("**/answers/**", lambda route: route.fulfill(status=204))
    page.get_by_label("What will your district try, and for whom?").fill("A sample text that must not be lost. " * 20)
    session = next(cookie["name"] for cookie in page.context.cookies() if "session" in cookie["name"])
    page.context.clear_cookies(name=session)
    press(page, "Save and go on")
    page.get_by_label("Email").fill(lead.email)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your text is kept")
    see(page, "resume")
    press(page, "Send it now")
    assert application.values()["why"].startswith("A sample text that must not be lost.")


# What went wrong --------------------------------------------------------------------


def test_refusals_are_clean(visit: Visit, lead: Any, facilitator: Any, district: Any) -> None:
    application = submitted(RoundFactory(), district, actor=lead)
    address = application.get_absolute_url()
    visit(lead, f"{address}decide/", "403", status=403)
    visit(None, f"{address}decide/x/", "404", status=404)
    visit(None, "/search/?q=%00", "400", status=400)
    page = visit(lead, f"{address}withdraw/")
    decided(application, "decline", reasons="Sample reasons.", facilitator=facilitator)
    press(page, "Withdraw it")
    see(page, "409")
    page = visit(None, "/accounts/login/")
    page.context.clear_cookies()
    page.get_by_label("Email").fill("somebody@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")
    see(page, "csrf")


@pytest.mark.parametrize("status", [500, 503])
def test_pages_of_a_broken_portal_are_clean(status: int, page: Page, watch: Any, settings: Any) -> None:
    settings.STORAGES, settings.STATIC_ROOT = served.STORAGES, served.STATIC_ROOT
    body = render_to_string(f"{status}.html")

    def answer(route: Route) -> None:
        route.fulfill(status=status, body=body, content_type="text/html; charset=utf-8")

    page.route("**/broken/", answer)
    page.goto("/broken/")
    see(page, str(status))
    watch.problems[:] = [problem for problem in watch.problems if not problem.endswith("/broken/")]
