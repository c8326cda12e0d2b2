"""Reports, hiding and showing: by leads who did not write the post, with a reason, and on the record."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from plcs.discussion import services
from plcs.discussion.models import Post, Report, Thread
from plcs.discussion.states import PostState, ReportState
from portal.core.errors import NotAllowed
from portal.core.models import OutgoingMail
from tests.factories.discussion import answered


@pytest.fixture
def post(thread: Thread, plc_member: Any) -> Post:
    """Words of the member."""
    return answered(thread, actor=plc_member, text="Words that should not stand.")


@pytest.fixture
def report(post: Post, plc_lead: Any, workgroup: Any, place: Any) -> Report:
    """The teacher reports them."""
    return services.report_post(post, why="Sample reason", actor=place.user)


def test_report_tells_the_leads_and_nobody_else(report: Report, plc_lead: Any, plc_member: Any) -> None:
    found = OutgoingMail.objects.filter(subject__contains="was reported")
    assert [mail.reader for mail in found] == [plc_lead]
    with pytest.raises(NotAllowed, match="You have reported this post"):
        services.report_post(report.post, why="Again", actor=report.reporter)


def test_report_of_ones_own_words_is_refused(post: Post, plc_member: Any) -> None:
    with pytest.raises(PermissionDenied):
        services.report_post(post, why="Sample", actor=plc_member)


def test_hide_upholds_the_reports_and_tells_the_author_why(
    report: Report, plc_lead: Any, plc_member: Any, place: Any
) -> None:
    services.hide_post(report.post, reason="It names a student.", actor=plc_lead)
    report.refresh_from_db()
    assert report.state == ReportState.UPHELD
    assert report.post not in Post.objects.visible_to(place.user)
    assert report.post not in Post.objects.visible_to(plc_member)
    assert report.post in Post.objects.visible_to(plc_lead)
    assert "It names a student." in OutgoingMail.objects.get(reader=plc_member, subject__contains="was hidden").text


def test_hide_is_for_leads_who_did_not_write_it(post: Post, thread: Thread, place: Any, plc_lead: Any) -> None:
    with pytest.raises(PermissionDenied):
        services.hide_post(post, reason="Sample", actor=place.user)
    with pytest.raises(PermissionDenied):
        services.hide_post(thread.posts.get(is_first=True), reason="Sample", actor=plc_lead)


def test_show_brings_hidden_words_back(post: Post, plc_lead: Any, plc_member: Any) -> None:
    services.hide_post(post, reason="Sample", actor=plc_lead)
    services.show_post(post, actor=plc_lead)
    assert post in Post.objects.visible_to(plc_member)
    assert Post.objects.get(pk=post.pk).state == PostState.SHOWN


def test_dismiss_tells_who_reported(report: Report, plc_lead: Any) -> None:
    services.dismiss_report(report, actor=plc_lead)
    assert report.post.state == PostState.SHOWN
    assert OutgoingMail.objects.filter(reader=report.reporter, subject__contains="stays").count() == 1
    with pytest.raises(NotAllowed):
        services.dismiss_report(report, actor=plc_lead)


def test_hidden_words_cannot_be_changed_by_their_author(post: Post, plc_lead: Any, plc_member: Any) -> None:
    services.hide_post(post, reason="Sample", actor=plc_lead)
    with pytest.raises(PermissionDenied):
        services.edit_post(post, text="Other", is_minor=True, shown=post.text, actor=plc_member)


def test_rule_is_set_by_leads(workgroup: Any, plc_lead: Any, plc_member: Any) -> None:
    with pytest.raises(PermissionDenied):
        services.set_rule(workgroup, held_first=3, actor=plc_member)
    assert services.set_rule(workgroup, held_first=3, actor=plc_lead).held_first == 3


def test_hide_keeps_words_that_the_author_changed_meanwhile(post: Post, plc_lead: Any, plc_member: Any) -> None:
    services.edit_post(post, text="Better words.", is_minor=True, shown=post.text, actor=plc_member)
    services.hide_post(post, reason="Sample", actor=plc_lead)
    stored = Post.objects.get(pk=post.pk)
    assert (stored.text, stored.state, stored.reason) == ("Better words.", PostState.HIDDEN, "Sample")


def test_show_of_words_that_are_others_now_is_refused(post: Post, plc_lead: Any, plc_member: Any) -> None:
    Post.objects.filter(pk=post.pk).update(state=PostState.HELD)
    read = Post.objects.get(pk=post.pk).change
    services.edit_post(post, text="Swapped words.", is_minor=True, shown=post.text, actor=plc_member)
    with pytest.raises(NotAllowed, match="has changed the words"):
        services.show_post(post, shown=read, actor=plc_lead)
    assert services.show_post(post, shown=read + 1, actor=plc_lead).state == PostState.SHOWN


def test_report_of_a_leads_words_is_read_by_others_only(
    thread: Thread, plc_lead: Any, plc_member: Any, facilitator: Any, client_for: Any
) -> None:
    services.report_post(thread.posts.get(), why="Sample wish", actor=plc_member)
    at = f"/plcs/{thread.workgroup.slug}/threads/"
    for url in (thread.get_absolute_url(), f"{at}held/"):
        assert "Sample wish" not in client_for(plc_lead).get(url).content.decode()
        assert "Sample wish" in client_for(facilitator).get(url).content.decode()
    assert "to look at" not in client_for(plc_lead).get("/start/").content.decode()
    assert [mail.reader for mail in OutgoingMail.objects.filter(subject__contains="was reported")] == [facilitator]
