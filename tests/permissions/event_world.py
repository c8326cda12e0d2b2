"""What the world of permissions holds of events: open, hidden, full, for teams, going on, and over."""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from portal.districts.models import District
from portal.events import services
from portal.events.links import reply_code, venue_code
from tests.factories.events import came, drafted, held, noted, planned, team_of


def make_events(world: Any) -> None:
    """Events in every state, with answers, names and reasons that outsiders may not know."""
    make_open_events(world)
    make_team_events(world)
    make_past_event(world)


def make_open_events(world: Any) -> None:
    """One for all, a draft, one of the network, a full one with an offer, one that is going on."""
    people = world.people
    facilitator, lead, member = people["facilitator"], people["lead"], people["member"]
    link = f"https://video.example.org/{world.canary('video')}"
    event = planned(actor=facilitator, title="Sample open event", video_link=link)
    came(event, lead)
    came(event, people["superintendent"], "no", reason=world.canary("apology"))
    draft = drafted(actor=facilitator, title=f"Sample {world.canary('event')}", summary=world.canary("summary"))
    network = planned(actor=facilitator, title="Sample network event", audience="network")
    full = planned(actor=facilitator, title="Sample full event", capacity=1)
    for person in (member, lead):
        came(full, person)
    came(full, member, "no", reason=world.canary("illness"))
    now = planned(actor=facilitator, title="Sample event today", starts_at=timezone.now() + timedelta(minutes=20))
    came(now, lead)
    made = {"event": event, "event_draft": draft, "event_network": network, "event_full": full, "event_now": now}
    world.facts |= {name: each.slug for name, each in made.items()}
    world.facts["event_calendar"] = services.renew_calendar(pathway=None, actor=lead).code
    world.facts["event_reply"] = reply_code(event.pk, people["newcomer"].pk)
    world.facts["event_code"] = venue_code(now.pk)


def make_team_events(world: Any) -> None:
    """A team of the district; and one whose turn it is, since the rival gave up."""
    people = world.people
    own, rival = District.objects.get(pk="2899001"), District.objects.get(pk="2899002")
    roles = {"required_roles": ["principal"], "actor": people["facilitator"]}
    event = planned(title="Sample event for teams", **roles)
    team_of(event, own, actor=people["lead"], principal=f"{world.canary('seat')}@example.org")
    offered = planned(title="Sample event for one team", capacity=1, **roles)
    team_of(offered, rival, actor=people["rival_lead"])
    team_of(offered, own, actor=people["lead"])
    services.give_team_up(offered, rival, reason="", actor=people["rival_lead"])
    world.facts |= {"event_team": event.slug, "event_team_offered": offered.slug}


def make_past_event(world: Any) -> None:
    """The lead was there and said how it was, the member is excused; slides are posted."""
    people, own = world.people, District.objects.get(pk="2899001")
    event = held(actor=people["facilitator"], title="Sample past event")
    noted(event, people["lead"], own, "present")
    noted(event, people["member"], own, "excused", reason=world.canary("excuse"))
    services.give_opinion(event, score=3, words=world.canary("opinion"), actor=people["lead"])
    upload = SimpleUploadedFile("slides.pdf", b"%PDF-1.7 sample %%EOF")
    material = services.post_material(event, title="Sample slides", upload=upload, actor=people["facilitator"])
    world.facts |= {"event_past": event.slug, "event_material": material.pk}
