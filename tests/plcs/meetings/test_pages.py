"""The pages of meetings: from the plan to approved minutes, what is typed and lost never, queries, the series."""

import hashlib
import html
import re
from datetime import timedelta
from io import BytesIO
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from best_practices.library.models import Version
from plcs.meetings import services
from plcs.meetings.models import Action, AgendaItem, Meeting, Minutes, Section
from plcs.workgroups import services as workgroups
from plcs.workgroups.models import Workgroup
from tests.factories.meetings import approved, held, planned, put, written


def text_of(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, (url, answer.status_code)
    return html.unescape(answer.content.decode())


def posted(client: Client, url: str, **data: Any) -> str:
    return html.unescape(client.post(url, data, follow=True).content.decode())


def test_meeting_goes_from_the_plan_to_approved_minutes_on_the_pages(
    workgroup: Workgroup, client_for: Any, plc_lead: Any, plc_member: Any
) -> None:
    lead, member, base = client_for(plc_lead), client_for(plc_member), f"{workgroup.get_absolute_url()}meetings/"
    assert "No meeting is planned." in text_of(lead, base)
    begin = timezone.localtime() - timedelta(minutes=5)
    when = {"starts_at": f"{begin:%Y-%m-%dT%H:%M}", "ends_at": f"{begin + timedelta(hours=1):%Y-%m-%dT%H:%M}"}
    assert "The people of the PLC are told." in posted(
        lead, f"{base}plan/", title="March", place="Room 1", **when, count=1
    )
    url = Meeting.objects.get().get_absolute_url()
    assert "March" in text_of(member, workgroup.get_absolute_url())
    assert "Proposed. The leads" in posted(member, f"{url}agenda/", title="Reading", why="Agree on it", minutes=20)
    posted(member, f"{url}agenda/", title="Later", minutes=5)
    one, two = AgendaItem.objects.all()
    assert "is on the agenda" in posted(lead, f"{url}agenda/{one.pk}/take/")
    assert "waits until the next meeting" in posted(lead, f"{url}agenda/{two.pk}/postpone/")
    assert "The agenda is closed." in posted(lead, f"{url}agenda/close/", closed="1")
    assert "Propose a topic" not in text_of(member, url)
    assert "Who was there" in posted(lead, f"{url}hold/")
    said = {f"person-{plc_lead.pk}": "present", f"person-{plc_member.pk}": "present"}
    page = posted(lead, f"{url}attendance/", **said)
    assert "Innovation lead B" in page
    section, minutes = Section.objects.get(), f"{url}minutes/"
    posted(member, f"{minutes}sections/{section.pk}/take/")
    assert "Innovation lead B writes it" in text_of(lead, minutes)
    told = posted(member, f"{minutes}sections/{section.pk}/", text="We read together.", version=0, done="1")
    assert "Saved. Others can write" in told
    assert "Innovation lead A" in text_of(lead, f"{minutes}put/")
    assert "are asked by mail" in posted(lead, f"{minutes}put/")
    assert "Agree with the minutes of March" in text_of(member, "/start/")
    assert "You agree." in posted(lead, f"{minutes}agree/", round=1)
    assert "Agreed: 1 of 2." in text_of(member, minutes)
    assert "All agree: the minutes are approved." in posted(member, f"{minutes}agree/", round=1)
    assert "Agree with the minutes" not in text_of(member, "/start/")
    done = text_of(member, minutes)
    sealed = Minutes.objects.get().sealed
    assert sealed.text_hash in done
    assert "We read together." in done
    assert hashlib.sha256(member.get(f"{minutes}text/").content).hexdigest() == sealed.text_hash
    assert "The note stands beneath" in posted(lead, f"{minutes}correct/", words="It was room 2.")
    assert "It was room 2." in text_of(member, minutes)


def test_amendment_goes_its_way_on_the_pages(minutes: Minutes, client_for: Any, plc_lead: Any, plc_member: Any) -> None:
    put(minutes, actor=plc_lead)
    lead, member, url = client_for(plc_lead), client_for(plc_member), minutes.get_absolute_url()
    section = minutes.sections.get()
    assert "Please say what should be different" in posted(member, f"{url}sections/{section.pk}/amend/", words="")
    assert "Asked. The leads" in posted(member, f"{url}sections/{section.pk}/amend/", words="Say 12.")
    assert "Say 12." in text_of(lead, url)
    page = text_of(member, url)
    assert "Once a lead has answered it" in page
    assert "I agree" not in page
    answer = f"{url}changes/{section.amendments.get().pk}/answer/"
    assert "Say 12." in text_of(lead, answer)
    assert "Please say why" in posted(lead, answer, adopted="0", answer="")
    assert "into the section first" in posted(lead, answer, adopted="1", answer="")
    assert "Saved." in posted(lead, f"{url}sections/{section.pk}/", text="12.", version=1, done="1")
    assert "was told by mail" in posted(lead, answer, adopted="1", answer="")
    assert "They are a draft again." in posted(lead, f"{url}take-back/")


def test_write_gives_the_words_back_that_could_not_be_saved(
    minutes: Minutes, client_for: Any, plc_lead: Any, plc_member: Any
) -> None:
    section, lead = minutes.sections.get(), client_for(plc_lead)
    url = f"{minutes.get_absolute_url()}sections/{section.pk}/"
    services.take_section(section, actor=plc_member)
    assert "Innovation lead B writes this section" in posted(lead, f"{url}take/")
    page = posted(lead, url, text="My long words", version=0, done="1")
    assert "Innovation lead B writes this section" in page
    assert "My long words</textarea>" in page
    services.leave_section(section, actor=plc_member)
    written(section, "Their words", actor=plc_member)
    page = posted(lead, url, text="My long words", version=0, done="1")
    assert "Innovation lead B saved this section meanwhile" in page
    assert "<p>Their words</p>" in page
    assert "My long words</textarea>" in page
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version is not None
    assert "Saved." in posted(lead, url, text="Both words", version=version[1], stay="1")
    assert "You have this section until" in text_of(lead, url)
    posted(lead, f"{url}leave/")
    assert "Nobody holds this section." in text_of(lead, url)


def test_versions_are_compared_and_restored_on_the_pages(minutes: Minutes, client_for: Any, plc_lead: Any) -> None:
    section, lead = minutes.sections.get(), client_for(plc_lead)
    url = f"{minutes.get_absolute_url()}sections/{section.pk}/versions/"
    assert "Nothing was saved yet." in text_of(lead, url)
    for text in ("We met at nine.", "We met at ten."):
        written(section, text, actor=plc_lead)
    page = text_of(lead, url)
    assert "<ins>ten.</ins>" in page
    assert "<del>nine.</del>" in page
    assert "Version 1 is the newest again." in posted(lead, f"{url}1/restore/", version=2)
    assert "Somebody saved this section meanwhile" in posted(lead, f"{url}2/restore/", version="x")


def test_plan_tells_what_is_wrong_and_keeps_what_was_typed(
    workgroup: Workgroup, client_for: Any, plc_lead: Any
) -> None:
    lead, url = client_for(plc_lead), f"{workgroup.get_absolute_url()}meetings/plan/"
    wrong = {"title": "Kept title", "starts_at": "2027-03-04T15:30", "ends_at": "2027-03-04T14:00", "count": 1}
    page = posted(lead, url, **wrong, rhythm="weekly")
    for words in ("ends before it begins", "a place or a video link", "at least two meetings", "Kept title"):
        assert words in page
    assert "longer than a day" in posted(lead, url, **{**wrong, "ends_at": "2027-03-09T14:00"})
    assert not Meeting.objects.exists()
    right = {**wrong, "ends_at": "2027-03-04T16:00", "video_link": "https://video.example.org/1", "count": 3}
    assert "3 meetings are planned." in posted(lead, url, **right, rhythm="weekly")
    first = Meeting.objects.order_by("starts_at").first()
    assert first is not None
    assert "Only this one is changed." in text_of(lead, f"{first.get_absolute_url()}change/")
    changed = {**right, "place": "Sample hall", "title": "Other"}
    assert "Changed." in posted(lead, f"{first.get_absolute_url()}change/", **changed)
    assert "This cannot be undone" in text_of(lead, f"{first.get_absolute_url()}cancel/")
    assert "Cancelled. The people" in posted(lead, f"{first.get_absolute_url()}cancel/", reason="Sample")
    item = services.propose_topic(Meeting.objects.coming()[0], title="Topic", why="", minutes=5, actor=plc_lead)
    decline = f"{item.meeting.get_absolute_url()}agenda/{item.pk}/decline/"
    assert "Do not take “Topic”" in text_of(lead, decline)
    assert "the reason stands beside it" in posted(lead, decline, reason="Sample reason")
    assert "Sample reason" in text_of(lead, item.meeting.get_absolute_url())
    assert "Please" in posted(lead, f"{item.meeting.get_absolute_url()}agenda/", title="", minutes="x")


def test_section_is_added_and_written_at_once(minutes: Minutes, client_for: Any, plc_member: Any) -> None:
    page = posted(client_for(plc_member), f"{minutes.get_absolute_url()}sections/", title="Any other business")
    assert "You have this section until" in page
    assert "Heading of the section" in text_of(client_for(plc_member), f"{minutes.get_absolute_url()}sections/")


def test_stranger_finds_nothing_and_a_closed_plc_is_read_only(
    minutes: Minutes, workgroup: Workgroup, client_for: Any, plc_lead: Any, member: Any, facilitator: Any
) -> None:
    url = minutes.get_absolute_url()
    text_of(client_for(member), url, 404)
    workgroups.close_workgroup(workgroup, reason="Sample", actor=facilitator)
    for person in (plc_lead, facilitator):
        page = text_of(client_for(person), url)
        assert "Put them to approval" not in page
        assert "/take/" not in page
        assert "Plan a meeting" not in text_of(client_for(person), f"{workgroup.get_absolute_url()}meetings/")


def series_of_two(workgroup: Workgroup, lead: Any) -> list[Minutes]:
    """Approved minutes of both meetings of a series, each with words of its own, and one note."""
    first = planned(workgroup, actor=lead, rhythm="weekly", count=2, title="Sample series", starts_at=long_ago())
    meetings = Meeting.objects.filter(series=first.series).order_by("starts_at")
    found = [
        approved(held(workgroup, actor=lead, meeting=meeting), actor=lead, text=f"Words of number {number}, <b>so</b>.")
        for number, meeting in enumerate(meetings)
    ]
    services.correct_minutes(found[0], words="A sample note.", actor=lead)
    return found


def long_ago() -> Any:
    return timezone.now() - timedelta(days=30)


def record_of(page: str) -> str:
    """The minutes themselves in their page."""
    main = page[page.index('<dl class="facts"><div><dt>From</dt>') :]
    return re.split(r'<p class="quiet">Approved |</div>\s*<aside|<p class="no-print">', main)[0].strip()


def test_series_equals_its_parts(workgroup: Workgroup, client_for: Any, plc_lead: Any, plc_member: Any) -> None:
    parts, reader = series_of_two(workgroup, plc_lead), client_for(plc_member)
    series = parts[0].meeting.series
    held(workgroup, actor=plc_lead)  # a draft, and of no series
    page = reader.get(f"{workgroup.get_absolute_url()}meetings/series/{series}/").content.decode()
    singles = [record_of(reader.get(each.get_absolute_url()).content.decode()) for each in parts]
    for number, single in enumerate(singles):
        assert f"Words of number {number}, &lt;b&gt;so&lt;/b&gt;." in single
        assert single in page
    assert "A sample note." in singles[0]
    assert page.count("<dt>From</dt>") == 2
    assert page.index(singles[0]) < page.index(singles[1])


def words_of(content: bytes) -> str:
    """The words of a PDF, with one blank between them."""
    reader = PdfReader(BytesIO(content))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_series_on_paper_is_tagged_and_equals_its_parts(workgroup: Workgroup, client_for: Any, plc_lead: Any) -> None:
    parts, reader = series_of_two(workgroup, plc_lead), client_for(plc_lead)
    url = f"{workgroup.get_absolute_url()}meetings/series/{parts[0].meeting.series}/pdf/"
    whole = words_of(reader.get(url).content)
    for minutes in parts:
        single = words_of(reader.get(f"{minutes.get_absolute_url()}pdf/").content)
        for section in [*minutes.sealed.content["sections"], {"title": minutes.sealed.text_hash, "text": ""}]:
            for words in (section["title"], section["text"]):
                assert words in single
                assert words in whole
    assert whole.count("A sample note.") == 1


def test_series_without_approved_minutes_says_so(workgroup: Workgroup, client_for: Any, plc_lead: Any) -> None:
    found = planned(workgroup, actor=plc_lead, rhythm="monthly", count=2)
    url = f"{workgroup.get_absolute_url()}meetings/series/"
    assert "No minutes of this series are approved yet." in text_of(client_for(plc_lead), f"{url}{found.series}/")
    text_of(client_for(plc_lead), f"{url}NOSERIES/", 404)


def test_draft_on_paper_says_that_it_is_one(minutes: Minutes, client_for: Any, plc_lead: Any) -> None:
    assert "Draft, not approved" in words_of(client_for(plc_lead).get(f"{minutes.get_absolute_url()}pdf/").content)


def grow(workgroup: Workgroup, minutes: Minutes, lead: Any, count: int) -> None:
    """So many meetings past and to come, topics, sections with wishes, actions."""
    soon = timezone.now() + timedelta(days=9)
    for number in range(Section.objects.filter(minutes=minutes).count(), count):
        section = services.add_section(minutes, title=f"Section {number}", actor=lead)
        written(section, "Sample", actor=lead)
        section.amendments.create(words="Sample", asked_by=lead)
        held(workgroup, actor=lead, title=f"Past {number}")
        coming = planned(workgroup, actor=lead, starts_at=soon, title=f"To come {number}")
        first = Meeting.objects.coming()[0]
        services.take_topic(
            services.propose_topic(first, title=f"Topic {number}", why="", minutes=5, actor=lead), actor=lead
        )
        services.propose_topic(first, title=f"Other {number}", why="", minutes=5, actor=lead)
        due = timezone.localdate() + timedelta(days=number)
        Action.objects.create(
            workgroup=workgroup, meeting=minutes.meeting, words=f"Do {number}", owner=lead, made_by=lead, due_on=due
        )
        assert coming.pk


def test_pages_ask_the_same_queries_for_1_3_and_50(
    workgroup: Workgroup, minutes: Minutes, client_for: Any, plc_lead: Any
) -> None:
    browser, base, asked = client_for(plc_lead), workgroup.get_absolute_url(), []
    soon = planned(workgroup, actor=plc_lead, starts_at=timezone.now() + timedelta(days=2), title="Next")
    services.take_section(minutes.sections.get(), actor=plc_lead)
    for count in (2, 4, 50):
        grow(workgroup, minutes, plc_lead, count)
        counts = []
        for url in (base, f"{base}meetings/", soon.get_absolute_url(), minutes.get_absolute_url(), f"{base}actions/"):
            text_of(browser, url)
            with CaptureQueriesContext(connection) as queries:
                text_of(browser, url)
            counts.append(len(queries))
        asked.append(counts)
    assert asked[0] == asked[1] == asked[2], asked


def test_directory_tells_everybody_when_a_plc_meets_next(workgroup: Workgroup, plc_lead: Any, client: Client) -> None:
    assert "Next meeting" not in text_of(client, "/plcs/")
    later, soon = (timezone.now() + timedelta(days=days) for days in (9, 2))
    for begin in (later, soon):
        planned(workgroup, actor=plc_lead, starts_at=begin, title="A title for the people of the PLC")
    told = f"Next meeting: {timezone.localtime(soon):%A, %B} {timezone.localtime(soon).day}, "
    for url in ("/plcs/", workgroup.get_absolute_url()):
        page = text_of(client, url)
        assert "A title for the people of the PLC" not in page
    assert told in text_of(client, "/plcs/")


def test_approved_minutes_become_a_draft_of_a_practice(workgroup: Workgroup, client_for: Any, plc_lead: Any) -> None:
    minutes = approved(held(workgroup, actor=plc_lead), actor=plc_lead, text="We tried zero hour.")
    page = posted(client_for(plc_lead), f"{minutes.get_absolute_url()}promote/")
    assert "A draft of a practice was begun." in page
    assert f"Minutes of “Sample meeting” of the PLC {workgroup}, {minutes.get_absolute_url()}" in page
    assert "We tried zero hour." in Version.objects.get().values()["problem"]
