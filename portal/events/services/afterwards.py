"""After an event: recordings and slides, what people say of it. And the addresses of calendars."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.files import ATTACHABLE, store_upload
from portal.events.models import CalendarLink, Event, Material, Opinion, new_code
from portal.network.models import Pathway
from portal.network.providers import circles_of


@transaction.atomic
def post_material(event: Event, *, title: str, link: str = "", upload: Any = None, actor: Any) -> Material:
    """Post a recording by its link, or slides as a file. Everybody who may know of the event may have it."""
    _may_run(event, actor)
    if not link and upload is None:
        raise NotAllowed("Please choose a file, or give a link.")
    stored = store_upload(upload, kinds=ATTACHABLE, actor=actor) if upload is not None else None
    material = Material.objects.create(event=event, title=title, link=link, file=stored)
    audit.record(material, "events.post_material", actor=actor, event=event.slug, title=title)
    return material


@transaction.atomic
def remove_material(material: Material, *, actor: Any) -> None:
    """Take a recording or a file away."""
    _may_run(material.event, actor)
    audit.record(material, "events.remove_material", actor=actor, event=material.event.slug, title=material.title)
    material.delete()


@transaction.atomic
def give_opinion(event: Event, *, score: int, words: str, actor: Any) -> Opinion:
    """Say how it was; said again, it takes the place of what was said before."""
    if not actor.has_perm("events.say", event):
        raise NotAllowed("Those who were at the event are asked, once it is over.")
    facts = {"score": score, "words": words, "said_at": timezone.now()}
    opinion, _ = Opinion.objects.update_or_create(event=event, user=actor, defaults=facts)
    return opinion


@transaction.atomic
def renew_calendar(*, pathway: Pathway | None, actor: Any) -> CalendarLink:
    """A new secret address; the one before, if there was one, tells nothing any more."""
    if pathway is not None and pathway.pk not in circles_of(actor):
        raise NotAllowed("You are not in this PLC.")
    link, is_new = CalendarLink.objects.get_or_create(user=actor, pathway=pathway)
    if not is_new:
        link.code = new_code()
        link.save(update_fields=["code"])
    audit.record(link, "events.renew_calendar", actor=actor, is_new=is_new)
    return link


def _may_run(event: Event, actor: Any) -> None:
    if not actor.has_perm("events.run", event):
        raise NotAllowed("Those who run the event post its files.")
