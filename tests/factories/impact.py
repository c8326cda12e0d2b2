"""A mixed world of waivers over several standards, and recommendations in every state, for tests."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from applications.impact import services
from applications.impact.models import Recommendation
from applications.impact.paragraphs import Edit
from applications.waivers.models import Provision, Waiver
from portal.districts.models import District
from portal.network.models import Pathway
from portal.standards.models import Edition, Standard, StandardVersion
from tests.cast import office_holder
from tests.factories.districts import DistrictFactory
from tests.factories.network import NetworkMembershipFactory
from tests.factories.standards import added, kept_edition
from tests.factories.waivers import docketed, drafted, provided

TEXT = (
    "Sample: each day has 330 minutes.\n\nSample items:\n(a) teaching\n(b) recess\n\nSample: the board keeps a record."
)
TODAY = timezone.localdate


@dataclass
class Asking:
    """A district that proposes, and who acts for it and for MDE."""

    district: District
    pathway: Pathway
    actor: Any
    facilitator: Any

    def asks(self, standard: StandardVersion, *, state: str = "", **facts: Any) -> Provision:
        """One request on the docket, in this state, with these facts of its one provision."""
        who = {"actor": self.actor, "facilitator": self.facilitator}
        made = docketed(self.district, self.pathway, standard, **who)
        return decided(made, state, **facts)

    def writes(self, standard: StandardVersion) -> Waiver:
        """A draft, which is nobody's business."""
        made = drafted(self.district, self.pathway, actor=self.actor)
        provided(made, standard, actor=self.actor)
        return made


def asking(pathway: Pathway, facilitator: Any, number: int) -> Asking:
    """Another district of the PLC, with its superintendent."""
    district = DistrictFactory(leaid=f"28991{number:02}", name=f"Sample District {number}")
    NetworkMembershipFactory(district=district).pathways.add(pathway)
    return Asking(district, pathway, office_holder(district, "superintendent", f"Super {number}"), facilitator)


def decided(waiver: Waiver, state: str, **facts: Any) -> Provision:
    """The waiver as if it had come to this state; a term that runs today unless said otherwise."""
    if state:
        decides = state in {"granted", "conditional", "denied", "lapsed", "rescinded", "renewed", "amended"}
        Waiver.objects.filter(pk=waiver.pk).update(state=state, board_on=TODAY() if decides else None)
    terms = {"begins_on": TODAY() - timedelta(days=9), "ends_on": TODAY() + timedelta(days=99)}
    waiver.provisions.update(**{**terms, **facts})
    return waiver.provisions.get()


def of_edition(code: str, number: str, *, actor: Any, **words: Any) -> StandardVersion:
    """A standard of an edition that need not be there yet."""
    begins = {"effective_from": date(int(code), 7, 1)}
    edition = Edition.objects.filter(code=code).first() or kept_edition(code, actor=actor, **begins)
    return added(edition, number, actor=actor, **words).versions.get()


def begun(standard: Standard, *, actor: Any, **facts: Any) -> Recommendation:
    """A draft; with reasons or another proposal where they are given."""
    made = services.draft_recommendation(standard, actor=actor)
    return written(made, actor=actor, **facts) if facts else made


def written(made: Recommendation, *, actor: Any, edits: dict[int, Edit] | None = None, **facts: Any) -> Recommendation:
    """A draft as somebody saved it."""
    said = {"proposes": made.proposes, "reasons": made.reasons, "version": made.version, **facts}
    saved = services.write_recommendation(made, edits=edits or {}, **said, actor=actor)
    assert isinstance(saved, Recommendation)
    return saved


def put_forward(standard: Standard, *, actor: Any, **facts: Any) -> Recommendation:
    """Before the Commission."""
    return services.put_forward_recommendation(begun(standard, actor=actor, **facts), actor=actor)


def adopted(standard: Standard, *, actor: Any, by: Any, adopts: bool = True, **facts: Any) -> Recommendation:
    """Adopted by the Commission today, or set aside."""
    made = put_forward(standard, actor=actor, **facts)
    words = "Sample words of the Commission."
    return services.decide_recommendation(made, adopts=adopts, on=TODAY(), words=words, actor=by)
