"""The pages of threads: without scripts, with what each may do, catching up, and the same queries for any number."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from best_practices.library.models import Version
from plcs.discussion import services
from plcs.discussion.models import Post, Report, Thread
from plcs.workgroups.models import Place, Workgroup
from tests.factories.discussion import answered, begun
from tests.factories.plcs import placed


def text_of(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, (url, answer.status_code)
    return answer.content.decode()


def posted(client: Client, url: str, **data: Any) -> str:
    return client.post(url, data, follow=True).content.decode()


def post_url(post: Post, verb: str) -> str:
    return f"/plcs/{post.thread.workgroup.slug}/posts/{post.pk}/{verb}/"


@pytest.fixture
def at(workgroup: Workgroup) -> str:
    return f"{workgroup.get_absolute_url()}threads/"


def test_person_begins_a_thread_and_another_answers_without_scripts(
    at: str, client_for: Any, plc_lead: Any, plc_member: Any, workgroup: Workgroup
) -> None:
    first, second = client_for(plc_lead), client_for(plc_member)
    assert "Nobody has begun a thread yet." in text_of(first, at)
    assert "1 other of the PLC hears of it" in text_of(first, f"{at}start/")
    page = posted(first, f"{at}start/", title="Buses at noon (sample)", text="Who drives then?")
    assert "Who drives then?" in page
    assert "1 new in" in text_of(second, "/start/")
    listed = text_of(second, at)
    assert "<b>1 new</b>" in listed
    assert "Buses at noon (sample)" in text_of(second, workgroup.get_absolute_url())
    thread = text_of(second, f"{at}1/")
    assert "Who drives then?" in thread
    page = posted(second, f"{at}1/reply/", text="The late route does.")
    assert "The late route does." in page
    last = Post.objects.latest("pk").pk
    assert "<b>1 new</b>" not in posted(second, f"{at}1/read/", until=last)
    assert "new in" not in text_of(second, "/start/")


def test_empty_answer_is_asked_for_and_a_wrong_file_keeps_the_words(at: str, client_for: Any, thread: Thread) -> None:
    browser = client_for(thread.author)
    assert "Please write something first." in posted(browser, f"{at}1/reply/", text="")

    def bad() -> SimpleUploadedFile:
        return SimpleUploadedFile("plan.pdf", b"<html>")

    page = posted(browser, f"{at}1/reply/", text="Words that stay", attached=bad())
    assert "its content is not a PDF" in page
    assert "Words that stay" in page
    page = posted(browser, f"{at}start/", title="A title", text="Words that stay", attached=bad())
    assert "its content is not a PDF" in page
    assert Thread.objects.count() == 1


def test_file_of_a_post_is_read_by_its_people_only(
    at: str, client_for: Any, thread: Thread, plc_member: Any, member: Any, client: Client
) -> None:
    good = SimpleUploadedFile("plan.pdf", b"%PDF-1.7 sample %%EOF")
    page = posted(client_for(thread.author), f"{at}1/reply/", text="See the file", attached=good)
    url = re.search(r'href="(/plcs/[^"]*/attachments/\d+/)"', page)
    assert url is not None
    answer = client_for(plc_member).get(url[1])
    assert b"".join(answer.streaming_content).startswith(b"%PDF-1.7")
    text_of(client_for(member), url[1], 404)
    assert client.get(url[1]).status_code == 302


def test_quote_stands_above_the_answer_until_it_is_hidden(
    at: str, client_for: Any, thread: Thread, plc_member: Any, plc_lead: Any
) -> None:
    quoted = answered(thread, actor=plc_member, text="The bus is late.")
    browser = client_for(plc_lead)
    assert "Do not quote it" in text_of(browser, f"{at}1/?quote={quoted.pk}")
    page = posted(browser, f"{at}1/reply/", text="By how much?", quoted=quoted.pk)
    assert page.count("The bus is late.") == 2
    services.hide_post(quoted, reason="Sample", actor=plc_lead)
    page = text_of(client_for(plc_member), f"{at}1/")
    assert "The bus is late." not in page
    assert "It answered a post that is not shown any more." in page


def test_author_changes_their_words_and_all_read_how(
    at: str, client_for: Any, thread: Thread, plc_lead: Any, plc_member: Any
) -> None:
    post = thread.posts.get()
    browser = client_for(plc_lead)
    assert "Sample words." in text_of(browser, post_url(post, "edit"))
    page = posted(browser, post_url(post, "edit"), text="Better words.", is_minor="on", shown="Sample words.")
    assert "Better words." in page
    assert "changed</a>" in page
    history = text_of(client_for(plc_member), post_url(post, "history"))
    assert "How the words changed" in history
    assert "Sample" in history
    clash = posted(browser, post_url(post, "edit"), text="Third words.", is_minor="on", shown="Sample words.")
    assert "changed meanwhile" in clash
    assert "Better words." in clash
    assert "Third words." in clash
    page = posted(browser, post_url(post, "edit"), text="Third words.", is_minor="on", shown="Better words.")
    assert "Third words." in page


def test_words_with_code_in_them_are_shown_as_they_are(at: str, client_for: Any, thread: Thread) -> None:
    browser = client_for(thread.author)
    page = posted(browser, f"{at}1/reply/", text='<script>alert("x")</script> see https://example.org/?a=1')
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert 'rel="nofollow"' in page


def test_member_reports_and_a_lead_answers_on_the_pages(
    at: str, client_for: Any, thread: Thread, plc_lead: Any, plc_member: Any, place: Place
) -> None:
    post = answered(thread, actor=plc_member, text="Words to look at.")
    reporter, leading = client_for(place.user), client_for(plc_lead)
    assert "Words to look at." in text_of(reporter, post_url(post, "report"))
    assert "Reported." in posted(reporter, post_url(post, "report"), reason="Sample reason")
    assert "You have reported this post" in posted(reporter, post_url(post, "report"), reason="Again")
    assert "1 post to look at" in text_of(leading, "/start/")
    assert "Sample reason" in text_of(leading, f"{at}held/")
    assert "Sample reason" in text_of(leading, f"{at}1/")
    assert "Sample reason" not in text_of(client_for(plc_member), f"{at}1/")
    number = Report.objects.get().pk
    told = posted(leading, f"/plcs/{thread.workgroup.slug}/reports/{number}/dismiss/")
    assert "It stays." in told
    assert "Hide a post" in text_of(leading, post_url(post, "hide"))
    assert "was told why" in posted(leading, post_url(post, "hide"), reason="Sample reason")
    assert "Words to look at." not in text_of(reporter, f"{at}1/")
    assert "All people of the PLC read it now." in posted(leading, post_url(post, "show"))


def test_reported_post_stands_in_the_work_list_of_mde(
    client_for: Any, thread: Thread, plc_member: Any, place: Place, facilitator: Any
) -> None:
    post = answered(thread, actor=plc_member)
    services.report_post(post, why="Sample", actor=place.user)
    assert "Reported post" in text_of(client_for(facilitator), "/moderation/")


def test_first_post_waits_and_its_author_is_told_on_the_page(
    at: str, client_for: Any, thread: Thread, plc_lead: Any, plc_member: Any
) -> None:
    assert "How many first posts" in text_of(client_for(plc_lead), f"{at}rule/")
    assert "Kept." in posted(client_for(plc_lead), f"{at}rule/", held_first="2")
    page = posted(client_for(plc_member), f"{at}1/reply/", text="My first post.")
    assert "The leads of the PLC look at first posts." in page
    assert "Held for the leads" in page
    assert "My first post." in text_of(client_for(plc_lead), f"{at}held/")
    page = posted(client_for(plc_member), f"{at}start/", title="My first thread", text="My second post.")
    assert "The leads of the PLC look at first posts." in page


def test_leads_resolve_lock_pin_and_rename(at: str, client_for: Any, thread: Thread) -> None:
    browser = client_for(thread.author)
    assert "Resolved." in posted(browser, f"{at}1/resolve/")
    assert "Locked." in posted(browser, f"{at}1/lock/")
    page = text_of(browser, f"{at}1/")
    assert "This thread is locked." in page
    assert "Send</button>" not in page
    assert "Open again." in posted(browser, f"{at}1/reopen/")
    assert "It stands first in the list." in posted(browser, f"{at}1/pin/", pinned="1")
    assert "Another title" in text_of(browser, f"{at}1/rename/")
    assert "A clear title" in posted(browser, f"{at}1/rename/", title="A clear title")
    assert "No mail of it" in posted(browser, f"{at}1/mute/", muted="1")
    assert "You hear of it again." in posted(browser, f"{at}1/mute/", muted="0")


def test_closed_plc_is_read_and_not_written(at: str, client_for: Any, thread: Thread, workgroup: Workgroup) -> None:
    workgroup.state = "closed"
    workgroup.save()
    page = text_of(client_for(thread.author), f"{at}1/")
    assert "This PLC is closed. Nobody writes" in page
    text_of(client_for(thread.author), f"{at}start/", 403)


def test_search_finds_words_of_titles_and_posts_that_one_may_read(
    at: str, client_for: Any, thread: Thread, workgroup: Workgroup, plc_member: Any, plc_lead: Any
) -> None:
    begun(workgroup, actor=plc_lead, title="Zero hour", text="Nothing")
    hidden = answered(thread, actor=plc_member, text="a hidden flamingo")
    answered(thread, actor=plc_member, text="an open giraffe")
    services.hide_post(hidden, reason="Sample", actor=plc_lead)
    browser = client_for(plc_member)
    assert "Zero hour" in text_of(browser, f"{at}?q=zero+HOUR")
    found = text_of(browser, f"{at}?q=giraffe+sample")
    assert "Sample thread" in found
    assert "Zero hour" not in found
    assert "No thread holds all these words." in text_of(browser, f"{at}?q=flamingo")
    assert "Sample thread" in text_of(client_for(plc_lead), f"{at}?q=flamingo")


# Catching up ---------------------------------------------------------------------------


def numbers_in(page: str) -> list[int]:
    return [int(number) for number in re.findall(r'data-post="(\d+)"', page)]


def test_changes_are_each_told_once_and_what_is_hidden_goes(
    at: str, client_for: Any, thread: Thread, plc_member: Any, plc_lead: Any
) -> None:
    browser, first = client_for(plc_member), thread.posts.get()
    assert numbers_in(text_of(browser, f"{at}1/changes/?after=1")) == []
    second, third = answered(thread, actor=plc_lead), answered(thread, actor=plc_lead)
    assert numbers_in(text_of(browser, f"{at}1/changes/?after=1")) == [second.pk, third.pk]
    assert numbers_in(text_of(browser, f"{at}1/changes/?after=2")) == [third.pk]
    services.edit_post(first, text="Other", is_minor=True, shown="Sample words.", actor=plc_lead)
    own = answered(thread, actor=plc_member)
    services.hide_post(own, reason="Sample", actor=plc_lead)
    page = text_of(browser, f"{at}1/changes/?after=3")
    assert numbers_in(page) == [first.pk]
    assert f'data-gone="{own.pk}"' in page
    assert 'data-changes="6"' in page


@pytest.mark.parametrize("after", ["", "abc", "-1", "99999999999999999999", "1.5"])
def test_changes_after_nonsense_are_all(after: str, at: str, client_for: Any, thread: Thread) -> None:
    assert len(numbers_in(text_of(client_for(thread.author), f"{at}1/changes/?after={after}"))) == 1


def test_page_opens_at_what_is_new_or_asked_for(at: str, client_for: Any, thread: Thread, plc_member: Any) -> None:
    posts = [answered(thread, actor=thread.author, text=f"Post {number}") for number in range(60)]
    browser = client_for(plc_member)
    assert numbers_in(text_of(browser, f"{at}1/"))[1] == posts[0].pk
    services.mark_read(thread, until=posts[55].pk, actor=plc_member)
    assert numbers_in(text_of(browser, f"{at}1/"))[-1] == posts[-1].pk
    assert posts[3].pk in numbers_in(text_of(browser, f"{at}1/?post={posts[3].pk}"))


def test_reading_never_goes_back(thread: Thread, plc_member: Any) -> None:
    services.mark_read(thread, until=9, actor=plc_member)
    services.mark_read(thread, until=4, actor=plc_member)
    assert thread.readings.get(user=plc_member).last_read == 9


def test_script_that_notes_what_was_read_gets_no_page(at: str, client_for: Any, thread: Thread) -> None:
    answer = client_for(thread.author).post(f"{at}1/read/", {"until": "1"}, headers={"X-Live": "1"})
    assert (answer.status_code, answer.content) == (204, b"")


def test_pages_ask_the_same_queries_for_1_3_and_50(
    at: str, client_for: Any, thread: Thread, workgroup: Workgroup, plc_member: Any, plc_lead: Any
) -> None:
    browser, asked = client_for(plc_lead), {}
    urls = (at, f"{at}1/", f"{at}1/changes/?after=0", workgroup.get_absolute_url(), f"{at}held/")
    for count in (1, 3, 50):
        for number in range(Thread.objects.count(), count):
            post = answered(thread, actor=plc_member, text=f"Post {number}", quoted=thread.posts.first())
            begun(workgroup, actor=plc_member, title=f"Thread {number}")
            services.report_post(post, why="Sample", actor=plc_lead) if number < 3 else None
        for url in urls:
            text_of(browser, url)
            with CaptureQueriesContext(connection) as queries:
                text_of(browser, url)
            asked.setdefault(url, []).append(len(queries))
    assert {url: len(set(counts[1:])) for url, counts in asked.items()} == dict.fromkeys(urls, 1), asked


def test_mentioned_person_is_found_by_name(thread: Thread, plc_lead: Any, member: Any, workgroup: Workgroup) -> None:
    placed(workgroup, member)
    post = answered(thread, actor=plc_lead, text="@[Lead teacher A], what do you say?")
    assert [mention.user for mention in post.mentions.all()] == [member]


def test_thread_becomes_a_draft_of_a_practice_that_says_where_it_began(
    at: str, client_for: Any, thread: Thread, plc_lead: Any, district: Any
) -> None:
    page = posted(client_for(plc_lead), f"{at}1/promote/")
    assert "A draft of a practice was begun." in page
    assert "Sample thread" in page
    assert f"Thread “Sample thread” of the PLC {thread.workgroup}, {thread.get_absolute_url()}" in page
    version = Version.objects.get()
    assert (version.practice.district, version.values()["problem"]) == (district, "Sample words.")


def test_writer_sees_how_many_are_told_without_those_who_muted(
    at: str, client_for: Any, thread: Thread, plc_member: Any
) -> None:
    browser = client_for(thread.author)
    assert "1 other of the PLC hears of it" in text_of(browser, f"{at}1/")
    services.mute_thread(thread, muted=True, actor=plc_member)
    assert "hears of it" not in text_of(browser, f"{at}1/")
