"""What the world of permissions holds of meetings: one to come, a draft, minutes in approval, approved ones."""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from plcs.meetings import services
from plcs.meetings.models import Decision
from plcs.workgroups.models import Workgroup
from tests.factories.meetings import approved, held, planned, put, written


def make_meetings(world: Any) -> None:
    """In the PLC `plc`, which the lead leads and the teacher is in; every text is private to it."""
    plc = Workgroup.objects.get(pathway__slug=world.facts["plc"])
    lead, member = world.people["lead"], world.people["member"]
    soon = timezone.now() + timedelta(days=3)
    title, place = world.canary("meeting"), world.canary("meeting_place")
    coming = planned(plc, actor=lead, title=title, place=place, starts_at=soon, rhythm="weekly", count=2)
    facts = {"title": world.canary("topic"), "why": world.canary("topic_why"), "minutes": 10}
    topic = services.propose_topic(coming, **facts, actor=member)
    services.answer_meeting(coming, coming="no", reason=world.canary("rsvp"), actor=member)
    draft = held(plc, actor=lead, title=world.canary("draft_meeting"), topics=(world.canary("section"),))
    section = written(draft.sections.get(), world.canary("minutes"), actor=lead)
    asked = put(held(plc, actor=lead, title="Sample asked"), actor=lead, text=world.canary("asked_minutes"))
    wish = services.ask_amendment(asked.sections.get(), words=world.canary("amendment"), actor=member)
    sealed = approved(held(plc, actor=lead, rhythm="weekly", count=2), actor=lead, text=world.canary("sealed_minutes"))
    services.correct_minutes(sealed, words=world.canary("correction"), actor=lead)
    ripe = planned(plc, actor=lead, title="Sample ripe")
    due = timezone.localdate() + timedelta(days=9)
    action = services.make_action(plc, words=world.canary("action"), owner=member, due_on=due, actor=lead)
    facts = {"question": world.canary("question"), "background": world.canary("background"), "quorum": 1}
    decision = services.ask_decision(plc, **facts, closes_at=soon, actor=lead)
    services.take_position(decision, stance="disagree", reason=world.canary("position"), actor=member)
    done = services.ask_decision(plc, **{**facts, "question": "Sample done"}, closes_at=soon, actor=lead)
    for name in ("lead", "member"):
        services.take_position(done, stance="agree", reason="", actor=world.people[name])
    Decision.objects.filter(pk=done.pk).update(closes_at=timezone.now())
    services.close_decision(done, outcome=world.canary("outcome"), review_on=None, actor=lead)
    upload = SimpleUploadedFile(f"{world.canary('plc_file_name')}.csv", b"sample,1\n")
    file = services.add_file(plc, title=world.canary("plc_file"), upload=upload, words="", actor=member)
    world.facts |= {"decision": decision.reference, "decided": done.reference, "plc_file": file.pk}
    world.facts |= {"later": f"{soon:%Y-%m-%dT%H:%M}"}
    world.facts |= {"meeting": coming.reference, "topic": topic.pk, "ripe_meeting": ripe.reference}
    world.facts |= {"draft_meeting": draft.meeting.reference, "draft_section": section.pk}
    world.facts |= {"asked_meeting": asked.meeting.reference, "asked_section": asked.sections.get().pk}
    world.facts |= {"sealed_meeting": sealed.meeting.reference, "wish": wish.pk, "series": sealed.meeting.series}
    world.facts |= {"sealed_section": sealed.sections.get().pk, "action": action.reference, "due": due.isoformat()}
