"""What the world of permissions holds of PLCs."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from plcs.discussion import services as discussion
from plcs.discussion.models import Post
from plcs.workgroups import services
from plcs.workgroups.links import stop_token
from plcs.workgroups.models import Access, Workgroup
from portal.districts import services as districts
from portal.districts.models import District
from tests.factories.network import PathwayFactory
from tests.factories.plcs import placed, workgroup_of


def make_plcs(world: Any) -> None:
    """A PLC of the district, one by invitation, and one in which it asks for a seat."""
    own = District.objects.get(pk="2899001")
    people = world.people
    plc = workgroup_of(own, charter=world.canary("charter"))
    placed(plc, people["lead"], is_lead=True)
    inside = placed(plc, people["member"])
    note = world.canary("place_note")
    plc.access = Access.CLOSED
    asked = plc.places.create(district=own, user=people["superintendent"], note=note)
    secret = workgroup_of(own, access=Access.SECRET, aim=world.canary("secret_aim"))
    other = workgroup_of()
    request = services.ask_seat(other, own, why=world.canary("seat_why"), actor=people["lead"])
    held = people["board_president"].memberships.get()
    world.facts |= {"plc": plc.slug, "secret_plc": secret.slug, "other_plc": other.slug, "seat_request": request.pk}
    world.facts |= {"place_asked": asked.pk, "place_inside": inside.pk, "board_membership": held.pk}
    world.facts["new_pathway"] = PathwayFactory().pk
    make_awaited(world, plc, own)
    make_talk(world, plc)


def make_awaited(world: Any, plc: Workgroup, own: District) -> None:
    """Somebody whom the district invited is awaited; another invitation can be chosen."""
    lead = world.people["lead"]
    sent = [
        districts.invite(own, email=f"{world.canary('invited')}@example.org", office="other", actor=lead)
        for _ in range(2)
    ]
    awaited = services.await_person(plc, sent[0], actor=lead)
    world.facts |= {"awaited": awaited.pk, "awaited_stop": stop_token(awaited.pk), "plc_invitation": sent[1].pk}


def make_talk(world: Any, plc: Workgroup) -> None:
    """A thread with a post, a hidden one and a report; and one that waits for the leads."""
    lead, member = world.people["lead"], world.people["member"]

    def words() -> str:
        return f"Sample {world.canary('post')}"

    def file() -> SimpleUploadedFile:
        return SimpleUploadedFile(f"{world.canary('file')}.pdf", b"%PDF-1.7 sample %%EOF")

    thread = discussion.start_thread(plc, title=world.canary("thread"), text=words(), actor=lead)
    post = discussion.post_reply(thread, text=words(), files=[file()], actor=member)
    hidden = discussion.post_reply(thread, text=words(), files=[file()], actor=member)
    report = discussion.report_post(post, why=world.canary("report"), actor=lead)
    discussion.hide_post(hidden, reason=world.canary("hidden_because"), actor=lead)
    discussion.set_rule(plc, held_first=20, actor=lead)
    waiting = discussion.start_thread(plc, title=world.canary("held"), text=words(), actor=member)
    discussion.set_rule(plc, held_first=0, actor=lead)
    discussion.set_monthly(plc, question=world.canary("monthly"), day=28, actor=lead)
    Post.objects.filter(thread=waiting).update(author=lead)
    world.facts |= {"plc_thread": thread.number, "held_thread": waiting.number, "plc_post": post.pk}
    world.facts |= {"hidden_post": hidden.pk, "post_report": report.pk, "post_text": post.text}
    world.facts |= {"post_file": post.attachments.get().pk, "hidden_file": hidden.attachments.get().pk}
