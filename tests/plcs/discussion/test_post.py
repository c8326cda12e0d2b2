"""Writing in threads: beginning, answering, changing one's words; what it refuses, and who is told."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import ModelLogEntry

from plcs.discussion import services
from plcs.discussion.models import Post, Thread
from plcs.discussion.states import PostState, ThreadState
from plcs.discussion.topics import topic_key
from plcs.workgroups import services as workgroups
from plcs.workgroups.models import Place, Workgroup
from portal.core.errors import NotAllowed
from portal.core.models import MailState, OutgoingMail
from portal.core.pacing import Pace
from portal.notifications.services import set_paces
from tests.factories.discussion import answered, begun
from tests.factories.plcs import placed


def told(person: Any) -> list[str]:
    found = OutgoingMail.objects.filter(reader=person, topic__startswith="plc").order_by("pk")
    return list(found.values_list("subject", flat=True))


def test_start_numbers_the_threads_of_a_plc(workgroup: Workgroup, plc_lead: Any) -> None:
    assert [begun(workgroup, actor=plc_lead).number for _ in range(3)] == [1, 2, 3]


def test_reply_notes_for_whom_one_spoke(thread: Thread, plc_member: Any, rival_district: Any, facilitator: Any) -> None:
    assert answered(thread, actor=plc_member).office == str(rival_district)
    assert answered(thread, actor=facilitator).office == "Mississippi Department of Education"


@pytest.mark.parametrize("who", ["member", "superintendent", "csa_reviewer", "newcomer"])
def test_write_is_for_the_people_of_the_plc(who: str, request: Any, thread: Thread, workgroup: Workgroup) -> None:
    stranger = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        answered(thread, actor=stranger)
    with pytest.raises(PermissionDenied):
        begun(workgroup, actor=stranger)


def test_write_ends_with_the_place_also_for_ones_own_posts(thread: Thread, plc_member: Any) -> None:
    post = answered(thread, actor=plc_member)
    workgroups.end_place(Place.objects.get(user=plc_member), reason="", actor=plc_member)
    with pytest.raises(PermissionDenied):
        answered(thread, actor=plc_member)
    with pytest.raises(PermissionDenied):
        services.edit_post(post, text="Other words", is_minor=True, shown=post.text, actor=plc_member)
    assert post not in Post.objects.visible_to(plc_member)
    assert thread not in Thread.objects.visible_to(plc_member)


def test_write_is_refused_in_a_locked_thread_and_in_a_closed_plc(
    thread: Thread, plc_lead: Any, plc_member: Any, facilitator: Any
) -> None:
    services.lock_thread(thread, actor=plc_lead)
    with pytest.raises(NotAllowed, match="Nobody can write here any more"):
        answered(thread, actor=plc_member)
    services.reopen_thread(thread, actor=plc_lead)
    workgroups.close_workgroup(thread.workgroup, reason="Sample", actor=facilitator)
    with pytest.raises(NotAllowed, match="Nobody can write here any more"):
        answered(thread, actor=plc_member)
    with pytest.raises(PermissionDenied):
        begun(thread.workgroup, actor=plc_lead)
    assert thread in Thread.objects.visible_to(plc_member)


def test_change_of_a_thread_gives_every_post_a_number_of_its_own(
    thread: Thread, plc_lead: Any, plc_member: Any
) -> None:
    second = answered(thread, actor=plc_member)
    first = thread.posts.first()
    assert first is not None
    services.edit_post(first, text="Other words", is_minor=True, shown=first.text, actor=plc_lead)
    thread.refresh_from_db()
    assert thread.changes == 3
    assert list(thread.posts.order_by("change").values_list("pk", "change")) == [(second.pk, 2), (first.pk, 3)]


def test_edit_keeps_the_words_before(thread: Thread, plc_lead: Any) -> None:
    post = thread.posts.get()
    services.edit_post(post, text="Other words", is_minor=False, shown="Sample words.", actor=plc_lead)
    post.refresh_from_db()
    assert (post.text, post.edited_at is not None) == ("Other words", True)
    assert list(post.wordings.values_list("text", flat=True)) == ["Sample words."]
    logged = ModelLogEntry.objects.filter(action="discussion.edit", object_id=str(post.pk))
    assert [entry.data["minor"] for entry in logged] == [False]


def test_edit_over_other_words_is_refused(thread: Thread, plc_lead: Any) -> None:
    post = thread.posts.get()
    services.edit_post(post, text="From the phone", is_minor=True, shown="Sample words.", actor=plc_lead)
    with pytest.raises(NotAllowed, match="changed meanwhile"):
        services.edit_post(post, text="From the desk", is_minor=True, shown="Sample words.", actor=plc_lead)
    post.refresh_from_db()
    assert post.text == "From the phone"


def test_edit_is_for_the_author_alone(thread: Thread, plc_member: Any, facilitator: Any) -> None:
    post = thread.posts.get()
    for other in (plc_member, facilitator):
        with pytest.raises(PermissionDenied):
            services.edit_post(post, text="Other words", is_minor=True, shown=post.text, actor=other)


def test_quote_of_another_thread_is_left_out(thread: Thread, workgroup: Workgroup, plc_lead: Any) -> None:
    other = begun(workgroup, actor=plc_lead).posts.get()
    assert answered(thread, actor=plc_lead, quoted=other).quoted is None
    own = thread.posts.first()
    assert answered(thread, actor=plc_lead, quoted=own).quoted == own


def test_reply_by_the_same_mail_makes_one_post(thread: Thread, plc_member: Any) -> None:
    first = answered(thread, actor=plc_member, message_id="<sample@example.org>")
    assert answered(thread, actor=plc_member, message_id="<sample@example.org>") == first
    assert thread.posts.count() == 2


def test_reply_with_a_file_that_is_not_what_it_says_keeps_nothing(thread: Thread, plc_member: Any) -> None:
    bad = SimpleUploadedFile("plan.pdf", b"<html>not a PDF")
    with pytest.raises(NotAllowed, match="its content is not"):
        answered(thread, actor=plc_member, files=[bad])
    assert thread.posts.count() == 1


# Who is told ---------------------------------------------------------------------------


def test_post_waits_for_the_daily_summary_of_the_others(thread: Thread, plc_lead: Any, plc_member: Any) -> None:
    mail = OutgoingMail.objects.get(reader=plc_member, topic=topic_key(thread.workgroup))
    assert (mail.state, mail.subject) == (MailState.HELD, "Sample thread: Innovation lead A wrote")
    assert told(plc_lead) == []


def test_post_is_told_as_each_chose(thread: Thread, plc_lead: Any, plc_member: Any) -> None:
    set_paces(plc_member, {topic_key(thread.workgroup): Pace.AT_ONCE}, actor=plc_member)
    answered(thread, actor=plc_lead)
    states = OutgoingMail.objects.filter(reader=plc_member).order_by("pk").values_list("state", flat=True)
    assert list(states) == [MailState.HELD, MailState.SENT]
    set_paces(plc_member, {topic_key(thread.workgroup): Pace.NONE}, actor=plc_member)
    answered(thread, actor=plc_lead)
    assert OutgoingMail.objects.filter(reader=plc_member).latest("pk").state == MailState.KEPT


def test_post_names_somebody_who_is_told_at_once_and_once(thread: Thread, plc_lead: Any, plc_member: Any) -> None:
    services.mute_thread(thread, muted=True, actor=plc_member)
    post = answered(thread, actor=plc_lead, text="What do you say, @[Innovation lead B]? @[Innovation lead B]")
    mail = OutgoingMail.objects.get(reader=plc_member, key=f"post-{post.pk}")
    assert (mail.state, mail.topic) == (MailState.SENT, "named-in-a-plc")
    answered(thread, actor=plc_lead, text="Nobody is named here.")
    assert OutgoingMail.objects.filter(reader=plc_member).latest("pk") == mail


def test_name_of_somebody_outside_tells_nobody(thread: Thread, plc_lead: Any, superintendent: Any) -> None:
    post = answered(thread, actor=plc_lead, text="@[Superintendent A] should not hear of this.")
    assert not post.mentions.exists()
    assert told(superintendent) == []


def test_small_change_tells_nobody_and_a_new_name_is_told(thread: Thread, plc_lead: Any, plc_member: Any) -> None:
    services.mute_thread(thread, muted=True, actor=plc_member)
    post = answered(thread, actor=plc_lead, text="First words.")
    count = OutgoingMail.objects.count()
    services.edit_post(post, text="First word.", is_minor=True, shown="First words.", actor=plc_lead)
    assert OutgoingMail.objects.count() == count
    words = "First word, @[Innovation lead B]."
    services.edit_post(post, text=words, is_minor=False, shown="First word.", actor=plc_lead)
    assert told(plc_member) == [] or OutgoingMail.objects.filter(key=f"post-{post.pk}", reader=plc_member).count() == 1
    assert OutgoingMail.objects.get(key=f"post-{post.pk}", reader=plc_member).topic == "named-in-a-plc"


def test_mail_that_waits_is_not_for_who_left(thread: Thread, plc_lead: Any, plc_member: Any) -> None:
    mail = OutgoingMail.objects.get(reader=plc_member, topic=topic_key(thread.workgroup))
    assert mail.may_be_known()
    workgroups.end_place(Place.objects.get(user=plc_member), reason="", actor=plc_member)
    assert not OutgoingMail.objects.get(pk=mail.pk).may_be_known()


# First posts that are held -------------------------------------------------------------


@pytest.fixture
def held(thread: Thread, workgroup: Workgroup, plc_lead: Any, member: Any) -> Post:
    """The leads look at the first post of each person; the teacher writes one."""
    services.set_rule(workgroup, held_first=1, actor=plc_lead)
    placed(workgroup, member)
    return answered(thread, actor=member, text="A first post.")


def test_first_post_is_read_by_its_author_and_the_leads(
    held: Post, plc_lead: Any, plc_member: Any, member: Any, facilitator: Any
) -> None:
    assert held.state == PostState.HELD
    readers = {
        person for person in (plc_lead, plc_member, member, facilitator) if held in Post.objects.visible_to(person)
    }
    assert readers == {plc_lead, member, facilitator}
    assert OutgoingMail.objects.filter(reader=plc_lead, subject__startswith="A first post waits").count() == 1
    assert not OutgoingMail.objects.filter(reader=plc_member, key=f"post-{held.pk}").exists()


def test_first_post_that_is_let_through_is_told_and_the_next_is_not_held(
    held: Post, plc_lead: Any, plc_member: Any, member: Any, thread: Thread, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        services.show_post(held, actor=plc_lead)
    assert held in Post.objects.visible_to(plc_member)
    assert OutgoingMail.objects.filter(reader=plc_member, key=f"post-{held.pk}").count() == 1
    assert answered(thread, actor=member).state == PostState.SHOWN


def test_thread_whose_first_post_is_held_is_known_to_the_leads_only(
    held: Post, workgroup: Workgroup, member: Any, plc_member: Any, plc_lead: Any
) -> None:
    begun_by_new = begun(workgroup, actor=member, title="A held title")
    readers = {p for p in (plc_lead, plc_member, member) if begun_by_new in Thread.objects.visible_to(p)}
    assert readers == {plc_lead, member}


# Where a thread stands -----------------------------------------------------------------


def test_resolve_is_for_who_began_it_and_the_leads(thread: Thread, plc_member: Any, plc_lead: Any) -> None:
    with pytest.raises(PermissionDenied):
        services.resolve_thread(thread, actor=plc_member)
    services.resolve_thread(thread, actor=plc_lead)
    assert thread.state == ThreadState.RESOLVED
    assert answered(thread, actor=plc_member).state == PostState.SHOWN


def test_lock_is_for_leads_and_so_is_opening_again(workgroup: Workgroup, plc_lead: Any, plc_member: Any) -> None:
    own = begun(workgroup, actor=plc_member)
    with pytest.raises(PermissionDenied):
        services.lock_thread(own, actor=plc_member)
    services.lock_thread(own, actor=plc_lead)
    with pytest.raises(PermissionDenied):
        services.reopen_thread(own, actor=plc_member)
    services.reopen_thread(own, actor=plc_lead)
    assert own.state == ThreadState.OPEN


def test_pin_puts_a_thread_first(workgroup: Workgroup, thread: Thread, plc_lead: Any, plc_member: Any) -> None:
    newer = begun(workgroup, actor=plc_member)
    assert list(Thread.objects.visible_to(plc_lead)) == [newer, thread]
    with pytest.raises(PermissionDenied):
        services.pin_thread(thread, pinned=True, actor=plc_member)
    services.pin_thread(thread, pinned=True, actor=plc_lead)
    assert list(Thread.objects.visible_to(plc_lead)) == [thread, newer]
