"""What is on the agenda of a meeting goes to its panel of reviewers, and back."""

from typing import Any

from applications.commission.models import Item
from applications.commission.policies import panel_key
from applications.reviews import services as reviews
from applications.reviews.models import Panel, Subject
from applications.waivers.models import Waiver
from applications.waivers.states import WaiverState
from applications.waivers.wording import body_of

FAST_REVIEWS = 1


def hand_over(item: Item, panel: Panel | None = None, *, actor: Any) -> None:
    """The text as it is published, for the panel of the meeting, if there is one."""
    panel = panel or Panel.objects.filter(key=panel_key(item.sitting), closed_at=None).first()
    if panel is None:
        return
    waiver = item.waiver
    reviews.add_subject(
        panel,
        reference=waiver.reference,
        title=str(waiver),
        district=waiver.district,
        others=waiver.leaids() - {waiver.district_id},
        url=waiver.get_absolute_url(),
        body=body_of(waiver),
        wanted=FAST_REVIEWS if waiver.is_fast else None,
        actor=actor,
    )


def take_back(item: Item, *, actor: Any) -> None:
    """What is taken off the agenda is reviewed no longer."""
    found = Subject.objects.filter(panel__key=panel_key(item.sitting), reference=item.waiver.reference)
    for subject in found.filter(panel__closed_at=None):
        reviews.withdraw_subject(subject, actor=actor)


def take_back_withdrawn(waiver: Waiver, actor: Any) -> None:
    """A proposal that its district withdrew is reviewed no longer."""
    if waiver.state == WaiverState.WITHDRAWN:
        for item in waiver.items.filter(removed_at=None, sitting__closed_at=None).select_related("sitting"):
            take_back(item, actor=actor)
