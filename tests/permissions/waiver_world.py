"""What the world of permissions holds of proposals in every state, and of meetings of the Commission."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from applications.commission import services
from applications.waivers.models import Waiver
from applications.waivers.services import invite_co_writer, record_board
from portal.districts.models import District
from portal.network.models import Pathway
from portal.standards.models import StandardVersion, Waivable
from tests.cast import office_holder
from tests.factories.commission import commissioners, in_session, moved, planned, voted
from tests.factories.districts import DistrictFactory
from tests.factories.network import NetworkMembershipFactory
from tests.factories.waivers import docketed, drafted, handed_in, provided, standard_of
from tests.permissions.following_world import make_following, make_reports


def make_waivers(world: Any) -> None:
    """By the lead for the district, within the PLC of the measures. What is on the docket is no secret."""
    lead, facilitator = world.people["lead"], world.people["facilitator"]
    district = District.objects.get(pk=world.facts["district"])
    pathway = Pathway.objects.get(pk=world.facts["measure_pathway"])
    standard = standard_of("13", actor=facilitator, waivable=Waivable.YES)
    draft = drafted(district, pathway, actor=lead, summary=world.canary("waiver_draft"))
    provision = provided(draft, standard, actor=lead, goal=world.canary("provision"))
    shared = drafted(district, pathway, actor=lead, summary=world.canary("waiver_shared"))
    provided(shared, standard, actor=lead)
    share = invite_co_writer(shared, person=world.people["member"], share="edit", actor=lead)
    given = handed_in(district, pathway, standard, actor=lead, summary=world.canary("waiver_given"))
    public = docketed(district, pathway, standard, actor=lead, facilitator=facilitator)
    world.facts |= {"waiver_draft": draft.reference, "waiver_given": given.reference}
    world.facts |= {"waiver_public": public.reference, "provision": provision.pk}
    world.facts |= {"hypothesis": provision.hypotheses.get().pk, "waiver_place": f"{district.pk}-{pathway.pk}"}
    world.facts |= {"waiver_other": standard_of("26", actor=facilitator).standard.number}
    world.facts |= {"waiver_shared": shared.reference, "waiver_share": share.pk, "waiver_hash": shared.answers_hash()}
    make = proposals_of_another(pathway, standard, facilitator)
    make_following(world, draft, public, make)
    make_reports(world, district, pathway, standard)
    make_meetings_of_the_commission(world, make)


def proposals_of_another(pathway: Pathway, standard: StandardVersion, facilitator: Any) -> Callable[[], Waiver]:
    """Makes proposals of a district to which nothing ties the members of the Commission."""
    district = DistrictFactory(leaid="2899030", name="Sample District 30")
    NetworkMembershipFactory(district=district).pathways.add(pathway)
    person = office_holder(district, "superintendent", "Superintendent 30")
    return lambda: docketed(district, pathway, standard, actor=person, facilitator=facilitator)


def make_meetings_of_the_commission(world: Any, make: Callable[[], Waiver]) -> None:
    """One is planned; in session are a motion to second and one to vote on; one is closed: what it recommended waits
    for the Board, or was granted.
    """
    facilitator, member = world.people["facilitator"], world.people["csa_reviewer"]
    others = commissioners(2)
    ahead = planned(make(), actor=facilitator)
    services.freeze_packet(ahead, actor=facilitator)
    session = in_session(make(), make(), make(), make(), actor=facilitator)
    first, second, third, bare = session.items.order_by("pk")
    conditions = {"disposition": "conditions", "conditions": world.canary("motion")}
    new = moved(first, first.waiver.provisions.get(), by=others[0], **conditions)
    seconded = moved(second, second.waiver.provisions.get(), by=others[0], seconded_by=others[1])
    voted(seconded, {others[0]: "yes"})
    over = planned(make(), make(), actor=facilitator)
    services.freeze_packet(over, actor=facilitator)
    services.open_sitting(over, actor=facilitator)
    for item in over.items.all():
        motion = moved(item, item.waiver.provisions.get(), by=others[0], seconded_by=others[1])
        voted(motion, {others[0]: "yes", others[1]: "yes", member: "no"})
    services.close_sitting(over, minutes="Sample", actor=facilitator)
    waits, granted = (item.waiver for item in over.items.order_by("pk"))
    record_board(granted, approves=True, on=timezone.localdate(), actor=facilitator)
    own = moved(third, third.waiver.provisions.get(), by=member)
    free = make()
    world.facts |= {"sitting": ahead.pk, "session": session.pk, "closed_sitting": over.pk}
    world.facts |= {"agenda_item": ahead.items.get().pk}
    world.facts |= {"session_item": first.pk, "session_provision": first.waiver.provisions.get().pk}
    world.facts |= {"motion": new.pk, "seconded": seconded.pk, "own_motion": own.pk, "free_waiver": free.pk}
    world.facts |= {"bare_item": bare.pk, "bare_provision": bare.waiver.provisions.get().pk}
    world.facts |= {"before_board": waits.reference, "granted": granted.reference}
