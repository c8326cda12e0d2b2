"""What readers see: the page of a practice is written here and nowhere else."""

from datetime import date
from io import BytesIO
from secrets import randbits
from typing import Any

from django.core.files.images import ImageFile
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from best_practices.library import notifications
from best_practices.library.folding import fold
from best_practices.library.links import links_in
from best_practices.library.models import LibraryPage, Practice, PracticePage, PublishedFile, Stamp, Version
from best_practices.library.panels import waived_today
from best_practices.library.queries import public_pages
from best_practices.library.record import FILES, best_tier, facets, needs_waiver, plain_text, tags, waiver_facet
from best_practices.library.states import CONFIRM, FALL_DUE, OPEN, WITHDRAW, PracticeState
from portal.core.errors import NotAllowed
from portal.core.files import JPEG, PNG
from portal.core.models import StoredFile
from portal.core.states import advance

RESERVED = {"submit", "drafts", "checklist", "feed", "api", "moderation", "searches", "tags", "collections"}
YEARS_UNTIL_REVIEW = 2


def shelf() -> LibraryPage:
    """The page that all practices stand under, made at the first need. What had its address gets another."""
    found = LibraryPage.objects.first()
    if found is not None:
        return found
    home = Site.objects.select_related("root_page").get(is_default_site=True).root_page
    for page in home.get_children().filter(slug="practices"):
        page.slug = "about-practices"
        page.save(update_fields=["slug"])
        page.specific.unpublish(log_action=False)
    home = Page.objects.get(pk=home.pk)
    added: LibraryPage = home.add_child(instance=LibraryPage(title="Practices", slug="practices"))
    return added


@transaction.atomic
def put_before_readers(version: Version, actor: Any) -> PracticePage:
    """The version as it was handed in becomes what readers see."""
    practice, values = version.practice, version.handed_in()
    if practice.slug is None:
        practice.slug = _address_for(str(values["title"]))
        practice.first_published_at = timezone.now()
    practice.review_by = _review_by(values)
    practice.save(update_fields=["slug", "first_published_at", "review_by"])
    page = _written(practice, version, values)
    page.save_revision(user=actor, log_action=False).publish(log_action=False)
    _show_files(page, values)
    page.broken_links.exclude(url__in=links_in(values)).delete()
    _changed()
    advance(practice, OPEN, actor=actor, version=version.number)
    return page


def _changed() -> None:
    """What readers find is not what it was: every process makes its shelves anew."""
    # Drawn, not counted: a number that was taken back with its transaction must not come again for something else.
    Stamp.objects.update_or_create(pk=1, defaults={"number": randbits(62)})


