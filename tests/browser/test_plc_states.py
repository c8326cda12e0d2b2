"""Pages of PLCs and of their threads: whole and clean, empty and full, with errors, closed."""

from typing import Any

from plcs.discussion import services
from plcs.discussion.models import MONTHLY
from plcs.workgroups import services as workgroups
from plcs.workgroups.links import stop_token
from portal.districts import services as districts
from tests.browser.look import Visit, press, see
from tests.factories.discussion import answered, begun
from tests.factories.network import PathwayFactory
from tests.factories.plcs import placed, workgroup_of


def test_plc_is_clean_in_every_state(
    visit: Visit, district: Any, rival_district: Any, lead: Any, member: Any, rival_lead: Any, facilitator: Any
) -> None:
    visit(None, "/plcs/", "plcs-none")
    pathway = PathwayFactory(name="Sample topic without a PLC")
    plc = workgroup_of(district)
    url = plc.get_absolute_url()
    visit(facilitator, "/plcs/", "plcs-of-the-state")
    visit(None, url, "plc-of-a-visitor")
    page = visit(facilitator, f"{url}charter/", "plc-charter")
    page.get_by_label("Aim").fill("By May, half of grade 9 has a plan for college credit (sample).")
    page.get_by_label("Charter").fill("We meet every second Thursday (sample).\n\nEach brings one number.")
    press(page, "Keep it")
    placed(plc, lead, is_lead=True)
    asked = workgroups.join_workgroup(plc, district, note="Sample note", actor=member)
    visit(member, url, "plc-asked")
    visit(lead, f"{url}people/", "plc-people")
    page = visit(lead, f"{url}people/{asked.pk}/decline/", "plc-decline")
    press(page, "Decline")
    see(page, "plc-decline-errors")
    visit(member, f"{url}people/{asked.pk}/end/", "plc-leave")
    page = visit(facilitator, f"{url}close/", "plc-close")
    workgroups.close_workgroup(plc, reason="Sample", actor=facilitator)
    visit(lead, url, "plc-closed")
    assert pathway.pk


def test_threads_are_clean_in_every_state(
    visit: Visit, district: Any, rival_district: Any, lead: Any, member: Any, rival_lead: Any
) -> None:
    plc = workgroup_of(district, rival_district)
    for person in (lead, member, rival_lead):
        placed(plc, person, is_lead=person == lead)
    at = f"{plc.get_absolute_url()}threads/"
    visit(member, at, "threads-none")
    page = visit(member, f"{at}start/", "thread-start")
    press(page, "Send")
    see(page, "thread-start-errors")
    thread = begun(plc, actor=rival_lead, title="Who drives at noon, when the placements end? (sample)")
    words = "@[Lead teacher A], the route is 70 minutes. See https://example.org/a/very/long/address/that/does/not/wrap"
    answered(thread, actor=rival_lead, text=words, quoted=thread.posts.first())
    changed = answered(thread, actor=lead, text="The early route does.")
    services.edit_post(changed, text="The late route does.", is_minor=True, shown=changed.text, actor=lead)
    bad = answered(thread, actor=rival_lead, text="Words that should not stand (sample).")
    services.report_post(bad, why="It names a student (sample).", actor=member)
    visit(member, at, "threads")
    visit(member, thread.get_absolute_url(), "thread")
    visit(lead, thread.get_absolute_url(), "thread-of-a-lead")
    visit(lead, f"{at}held/", "threads-held")
    visit(lead, f"/plcs/{plc.slug}/posts/{changed.pk}/history/", "post-history")
    visit(lead, f"/plcs/{plc.slug}/posts/{changed.pk}/edit/", "post-edit")
    page = visit(member, f"/plcs/{plc.slug}/posts/{changed.pk}/report/", "post-report")
    page = visit(lead, f"/plcs/{plc.slug}/posts/{bad.pk}/hide/", "post-hide")
    press(page, "Hide it")
    see(page, "post-hide-errors")
    services.hide_post(bad, reason="It names a student (sample).", actor=lead)
    services.lock_thread(thread, actor=lead)
    visit(lead, thread.get_absolute_url(), "thread-locked")
    visit(member, f"{at}?q=nothing", "threads-not-found")
    visit(lead, f"{at}rule/", "threads-rule")


def test_who_is_awaited_and_the_monthly_question_are_clean_in_every_state(
    visit: Visit, district: Any, lead: Any, superintendent: Any
) -> None:
    plc = workgroup_of(district)
    for person in (lead, superintendent):
        placed(plc, person, is_lead=True)
    url = plc.get_absolute_url()
    visit(lead, f"{url}people/", "plc-nobody-awaited")
    address = "a.very.long.name.of.a.teacher.who.has.not.come.in@schools.example.org"
    districts.invite(district, email=address, office="lead_teacher", actor=lead)
    page = visit(lead, f"{url}people/", "plc-invited")
    press(page, "Await them")
    see(page, "plc-awaited")
    awaited = plc.awaited.get()
    page = visit(None, f"/plcs/stop/{stop_token(awaited.pk)}/", "plc-stop-mail")
    press(page, "Stop the mail")
    see(page, "plc-mail-stopped")
    visit(lead, f"{url}people/", "plc-awaited-without-mail")
    page = visit(lead, f"{url}threads/monthly/", "monthly-none")
    page.get_by_label("On which day of the month?").fill("31")
    press(page, "Ask it each month")
    see(page, "monthly-errors")
    services.set_monthly(plc, question=MONTHLY, day=10, actor=lead)
    visit(lead, url, "plc-with-monthly-question")
    visit(lead, f"{url}threads/monthly/", "monthly")
    workgroups.end_place(plc.places.get(user=lead), reason="", actor=lead)
    visit(superintendent, url, "plc-monthly-paused")
    visit(superintendent, f"{url}threads/monthly/", "monthly-paused")
