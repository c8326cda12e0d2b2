"""Pages of the practice library and of a school's needs, in each state: whole and clean at every width."""

from typing import Any

from best_practices.library import services
from tests.best_practices.reuse.conftest import add_school
from tests.browser.look import Visit, press, see
from tests.factories.intake import PathwayFactory
from tests.factories.library import WELL, broken, collected, drafted, handed_in, published


def test_library_as_readers_see_it_is_clean(visit: Visit, lead: Any, district: Any, facilitator: Any) -> None:
    visit(None, "/practices/", "practices-empty")
    visit(None, "/practices/checklist/", "checklist")
    visit(None, "/practices/collections/", "collections-empty")
    visit(None, collected(title="Nothing yet (sample)", slug="nothing").get_absolute_url(), "collection-empty")
    waivers = [["Seat time (sample)", "Fewer hours"]]
    practice = published(district, actor=lead, facilitator=facilitator, waivers=waivers)
    published(district, actor=lead, facilitator=facilitator, title="Another practice (sample)", tags="other words")
    shown = collected(practice, is_pick=True, standard="Standard 13 (sample)")
    visit(None, "/practices/", "practices")
    visit(None, "/practices/collections/", "collections")
    visit(None, shown.get_absolute_url(), "collection")
    visit(lead, "/practices/?q=math&grade=5&cost=low", "practices-narrowed")
    visit(None, "/practices/?q=nothing+like+it", "practices-nothing-found")
    visit(None, practice.get_absolute_url(), "practice")
    long = f"https://site.example/{'a-long-way-' * 12}down"
    broken(practice, long, "2026-03-02", "2026-03-03")
    visit(lead, practice.get_absolute_url(), "practice-own")
    visit(lead, f"{practice.get_absolute_url()}adapt/", "practice-adapt")
    page = visit(lead, f"{practice.get_absolute_url()}withdraw/", "practice-withdraw")
    press(page, "Withdraw it")
    see(page, "practice-withdraw-error")
    services.withdraw_practice(practice, reason="Sample: it could not be repeated.", actor=facilitator)
    page = visit(None, "/practices/")
    page.goto(practice.get_absolute_url())
    see(page, "practice-withdrawn")


def test_writing_is_clean_in_every_section(visit: Visit, lead: Any, district: Any) -> None:
    PathwayFactory()
    visit(lead, "/practices/drafts/", "own-empty")
    visit(lead, "/practices/submit/", "begin")
    version = drafted(district, actor=lead, failed="Sample: our student Jane Sample left.")
    for section in version.sections:
        visit(lead, f"{version.get_absolute_url()}write/{section.key}/", f"practice-write-{section.key}")
    visit(lead, version.get_absolute_url(), "version-draft")
    page = visit(lead, f"{version.get_absolute_url()}preview/", "practice-preview")
    press(page, "Hand it in")
    see(page, "practice-preview-errors")
    visit(lead, f"{version.get_absolute_url()}authors/", "practice-authors")
    visit(lead, f"{version.get_absolute_url()}drop/", "practice-drop")
    visit(lead, "/practices/drafts/", "own")


def test_moderation_is_clean_in_every_state(
    visit: Visit, lead: Any, rival_lead: Any, district: Any, facilitator: Any
) -> None:
    version = handed_in(district, actor=lead)
    address = version.get_absolute_url()
    visit(facilitator, address, "version-moderator")
    for what in ("checks", "ask-changes", "classify", "merge", "decline"):
        visit(facilitator, f"{address}{what}/", f"moderate-{what}")
    page = visit(facilitator, f"{address}ask-changes/")
    press(page, "Send it back")
    see(page, "moderate-ask-changes-errors")
    services.note_checks(version, checks=WELL, actor=facilitator)
    services.post_remark(version, text="Sample remark.", audience="moderators", actor=facilitator)
    services.ask_changes(version, sections=["results"], words="Name the schools.", actor=facilitator)
    visit(lead, address, "version-changes-asked")
    visit(lead, f"{address}write/results/", "practice-write-asked")
    services.submit_version(version, actor=lead)
    visit(facilitator, f"{address}changes/", "version-changes")
    services.decline_version(version, reason="Sample reason.", actor=facilitator)
    visit(lead, address, "version-declined")
    visit(lead, f"{address}appeal/", "version-appeal")
    draft = drafted(district, actor=lead)
    asked = services.ask_author(draft, email=rival_lead.email, actor=lead)
    visit(rival_lead, f"/practices/drafts/join/{asked.pk}/", "practice-join")


def test_needs_with_suggestions_are_clean(visit: Visit, lead: Any, district: Any, facilitator: Any) -> None:
    schools = [add_school(number) for number in range(12)]
    low = add_school(99, share=0.1)
    published(district, actor=lead, facilitator=facilitator, grades=["3"], components=["math_prof"])
    visit(None, f"/schools/{low.pk}/needs/", "needs-suggestions")
    visit(None, low.get_absolute_url(), "school-needs")
    assert len(schools) == 12
