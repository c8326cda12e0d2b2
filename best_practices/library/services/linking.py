"""Links in published practices: asked by a daily run, and their authors told of those that stay silent."""

from collections.abc import Callable, Mapping

from django.db import transaction
from django.utils import timezone

from best_practices.library import notifications
from best_practices.library.links import chosen, links_in
from best_practices.library.models import BrokenLink, PracticePage
from best_practices.library.queries import public_pages
from best_practices.library.reaching import reach

ENOUGH_TO_DOUBT_US = 10


def check_links(ask: Callable[[str], str] = reach) -> int:
    """Ask the links of published practices; keep those that fail, forget those that answer or are gone; how many
    practices have news for their authors."""
    links = {pk: links_in(record) for pk, record in public_pages().values_list("pk", "record")}
    BrokenLink.objects.exclude(page__in=public_pages().values("pk")).delete()
    every = {link for found in links.values() for link in found}
    failing = BrokenLink.objects.order_by().values_list("url", flat=True).distinct()
    said = {link: ask(link) for link in chosen(every, list(failing), timezone.localdate())}
    if len(said) >= ENOUGH_TO_DOUBT_US and all(said.values()):
        return 0  # not one of them answers: it is our own line that is down
    concerned = {pk for pk, found in links.items() if found} | {*BrokenLink.objects.values_list("page", flat=True)}
    return sum(_keep(pk, said) for pk in sorted(concerned))


@transaction.atomic
def _keep(pk: int, said: Mapping[str, str]) -> bool:
    """Keep what was found about the links of one practice, as it stands by now; whether its authors were told."""
    page = public_pages().select_related("practice", "version").filter(pk=pk).first()
    if page is None:
        return False
    links = links_in(page.record)
    answered = [link for link in links if said.get(link) == ""]
    page.broken_links.exclude(url__in=links).delete()
    page.broken_links.filter(url__in=answered).delete()
    for link in links:
        if said.get(link):
            _note(page, link, said[link])
    return _tell(page)


def _note(page: PracticePage, link: str, what: str) -> None:
    known = page.broken_links.filter(url=link).first() or BrokenLink(page=page, url=link)
    known.note(what)
    known.save()


def _tell(page: PracticePage) -> bool:
    """Mail the authors what is broken and was not told yet."""
    found = [link for link in page.broken_links.filter(told_at=None) if link.is_broken]
    if not found:
        return False
    notifications.links_broken(page, found)
    BrokenLink.objects.filter(pk__in=[link.pk for link in found]).update(told_at=timezone.now())
    return True
