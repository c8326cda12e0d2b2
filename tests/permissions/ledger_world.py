"""What the world of permissions holds of the obligation ledger."""

from typing import Any

from portal.districts.models import District
from portal.network.models import NetworkMembership
from portal.participation import services
from tests.factories.ledger import contested
from tests.factories.network import NetworkMembershipFactory


def make_ledgers(world: Any) -> None:
    """The district is a member; it contests two entries of its ledger, and one of them is answered."""
    own, people = District.objects.get(pk="2899001"), world.people
    if not NetworkMembership.objects.filter(district=own, since__lt="2018-07-01").exists():
        NetworkMembershipFactory(district=own, state="lapsed", until="2019-06-30", rests_on="Sample letter of 2018")

    def said(**more: str) -> Any:
        words = {"thing": f"Sample {world.canary('contested')}", "words": world.canary("contest_words")}
        return contested(own, actor=people["superintendent"], **words, **more)

    services.answer_contest(said(duty="meetings"), answer=world.canary("answer"), actor=people["facilitator"])
    world.facts["contest"] = said().reference
