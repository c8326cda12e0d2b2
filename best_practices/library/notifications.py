"""What is told about practices, one function for each fact."""

from typing import Any

from best_practices.library.models import (
    Audience,
    Author,
    BrokenLink,
    ChangeRequest,
    Practice,
    PracticePage,
    Remark,
    Version,
    Watch,
)
from best_practices.library.panels import followers_of
from portal.accounts.models import StateRole, User
from portal.conflicts.queries import ties_between
from portal.core import mail
from portal.districts.models import LEADING_OFFICES, Membership

FOLDER = "library/mail"
NEWS = "practices"


def authors_of(version: Version) -> list[User]:
    """The people who write it now."""
    found = version.authors.filter(ended_at=None, accepted_at__isnull=False).select_related("person")
    return [author.person for author in found if author.person and author.person.is_active]


def moderators_of(version: Version) -> list[User]:
    """Who is responsible for the open step: its groups, its PLCs, and nobody who may not judge these districts."""
    task = version.current_workflow_task
    if task is None:
        return []
    topics = set(task.pathways.values_list("slug", flat=True)) if hasattr(task, "pathways") else set()
    chosen = set(version.handed_in().get("pathways") or [])
    if topics and not topics & chosen:
        return []
    people = list(User.objects.holding(StateRole.FACILITATOR).filter(groups__in=task.groups.all()).distinct())
    tied = {person for person, _ in ties_between([person.pk for person in people], version.leaids())}
    writing = {author.pk for author in authors_of(version)}
    return [person for person in people if person.pk not in tied | writing]


def _of(version: Version, topic: str = "") -> dict[str, Any]:
    """Told to those who may still read the version by then; essential unless `topic` says otherwise."""
    return {"version": version, "topic": topic, "about": version, "permission": "library.read_version"}


def author_asked(author: Author) -> None:
    """To the address: who asks, for what, and where to accept."""
    mail.post(f"{FOLDER}/author_asked.txt", to=[author.email], key=f"author-asked-{author.pk}", author=author)


def version_submitted(version: Version) -> None:
    """To the authors: a receipt. To the moderators responsible: there is something to read."""
    key = f"version-submitted-{version.reference}-{version.submissions.count()}"
    mail.post(f"{FOLDER}/receipt.txt", to=authors_of(version), key=key, **_of(version))
    mail.post(f"{FOLDER}/arrived.txt", to=moderators_of(version), key=f"{key}-staff", **_of(version, NEWS))


def version_handed_on(version: Version) -> None:
    """To those who do the next step."""
    task_state = version.current_workflow_task_state
    key = f"version-step-{version.reference}-{task_state.pk if task_state else 0}"
    mail.post(f"{FOLDER}/arrived.txt", to=moderators_of(version), key=key, **_of(version, NEWS))


def version_appealed(version: Version) -> None:
    """To the moderators responsible: the authors ask for a second look."""
    key = f"version-appealed-{version.reference}"
    mail.post(f"{FOLDER}/appealed.txt", to=moderators_of(version), key=key, **_of(version, NEWS))


def changes_asked(asked: ChangeRequest) -> None:
    """To the authors: what should change, section by section."""
    titles = [section.title for section in asked.draft.sections if section.key in asked.sections]
    mail.post(
        f"{FOLDER}/changes_asked.txt",
        to=authors_of(asked.draft),
        key=f"changes-asked-{asked.pk}",
        asked=asked,
        titles=titles,
        **_of(asked.draft),
    )


def version_reclassified(version: Version, reason: str) -> None:
    """To the authors: how their practice is found was changed, and why."""
    key = f"version-reclassified-{version.reference}-{version.submissions.count()}"
    mail.post(f"{FOLDER}/reclassified.txt", to=authors_of(version), key=key, reason=reason, **_of(version))


def version_published(version: Version) -> None:
    """To the authors and the leads of the district: readers see it."""
    key = f"version-published-{version.reference}"
    mail.post(f"{FOLDER}/published.txt", to=people_behind(version), key=key, **_of(version))


def practice_changed(version: Version) -> None:
    """To those whose schools use the practice: there is a new version of it."""
    key = f"practice-changed-{version.reference}"
    people = followers_of(version.practice) if version.number > 1 else []
    mail.post(f"{FOLDER}/changed.txt", to=people, key=key, topic=NEWS, version=version)


def version_declined(version: Version) -> None:
    """To the authors: the reason, and how to appeal."""
    key = f"version-declined-{version.reference}-{version.submissions.count()}-{version.remarks.count()}"
    mail.post(f"{FOLDER}/declined.txt", to=authors_of(version), key=key, **_of(version))


def version_merged(version: Version, into: Practice) -> None:
    """To the authors: which practice theirs has joined."""
    key = f"version-merged-{version.reference}"
    mail.post(f"{FOLDER}/merged.txt", to=authors_of(version), key=key, into=into, **_of(version))


def remark_posted(remark: Remark) -> None:
    """To the others who read it; never to its author."""
    people = {person.pk: person for person in moderators_of(remark.draft)}
    if remark.audience == Audience.ALL:
        people |= {person.pk: person for person in authors_of(remark.draft)}
    people.pop(remark.author_id, None)
    key = f"remark-posted-{remark.pk}"
    mail.post(f"{FOLDER}/remark.txt", to=people.values(), key=key, remark=remark, **_of(remark.draft, NEWS))


def search_has_news(watch: Watch, pages: list[PracticePage], count: int) -> None:
    """To who keeps the search: what was published in it since the last mail."""
    key = f"search-news-{watch.pk}-{watch.told_until:%Y%m%d%H%M%S%f}"
    mail.post(f"{FOLDER}/search_news.txt", to=[watch.owner], key=key, topic=NEWS, watch=watch, pages=pages, count=count)


def practice_withdrawn(practice: Practice) -> None:
    """To the authors of its last version, the leads of its district, and those whose schools use it."""
    version = practice.page.version
    people = {person.pk: person for person in [*people_behind(version), *followers_of(practice)]}
    key = f"practice-withdrawn-{practice.pk}"
    mail.post(f"{FOLDER}/withdrawn.txt", to=people.values(), key=key, topic=NEWS, practice=practice)


def practice_due(practice: Practice) -> None:
    """To the authors of its last version and the leads of its district: please look at it again."""
    version = practice.page.version
    key = f"practice-due-{practice.pk}-{practice.review_by}"
    mail.post(f"{FOLDER}/due.txt", to=people_behind(version), key=key, topic=NEWS, practice=practice)


def links_broken(page: PracticePage, links: list[BrokenLink]) -> None:
    """To the authors: which links do not answer; each link once."""
    key = f"links-broken-{page.pk}-{max(link.pk for link in links)}"
    mail.post(f"{FOLDER}/links_broken.txt", to=authors_of(page.version), key=key, topic=NEWS, page=page, links=links)


def people_behind(version: Version) -> list[Any]:
    """Its authors and the leads of its district, each once."""
    leads = Membership.objects.in_office(*LEADING_OFFICES).filter(district=version.practice.district_id).people()
    return list({person.pk: person for person in [*authors_of(version), *leads]}.values())