def _address_for(title: str) -> str:
    stem = slugify(title)[:60].strip("-") or "practice"
    stem = f"{stem}-practice" if stem in RESERVED else stem
    taken = set(Practice.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(each for each in numbered if each not in taken)


def _review_by(values: dict[str, Any]) -> date:
    if values.get("review_by"):
        return date.fromisoformat(values["review_by"])
    today = timezone.localdate()
    return date(today.year + YEARS_UNTIL_REVIEW, today.month, min(today.day, 28))


def _written(practice: Practice, version: Version, values: dict[str, Any]) -> PracticePage:
    page = PracticePage.objects.filter(practice=practice).first() or PracticePage(practice=practice, live=False)
    page.title, page.slug, page.version, page.record = str(values["title"])[:255], practice.slug, version, values
    page.summary, page.text = str(values.get("summary") or ""), plain_text(values)
    page.tier, page.needs_waiver, page.cost = best_tier(values), needs_waiver(values), values.get("cost") or ""
    page.picture, page.picture_alt = _picture(page, values), str(values.get("picture_alt") or "")[:200]
    page.search_description = page.summary[:250]
    page.facets = facets(values, is_held=waived_today(), district=practice.district_id or "")
    page.folded = fold(f"{page.title} {page.summary} {page.text}")
    if page.pk is None:
        shelf().add_child(instance=page)
    page.tags.set(tags(values))
    return page


def _picture(page: PracticePage, values: dict[str, Any]) -> Any:
    """The picture as an image of Wagtail's, made anew only where another file was handed in."""
    given = values.get("picture")
    stored = StoredFile.objects.filter(pk=given["file"]).first() if given else None
    if stored is None or stored.content_type not in (PNG.content_type, JPEG.content_type):
        return None
    if page.picture and page.picture.title == stored.sha256[:40]:
        return page.picture
    with stored.content.open("rb") as content:
        name = f"{stored.sha256[:16]}.{'png' if stored.content_type == PNG.content_type else 'jpg'}"
        file = ImageFile(BytesIO(content.read()), name=name)
    words = str(values.get("picture_alt") or "")[:255]
    return get_image_model().objects.create(title=stored.sha256[:40], description=words, file=file)


def _show_files(page: PracticePage, values: dict[str, Any]) -> None:
    page.files.all().delete()
    for key in FILES:
        given = values.get(key)
        if given:
            PublishedFile.objects.create(page=page, key=key, stored_id=given["file"])


@transaction.atomic
def withdraw_practice(practice: Practice, *, reason: str, actor: Any) -> Practice:
    """Take a practice from the library: its address tells when and why, and nothing else."""
    if not actor.has_perm("library.withdraw_practice", practice):
        raise NotAllowed("Only the leads of its district and the department can withdraw a practice.")
    withdraw(practice, reason=reason, actor=actor)
    notifications.practice_withdrawn(practice)
    return practice


def withdraw(practice: Practice, *, reason: str, actor: Any) -> None:
    """Leave a tombstone, and nothing of the text in any page, version of a page, file or picture."""
    advance(practice, WITHDRAW, actor=actor, reason=reason)
    practice.withdrawn_at, practice.reason = timezone.now(), reason
    practice.save(update_fields=["withdrawn_at", "reason"])
    page = practice.page
    page.unpublish(log_action=False)
    picture, page.picture = page.picture, None
    page.record, page.summary, page.text, page.picture_alt, page.search_description = {}, "", "", "", ""
    page.facets, page.folded = {}, ""
    page.latest_revision = page.live_revision = None
    page.tags.clear()
    page.save()
    page.revisions.all().delete()
    page.files.all().delete()
    page.broken_links.all().delete()
    if picture:
        picture.delete()
    _changed()


@transaction.atomic
def confirm_practice(practice: Practice, *, actor: Any) -> Practice:
    """Its district has looked at it again and stands by it as it is, for two more years."""
    if not actor.has_perm("library.confirm_practice", practice):
        raise NotAllowed("Only the leads of its district and the department can confirm a practice.")
    advance(practice, CONFIRM, actor=actor)
    practice.review_by = _review_by({})
    practice.save(update_fields=["review_by"])
    return practice


def mark_due() -> int:
    """Practices whose day of review has come are marked so for readers, and their authors are told; how many."""
    found = Practice.objects.filter(state=PracticeState.PUBLISHED, review_by__lte=timezone.localdate())
    due = list(found.select_related("page__version"))
    for practice in due:
        with transaction.atomic():
            advance(practice, FALL_DUE, actor=None)
            _changed()
            notifications.practice_due(practice)
    return len(due)


def shelve_waivers() -> int:
    """Let practices be found by whether the waivers that they need are held today; how many changed."""
    is_held, changed = waived_today(), []
    for page in public_pages().filter(needs_waiver=True).defer("text", "folded"):
        facet = waiver_facet(page.record, is_held)
        if page.facets.get("waiver") != facet:
            page.facets = {**page.facets, "waiver": facet}
            changed.append(page)
    if changed:
        _set_facets(changed)
    return len(changed)


@transaction.atomic
def _set_facets(pages: list[PracticePage]) -> None:
    for page in pages:
        # By hand, not by `save`: nothing that readers read is another one, and a practice withdrawn meanwhile stays so.
        PracticePage.objects.live().filter(pk=page.pk).update(facets=page.facets)
    _changed()
